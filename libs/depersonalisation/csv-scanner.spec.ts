import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { RefusedError } from '@broker/kernel';
import * as fc from 'fast-check';
import { sharedPath } from '../../test/support/shared-data.js';
import { cellText } from './csv-row.js';
import { CsvScanner } from './csv-scanner.js';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const lf = (text: string): string => text.replaceAll('\r\n', '\n');

/** Scans chunks of bytes into rows of texts, the header first. */
function scan(...chunks: Uint8Array[]): string[][] {
  const rows: string[][] = [];
  const scanner = new CsvScanner(
    (names) => rows.push(names),
    (row) => rows.push(Array.from({ length: row.columns }, (_, column) => cellText(row, column))),
  );
  for (const chunk of chunks) scanner.push(chunk);
  scanner.finish();
  return rows;
}

function refusalOf(...chunks: Uint8Array[]) {
  try {
    scan(...chunks);
  } catch (error) {
    if (error instanceof RefusedError) return error.refusal;
    throw error;
  }
  return null;
}

describe('CsvScanner takes', () => {
  it.each([
    ['LF', 'a,b\n1,2\n'],
    ['CRLF', 'a,b\r\n1,2\r\n'],
    ['no last line end', 'a,b\n1,2'],
    ['a byte order mark', '\uFEFFa,b\n1,2\n'],
    ['quotes', '"a","b"\n"1","2"\n'],
    ['empty lines', 'a,b\n\n1,2\n\n\n'],
  ])('%s', (_, text) => {
    expect(scan(bytesOf(text))).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('commas, doubled quotes and line ends inside quotes', () => {
    expect(scan(bytesOf('a,b\n"1,""x""","2\r\n3"\n'))[1]).toEqual(['1,"x"', '2\r\n3']);
  });

  it('an empty line as an empty cell when there is one column', () => {
    expect(scan(bytesOf('a\n1\n\n""\n'))).toEqual([['a'], ['1'], [''], ['']]);
  });

  it('any text, wherever the chunks end', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom('', '"', '""', ',', '\n', '\r\n', '\r', 'é', '£1', '\u{1F600}'),
    );
    const cells = cell.map((text) => text.replaceAll('\0', ''));
    const table = fc
      .integer({ min: 2, max: 5 })
      .chain((columns) =>
        fc.array(fc.array(cells, { minLength: columns, maxLength: columns }), { minLength: 2, maxLength: 8 }),
      );
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 60 });
    fc.assert(
      fc.property(table, sizes, fc.constantFrom('\n', '\r\n'), (rows, sizes, end) => {
        const bytes = bytesOf(rows.map((row) => row.map(quoted).join(',') + end).join(''));
        const chunks: Uint8Array[] = [];
        let from = 0;
        for (const size of sizes) chunks.push(bytes.slice(from, (from += size)));
        chunks.push(bytes.slice(from));
        expect(scan(...chunks)).toEqual(rows);
      }),
      { numRuns: 300 },
    );
  });

  it.each(Array.from({ length: 24 }, (_, i) => i))('a block that ends %d bytes into a tricky row', (inside) => {
    const [header, tricky] = ['a,b\n', '"1,""2""","é\r\n"\r\n3,4\r\n'];
    const filler = `${'x'.repeat(30_000)},${'x'.repeat(65_536 - header.length - 30_002 - inside)}\n`;
    expect(scan(bytesOf(`${header}${filler}${tricky}`)).slice(2)).toEqual([
      ['1,"2"', 'é\r\n'],
      ['3', '4'],
    ]);
  });

  it('rows that lie across the blocks in which it reads', () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => [`${i}`, `"${'x'.repeat(i % 17)}""`, 'é'.repeat(i % 5)]);
    const text = rows.map(([a, b, c]) => `${a},"${b!.replaceAll('"', '""')}",${c}\r\n`).join('');
    expect(scan(bytesOf(`a,b,c\n${text}`)).slice(1)).toEqual(rows);
  });

  it('the files of csv-spectrum as their authors read them', () => {
    const folder = sharedPath('data/csv-corpus/csv-spectrum');
    if (!folder) return;
    const names = readdirSync(path.join(folder, 'csvs'));
    expect(names.length).toBeGreaterThan(9);
    for (const name of names) {
      const [header, ...rows] = scan(readFileSync(path.join(folder, 'csvs', name)));
      // A checkout may have changed the line ends of the fixtures: compared as LF.
      const expected: unknown = JSON.parse(
        readFileSync(path.join(folder, 'json', name.replace('.csv', '.json')), 'utf8').replaceAll(
          String.raw`\r\n`,
          String.raw`\n`,
        ),
      );
      expect([name, rows.map((row) => Object.fromEntries(header!.map((key, i) => [key, lf(row[i]!)])))]).toEqual([
        name,
        expected,
      ]);
    }
  });
});

describe('CsvScanner refuses', () => {
  it.each([
    ['empty-file', bytesOf(''), undefined],
    ['empty-file', bytesOf('\uFEFF'), undefined],
    ['no-rows', bytesOf('a,b\n'), undefined],
    ['zip-archive', latin1('PK\u0003\u0004rest'), undefined],
    ['excel-workbook', latin1('\u00d0\u00cf\u0011\u00e0rest'), undefined],
    ['utf-16-file', latin1('\u00ff\u00fea\u0000'), undefined],
    ['utf-16-file', latin1('\u00fe\u00ff\u0000a'), undefined],
    ['nul-character', latin1('a,b\n1,\u00002\n'), { row: 2, column: 'b' }],
    ['nul-character', latin1('a,b\n1,"\u0000"\n'), { row: 2, column: 'b' }],
    ['not-utf-8', latin1('a,b\n1,2\n1,caf\u00e9\n'), { row: 3, column: 'b' }],
    ['ragged-row', bytesOf('a,b\n1\n'), { row: 2 }],
    ['ragged-row', bytesOf('a,b\n1,2\n\n1,2,3\n'), { row: 4 }],
    ['unclosed-quote', bytesOf('a,b\n1,"2\n3,4\n'), { row: 2, column: 'b' }],
    ['text-after-quote', bytesOf('a,b\n1,"2"x\n'), { row: 2, column: 'b' }],
    ['stray-quote', bytesOf('a,b\n1,2"x\n'), { row: 2, column: 'b' }],
    ['lone-carriage-return', bytesOf('a,b\r1,2\r'), { row: 1, column: 'column 2' }],
    ['cell-too-long', bytesOf(`a,b\n1,${'x'.repeat(65_537)}\n`), { row: 2, column: 'b' }],
    ['cell-too-long', bytesOf(`a,b\n1,"${'x'.repeat(65_537)}"\n`), { row: 2, column: 'b' }],
    ['row-too-long', bytesOf(`a\n${`${'x'.repeat(60_000)},`.repeat(18)}\n`), { row: 2 }],
    ['too-many-columns', bytesOf(`${'a,'.repeat(1000)}a\n`), { row: 1 }],
  ])('%s', (fault, bytes, where) => {
    const refusal = refusalOf(bytes);
    expect(refusal?.code).toBe(`exchange/${fault}`);
    expect(refusal?.where).toEqual(where);
    expect(refusal?.clause).toBe('ISA-11');
  });

  it('the same wherever the chunks end', () => {
    const faulty = fc.constantFrom('a,b\n1,"2\n3', 'a,b\n1,"2"x\n', 'a,b\r1,2', 'a,b\n1,2,3\n', 'a,b\n1,2"\n');
    fc.assert(
      fc.property(faulty, fc.nat({ max: 12 }), (text, at) => {
        const bytes = bytesOf(text);
        expect(refusalOf(bytes.slice(0, at), bytes.slice(at))).toEqual(refusalOf(bytes));
      }),
    );
  });

  it.each([
    ['a cell without end', 'x', 'cell-too-long'],
    ['a quote never closed', '"', 'cell-too-long'],
    ['a million columns', 'a,', 'too-many-columns'],
  ])('%s before it has read three blocks', (_, text, fault) => {
    const scanner = new CsvScanner(
      () => undefined,
      () => undefined,
    );
    const chunk = bytesOf((text === '"' ? `"${'y'.repeat(999)}` : text.repeat(500)).slice(0, 1000));
    const rest = text === '"' ? bytesOf('y'.repeat(1000)) : chunk;
    let bytes = 0;
    const feed = () => {
      for (scanner.push(chunk); bytes < 1e9; bytes += rest.length) scanner.push(rest);
    };
    expect(feed).toThrow(`exchange/${fault}`);
    expect(bytes).toBeLessThan(3 * 65_536);
  });
});
