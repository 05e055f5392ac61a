import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { RecordReport } from '@broker/depersonalisation';
import { Command } from 'commander';
import { sharedPath } from '../../../test/support/shared-data.js';
import { PendingFile } from '../depersonalise/release-file.js';
import { register } from './depersonalise.command.js';

let folder: string;
let output: { out: string; err: string };

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'by-definition-'));
  output = { out: '', err: '' };
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((output.out += String(text)), true));
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((output.err += String(text)), true));
});

afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = 0;
  rmSync(folder, { recursive: true });
});

const inFolder = (name: string): string => path.join(folder, name);
const written = (name: string): string => readFileSync(inFolder(name), 'utf8');
const reportOf = (): RecordReport => JSON.parse(written('report.json')) as RecordReport;

async function run(...args: string[]): Promise<number> {
  const program = new Command().exitOverride();
  register(program);
  program.commands[0]!.exitOverride();
  await program.parseAsync(['depersonalise', ...args], { from: 'user' });
  return Number(process.exitCode ?? 0);
}

const FILES = ['--definition', 'd.json', '--in', 'in.csv', '--out', 'out.csv', '--report', 'report.json'];
const filesIn = (): string[] => FILES.map((arg) => (arg.startsWith('--') ? arg : inFolder(arg)));

/** Runs the command on this definition and content. */
async function depersonalise(definition: object | string, content: string): Promise<number> {
  writeFileSync(inFolder('d.json'), typeof definition === 'string' ? definition : JSON.stringify(definition));
  writeFileSync(inFolder('in.csv'), content);
  return run(...filesIn());
}

const quasi = (name: string, hierarchy: object) => ({ name, role: 'quasi-identifier', hierarchy });
const K2 = [{ kind: 'k-anonymity', k: 2 }];
const BY_AGE = { version: 1, columns: [quasi('age', { kind: 'ranges', widths: [10] })], models: K2 };
const BY_WARD = { version: 1, separator: ';', columns: [quasi('ward', { kind: 'file', file: 'w.csv' })], models: K2 };

describe('broker depersonalise --definition (ISA-9)', () => {
  it('writes the rows that may be shared, and a report', async () => {
    expect(await depersonalise(BY_AGE, 'age\n31\n32\n45\n46\n')).toBe(0);
    expect(written('out.csv')).toBe('age\r\n30-39\r\n30-39\r\n40-49\r\n40-49\r\n');
    expect(reportOf()).toMatchObject({ clause: 'ISA-9', rowsIn: 4, rowsReleased: 4, models: ['2-anonymity'] });
    expect(output.out).toContain('age  bands of 10 (level 1 of 2)');
    expect(output.out).toContain('4  released, in 2 classes; the smallest has 2 rows');
    expect(output.out).toContain('no other of the 3 transformations loses less.');
    expect(output.err).toBe('');
    expect(readdirSync(folder).sort()).toEqual(['d.json', 'in.csv', 'out.csv', 'report.json']);
  });

  it('reads hierarchies from files beside the definition', async () => {
    writeFileSync(inFolder('w.csv'), 'W1;North;*\nW2;North;*\nW3;South;*\nW4;South;*\n');
    await depersonalise(BY_WARD, 'ward\nW1\nW2\nW3\nW4\n');
    expect(written('out.csv')).toBe('ward\r\nNorth\r\nNorth\r\nSouth\r\nSouth\r\n');
  });

  it('counts a population beside the definition', async () => {
    writeFileSync(inFolder('p.csv'), 'age,name\n31,A\n32,B\n33,C\n');
    const columns = [quasi('age', { kind: 'ranges', widths: [10] })];
    const models = [{ kind: 'k-map', k: 3, population: 'p.csv' }];
    await depersonalise({ version: 1, columns, models }, 'age\n31\n');
    expect(written('out.csv')).toBe('age\r\n30-39\r\n');
    expect(reportOf().risk.after).toMatchObject({ prosecutor: { maximum: 1 }, journalist: { maximum: 1 / 3 } });
  });

  it('says so when the time ran out, with the bound', async () => {
    const times = [0, 0, 0, 0, 0, 0, 0, 0];
    jest.spyOn(performance, 'now').mockImplementation(() => times.shift() ?? 10_000);
    const columns = ['a', 'b', 'c'].map((name) => quasi(name, { kind: 'ranges', widths: [2, 4, 8, 16] }));
    const rows = Array.from({ length: 60 }, (_, row) => `${row % 16},${(row * 7) % 15},${(row * 5) % 13}`);
    await depersonalise({ version: 1, columns, models: K2, budget: { seconds: 1 } }, `a,b,c\n${rows.join('\n')}\n`);
    const refusedOrBounded = output.out + output.err;
    expect(refusedOrBounded).toMatch(/the time ran out, and none loses less than|in the time allowed/);
  });

  it.each([
    ['a definition that is not JSON', '{', 'age\n1\n', 'The definition cannot be used: the file is not JSON.'],
    ['a value of another kind', BY_AGE, 'age\n31\nold\n', 'Column "age" holds in 1 row something that is not a whole number from 0 to 9999. (row 3, column "age")'], // prettier-ignore
    ['a column too many', BY_AGE, 'age,name\n31,x\n', 'The definition says nothing of its column 2.'],
    ['what is no CSV', BY_AGE, 'PK\u0003\u0004', 'The file is a ZIP archive'],
    ['too few rows', BY_AGE, 'age\n31\n', 'Even at the coarsest levels'],
    [
      'a hierarchy that is not there',
      BY_WARD,
      'ward\nW1\n',
      'The definition names the file w.csv, which is not there.',
    ],
  ])('leaves nothing behind when it refuses %s, and ends with code 2', async (_, definition, content, message) => {
    writeFileSync(inFolder('out.csv'), 'older');
    expect(await depersonalise(definition, content)).toBe(2);
    expect(output.err).toMatch(/^Refused \(ISA-\d+\): /);
    expect(output.err).toContain(message);
    expect(output.err).toContain('Nothing was written.');
    expect(readdirSync(folder).sort()).toEqual(['d.json', 'in.csv', 'out.csv']);
    expect(written('out.csv')).toBe('older');
  });

  it.each([
    [
      'a hierarchy that is no tree',
      'W1;North;*\nW2;North;x\nW3;South;*\n',
      'In the file w.csv: Row 2 of a hierarchy puts a label',
    ],
    [
      'a hierarchy that would run as a formula',
      'W1;North;*\nW2;=North;*\n',
      'In the file w.csv: A cell begins like a spreadsheet formula',
    ],
    [
      'a hierarchy with a formula in its first row',
      'W1;=North;*\nW2;North;*\n',
      'In the file w.csv: A cell begins like',
    ],
    ['a hierarchy of one row', 'W1;North;*\n', 'In the file w.csv:'],
  ])('refuses %s', async (_, hierarchy, message) => {
    writeFileSync(inFolder('w.csv'), hierarchy);
    expect(await depersonalise(BY_WARD, 'ward\nW1\nW2\n')).toBe(2);
    expect(output.err).toContain(message);
  });

  it.each([
    ['a row is lost', (text: string) => text.replace('30-39\r\n', ''), 'Rows: written 5, reported 6.'],
    [
      'a row changes its class',
      (text: string) => text.replace('40-49', '30-39'),
      '1 of 2 classes of the file as written fail k-anonymity',
    ],
  ])('leaves nothing behind when %s on the way to the disk', async (_, spoil, said) => {
    jest.spyOn(PendingFile.prototype, 'write').mockImplementationOnce(function (this: PendingFile, parts) {
      return this.write([spoil([...parts].join(''))]);
    });
    expect(await depersonalise(BY_AGE, 'age\n31\n32\n33\n34\n45\n46\n')).toBe(2);
    expect(output.err).toContain(said);
    expect(readdirSync(folder).sort()).toEqual(['d.json', 'in.csv']);
  });

  it('leaves nothing behind when the report cannot be written', async () => {
    writeFileSync(inFolder('d.json'), JSON.stringify(BY_AGE));
    writeFileSync(inFolder('in.csv'), 'age\n31\n32\n');
    const args = [...filesIn().slice(0, -1), inFolder('nowhere/report.json')];
    await expect(run(...args)).rejects.toThrow('ENOENT');
    expect(readdirSync(folder).sort()).toEqual(['d.json', 'in.csv']);
  });

  it.each([
    ['neither dataset nor definition', FILES.slice(2), 'Give --dataset or --definition.'],
    ['both', ['--dataset', 'POL-2', ...FILES], 'Give --dataset or --definition.'],
    ['districts', [...FILES, '--district', 'Southampton'], '--district and --mapping go with --dataset.'],
    ['one file for two ends', [...FILES.slice(0, -1), 'd.json'], 'Give four different files'],
    ['a definition that is not there', FILES, 'There is no file d.json.'],
  ])('does not take %s', async (_, args, message) => {
    await expect(run(...args)).rejects.toThrow(message);
  });
});

/** A result of another program, which found the optimum by itself. */
interface Golden {
  csv: string;
  k: number;
  supp: number;
  sens: string;
  loss: string;
  transform: string;
  suppressed: number;
}

/** The definition that asks what the other program was asked. */
function definitionOf({ csv, k, supp, sens, transform }: Golden): object {
  const [column, model, parameter] = sens.split(',');
  const levels = new Map(transform.split(' ').map((each) => each.split('=') as [string, string]));
  const [header] = written(csv).split(/\r?\n/, 1);
  const columns = header!
    .split(';')
    .map((name) =>
      levels.has(name)
        ? quasi(name, { kind: 'file', file: `${csv.split('_')[0]}_hierarchy_${name}.csv` })
        : { name, role: 'sensitive' },
    );
  const figure = Number(parameter);
  const models = {
    'distinct-l': { kind: 'distinct-l-diversity', column, l: figure },
    t: { kind: 't-closeness', column, t: figure },
  };
  const more = Object.entries(models).flatMap(([name, each]) => (name === model ? [each] : []));
  return { version: 1, separator: ';', columns, models: [{ kind: 'k-anonymity', k }, ...more], suppressionLimit: supp };
}

async function expectGolden(golden: Golden): Promise<void> {
  writeFileSync(inFolder('d.json'), JSON.stringify(definitionOf(golden)));
  expect(await run(...filesIn().map((arg) => (arg === inFolder('in.csv') ? inFolder(golden.csv) : arg)))).toBe(0);
  const report = reportOf();
  const levels = report.columns.flatMap(({ column, generalisation }) =>
    generalisation ? [`${column}=${generalisation.level}`] : [],
  );
  expect(levels.sort()).toEqual(golden.transform.split(' ').sort());
  expect(Math.abs(report.search.loss - Number(golden.loss))).toBeLessThan(1e-8);
  expect(report.rowsSuppressed).toBe(golden.suppressed);
  expect(written('out.csv').trimEnd().split('\r\n')).toHaveLength(report.rowsReleased + 1);
}

describe('the cases of another program, by definition: the same levels, loss and suppressed rows', () => {
  const CASES = 'depersonalisation/cases';

  it.each(['', 'occupation,distinct-l,5', 'occupation,t,0.2'])('adult %s', async (sens) => {
    const file = sharedPath(CASES, 'arx-goldens.jsonl');
    if (!file) return;
    for (const name of readdirSync(path.dirname(file)))
      if (name.startsWith('adult')) copyFileSync(path.join(path.dirname(file), name), inFolder(name));
    const goldens = readFileSync(file, 'utf8').trim().split('\n');
    const golden = goldens
      .map((line) => JSON.parse(line) as Golden)
      .find((each) => each.csv.startsWith('adult') && each.k === 5 && each.supp === 0.05 && each.sens === sens);
    await expectGolden(golden!);
  });

  it('incident, as generated', async () => {
    const generator = sharedPath('depersonalisation/generate.mjs');
    const expected = sharedPath(CASES, 'expected.json');
    if (!generator || !expected) return;
    // It writes the hierarchies into a folder beside itself.
    mkdirSync(inFolder('cases'));
    copyFileSync(generator, inFolder('generate.mjs'));
    execFileSync(process.execPath, [inFolder('generate.mjs'), 'incident', '100000', inFolder('incident_100000.csv')]);
    for (const name of readdirSync(inFolder('cases'))) copyFileSync(inFolder(`cases/${name}`), inFolder(name));
    const { cases } = JSON.parse(readFileSync(expected, 'utf8')) as {
      cases: { data: string; suppressionLimit: number; transformation: string; loss: number; suppressedRows: number }[];
    };
    const { transformation, loss, suppressedRows } = cases.find(
      ({ data, suppressionLimit }) => data === 'incident 100000' && suppressionLimit === 0.01,
    )!;
    const asked = { csv: 'incident_100000.csv', k: 5, supp: 0.01, sens: '' };
    await expectGolden({ ...asked, transform: transformation, loss: String(loss), suppressed: suppressedRows });
  });
});
