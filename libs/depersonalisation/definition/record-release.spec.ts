import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cellTexts } from '../csv-row.js';
import { CsvScanner } from '../csv-scanner.js';
import { tableFromRows } from '../search/table.js';
import type { ColumnDefinition, FileDefinition, HierarchyDefinition, ModelDefinition } from './definition.js';
import { describeRecords } from './describe-records.js';
import { canonicalTable } from './population.js';
import { claimOf } from './record-claim.js';
import { RecordGate } from './record-gate.js';
import { RecordIntake } from './record-intake.js';
import { recordLines } from './record-lines.js';
import { applyDefinition } from './record-release.js';
import { RefusedError } from '@broker/kernel';

const quasi = (name: string, hierarchy: HierarchyDefinition, more: object = {}): ColumnDefinition => ({
  name,
  role: 'quasi-identifier',
  hierarchy,
  minLevel: 0,
  maxLevel: null,
  weight: 1,
  ...more,
});

const NONE: HierarchyDefinition = { kind: 'none' };
const AGE = quasi('age', { kind: 'ranges', widths: [10] });
const SEX = quasi('sex', NONE);

const define = (columns: ColumnDefinition[], more: Partial<FileDefinition> = {}): FileDefinition => ({
  version: 1,
  separator: ',',
  columns,
  models: [{ kind: 'k-anonymity', k: 2 }],
  suppressionLimit: 0,
  metric: 'loss',
  budget: { seconds: null, megabytes: null },
  ...more,
});

function intakeOf(definition: FileDefinition, text: string, listed = new Map<string, Set<string>>()) {
  const intake = new RecordIntake(definition, listed);
  intake.push(new TextEncoder().encode(text));
  return intake.finish();
}

/** The whole road: read, search, write, gate. */
function release(definition: FileDefinition, text: string, populationRows: string[][] | null = null) {
  const read = intakeOf(definition, text);
  const names = definition.columns.flatMap(({ name, role }) => (role === 'quasi-identifier' ? [name] : []));
  const population = populationRows && canonicalTable(definition, tableFromRows(names, populationRows));
  const request = { definition, read, hierarchies: new Map(), population, now: () => 0 };
  const applied = applyDefinition(request);
  if (!applied.ok) return { refusal: applied.refusal.code, text: '', report: null };
  const written = [...recordLines(read, applied.value, definition.separator)].join('');
  const gate = new RecordGate(definition);
  const scanner = new CsvScanner(
    (header) => gate.header(header),
    (row) => gate.add(cellTexts(row)),
    definition.separator,
  );
  scanner.push(new TextEncoder().encode(written));
  scanner.finish();
  const passed = gate.finish(claimOf(request, applied.value));
  if (!passed.ok) return { refusal: passed.refusal.message, text: written, report: null };
  return { refusal: null, text: written, report: describeRecords(request, applied.value) };
}

/** The refusal of an intake. */
function refusedBy(work: () => unknown) {
  try {
    work();
  } catch (error) {
    if (error instanceof RefusedError) return error.refusal;
    throw error;
  }
  return null;
}

const lines = (...rows: string[]): string => `${rows.join('\n')}\n`;

describe('records that are released', () => {
  it('stand on one level, without what identifies, in an order that tells nothing', () => {
    const columns: ColumnDefinition[] = [
      { name: 'id', role: 'identifying' },
      AGE,
      { name: 'note', role: 'free-text', redact: true },
      SEX,
      { name: 'talk', role: 'free-text', redact: false },
      { name: 'team', role: 'other' },
      { name: 'harm', role: 'sensitive' },
    ];
    const { text, report } = release(
      define(columns),
      lines(
        'id,age,note,sex,talk,team,harm',
        '1,34,"=mail a.b@example.org, now",F,x,T2,"cut, deep"',
        '2,31,none,F,x,T1,burn',
        '3,42,none,F,x,T1,burn',
        '4,48,none,F,x,T1,burn',
      ),
    );
    expect(text.split('\r\n')).toEqual([
      'age,note,sex,team,harm',
      `30-39,"'=mail [email-address], now",F,T2,"cut, deep"`,
      '30-39,none,F,T1,burn',
      '40-49,none,F,T1,burn',
      '40-49,none,F,T1,burn',
      '',
    ]);
    expect(report).toMatchObject({ rowsIn: 4, rowsIdentified: 0, rowsSuppressed: 0, rowsReleased: 4 });
    expect(report!.columns.map(({ treatment }) => treatment)).toEqual([
      'left out',
      'bands of 10 (level 1 of 2)',
      'kept, with what was recognised as an identifier replaced',
      'as it is (level 0 of 1)',
      'left out',
      'kept as it is',
      'kept as it is',
    ]);
    expect(report!.risk.after).toMatchObject({ classes: 2, smallestClass: 2, uniqueShare: 0, marketer: 0.5 });
    expect(report!.risk.before.uniqueShare).toBe(1);
    expect(report!.risk.homogeneity).toEqual([{ column: 'harm', groups: 1, rows: 2, rowShare: 0.5, fewestValues: 1 }]);
    expect(report!.utility).toMatchObject({ rowsSuppressedShare: 0, precision: 0.75, discernibility: 0.5 });
  });

  it('are the same whatever the order of the file', () => {
    const rows = ['34,F', '31,F', '42,M', '48,M', '33,F'];
    const text = (of: string[]) => release(define([AGE, SEX]), lines('age,sex', ...of)).text;
    expect(text([...rows.slice(2), ...rows.slice(0, 2)])).toBe(text(rows));
  });

  it('are counted: suppressed rows falsify the counts of a column', () => {
    const { report } = release(
      define([AGE, SEX], { suppressionLimit: 0.2 }),
      lines('age,sex', ...Array.from({ length: 9 }, () => '34,F'), '34,M'),
    );
    expect(report).toMatchObject({
      rowsSuppressed: 1,
      rowsReleased: 9,
      risk: { after: { classes: 1, smallestClass: 9 } },
    });
    expect(report!.utility.counts).toEqual([
      { column: 'age', answers: 1, exactAnswers: 0, meanRelativeError: 0.1, worstRelativeError: 0.1 },
      { column: 'sex', answers: 2, exactAnswers: 1, meanRelativeError: 0.5, worstRelativeError: 1 },
    ]);
  });

  it('show as an example only what many share', () => {
    const rows = (count: number) => Array.from({ length: count }, (_, row) => `${30 + (row % 2)},F`);
    const example = (count: number) =>
      release(define([AGE, SEX]), lines('age,sex', ...rows(count))).report!.columns[0]!.generalisation!.example;
    expect(example(18)).toBeNull();
    expect(example(20)).toEqual({ before: '30', after: '30' });
  });

  it('never stand on a level whose labels identify: a full postcode, a date of birth', () => {
    const columns = [quasi('postcode', { kind: 'postcode' }), quasi('born_on', { kind: 'date' })];
    const file = lines('postcode,born_on', ...Array.from({ length: 12 }, () => 'SO14 2AB,1980-05-05'));
    const { text, report } = release(define(columns), file);
    expect(text).toContain('SO14 2,1980-05\r\n');
    expect(report!.columns.map(({ generalisation }) => generalisation)).toEqual([
      expect.objectContaining({ level: 1, finestAllowed: 1, finerIdentifies: true, example: null }),
      expect.objectContaining({ level: 1, finestAllowed: 1, finerIdentifies: true, example: null }),
    ]);
    expect(release(define([quasi('postcode', { kind: 'postcode' }, { maxLevel: 0 })]), lines('postcode', 'SO14 2AB', 'SO14 2AB')).refusal).toBe('depersonalisation/identifying-levels'); // prettier-ignore
  });

  it('respect floors, ceilings and a population', () => {
    const file = lines('age,sex', '34,F', '34,F', '35,M', '35,M');
    expect(
      release(define([quasi('age', { kind: 'ranges', widths: [10] }, { minLevel: 2 }), SEX]), file).text,
    ).toContain('*,F');
    const oneMan = define([quasi('age', { kind: 'ranges', widths: [10] }, { maxLevel: 0 }), SEX], { models: [{ kind: 'k-map', k: 3, population: 'p.csv' }] }); // prettier-ignore
    const people = (men: number) => [...Array.from({ length: 3 }, () => ['34', 'F']), ...Array.from({ length: men }, () => ['035', 'M'])]; // prettier-ignore
    expect(release(oneMan, file, people(3)).text).toContain('35,M');
    expect(release(oneMan, file, people(2)).refusal).toBe('depersonalisation/nothing-satisfies');
  });

  it('are none when nothing satisfies', () => {
    const file = lines('age,sex', '34,F', '34,F');
    expect(release(define([AGE, SEX], { models: [{ kind: 'k-anonymity', k: 3 }] }), file).refusal).toBe('depersonalisation/nothing-satisfies'); // prettier-ignore
    expect(release(define([AGE, SEX], { models: [{ kind: 'k-anonymity', k: 3 }], suppressionLimit: 1 }), file).refusal).toBe('depersonalisation/nothing-left'); // prettier-ignore
    expect(release(define([quasi('age', NONE, { minLevel: 1, maxLevel: 7 })]), lines('age', '1')).refusal).toBe('depersonalisation/no-such-level'); // prettier-ignore
  });

  const value = fc.constantFrom('1', '2', '13', '27', '');
  const person = fc.tuple(value, fc.constantFrom('F', 'M', ''), fc.constantFrom('cut', 'burn', 'fall'));
  const model: fc.Arbitrary<ModelDefinition> = fc.oneof(
    fc.record({ kind: fc.constant('k-anonymity' as const), k: fc.integer({ min: 2, max: 4 }) }),
    fc.record({ kind: fc.constant('distinct-l-diversity' as const), column: fc.constant('harm'), l: fc.integer({ min: 2, max: 3 }) }), // prettier-ignore
    fc.record({ kind: fc.constant('entropy-l-diversity' as const), column: fc.constant('harm'), l: fc.double({ min: 1.1, max: 2.9, noNaN: true }) }), // prettier-ignore
    fc.record({ kind: fc.constant('t-closeness' as const), column: fc.constant('harm'), t: fc.double({ min: 0, max: 0.5, noNaN: true }), hierarchy: fc.constantFrom<(HierarchyDefinition | null)[]>(null, { kind: 'prefix', lengths: [1] }) }), // prettier-ignore
  );

  it('pass the gate whatever the rows and models, every row accounted for', () => {
    let releases = 0;
    fc.assert(
      fc.property(
        fc.array(person, { minLength: 1, maxLength: 40 }),
        fc.array(model, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(0, 0.1, 0.5),
        fc.constantFrom('loss' as const, 'precision' as const, 'discernibility' as const),
        (people, models, suppressionLimit, metric) => {
          const columns: ColumnDefinition[] = [AGE, SEX, { name: 'harm', role: 'sensitive' }];
          const file = lines('age,sex,harm', ...people.map((cells) => cells.join(',')));
          const { refusal, report, text } = release(define(columns, { models, suppressionLimit, metric }), file);
          if (refusal !== null) return expect(refusal).toMatch(/nothing-(satisfies|left)$/);
          releases += 1;
          expect(text.split('\r\n')).toHaveLength(report.rowsReleased + 2);
          expect(report.rowsSuppressed + report.rowsReleased).toBe(people.length);
          expect(report.rowsSuppressed).toBeLessThanOrEqual(suppressionLimit * people.length);
        },
      ),
      { numRuns: 400, seed: 3 },
    );
    expect(releases).toBeGreaterThan(200);
  });
});

describe('what a file of records is searched for (ISA-9)', () => {
  const EXAMPLE = define([AGE, SEX, { name: 'harm', role: 'sensitive' }, { name: 'team', role: 'other' }]);
  const file = (...rows: string[]) => lines('age,sex,harm,team', ...rows);

  it('leaves out rows that hold an identifier, and counts them by column and kind', () => {
    const read = intakeOf(EXAMPLE, file('34,F,ring 07700 900123,A', '35,M,cut,A', '36,a.b@example.org,burn,A', '37,F,ring 07700 900456,A')); // prettier-ignore
    expect(read.rowsIn).toBe(4);
    expect(read.table.rows).toBe(1);
    expect(read.identified).toEqual([
      { column: 'harm', kind: 'telephone-number', rows: 2, firstRow: 2 },
      { column: 'sex', kind: 'email-address', rows: 1, firstRow: 4 },
    ]);
    expect(JSON.stringify(read)).not.toMatch(/07700|example\.org/);
  });

  it('refuses a column said to be harmless that identifies, and tells no value', () => {
    const refusal = refusedBy(() => intakeOf(EXAMPLE, file('34,F,cut,A', '35,M,cut,SO14 2AB', '35,M,cut,SO14 2AB')));
    expect(refusal).toMatchObject({
      code: 'depersonalisation/identifying-column',
      message: 'Column "team" has the role "other" and holds in 2 rows a full postcode.',
      where: { row: 3, column: 'team' },
    });
  });

  it('refuses a column said to be harmless in which nothing comes twice', () => {
    const rows = (count: number) => Array.from({ length: count }, (_, row) => `34,F,cut,T${row}`);
    expect(refusedBy(() => intakeOf(EXAMPLE, file(...rows(50))))).toMatchObject({
      code: 'depersonalisation/key-column',
    });
    expect(refusedBy(() => intakeOf(EXAMPLE, file(...rows(49))))).toBeNull();
    expect(refusedBy(() => intakeOf(EXAMPLE, file(...rows(50), '34,F,cut,T7')))).toBeNull();
  });

  it('refuses values that do not fit, all columns at once, and tells none of them', () => {
    const refusal = refusedBy(() => intakeOf(define([AGE, quasi('on', { kind: 'date' }), SEX]), lines('age,on,sex', '34,2025-01-01,F', 'old,2025-01-01,F', 'young,soon,F'))); // prettier-ignore
    expect(refusal).toMatchObject({
      code: 'depersonalisation/unfit-values',
      message:
        'Column "age" holds in 2 rows something that is not a whole number from 0 to 9999. ' +
        'Column "on" holds in 1 row something that is not a date written 2026-11-20 or 20/11/2026.',
      where: { row: 3, column: 'age' },
    });
  });

  it('refuses sensitive values that do not fit the hierarchy of their distance', () => {
    const distance: HierarchyDefinition = { kind: 'ranges', widths: [10] };
    const models: ModelDefinition[] = [{ kind: 't-closeness', column: 'days', t: 1, hierarchy: distance }];
    const definition = define([SEX, { name: 'days', role: 'sensitive' }], { models });
    expect(refusedBy(() => intakeOf(definition, lines('sex,days', 'F,7', 'F,n/a')))).toMatchObject({
      code: 'depersonalisation/unfit-values',
      where: { row: 3, column: 'days' },
    });
    expect(release(definition, lines('sex,days', 'F,7', 'F,07')).text).toBe('sex,days\r\nF,7\r\nF,7\r\n');
  });

  it('refuses values that the file of a hierarchy does not list, but takes the empty cell', () => {
    const ward = define([quasi('ward', { kind: 'file', file: 'w.csv' })]);
    const listed = new Map([['w.csv', new Set(['W1'])]]);
    expect(refusedBy(() => intakeOf(ward, lines('ward', 'W1', '""'), listed))).toBeNull();
    expect(refusedBy(() => intakeOf(ward, lines('ward', 'W1', 'W2'), listed))).toMatchObject({ where: { row: 3 } });
  });

  it.each([
    ['a column that is missing', 'age,sex,harm', 'It lacks "team".'],
    ['a column of which nothing is said', 'age,sex,harm,team,Jane Doe', 'The definition says nothing of its column 5.'],
    ['a column twice', 'age,sex,harm,team,sex', 'It has two columns of the same name.'],
  ])('refuses %s', (_, header, said) => {
    const refusal = refusedBy(() => intakeOf(EXAMPLE, lines(header, '1')));
    expect(refusal).toMatchObject({ code: 'depersonalisation/other-columns' });
    expect(refusal!.message).toBe(`The columns of the file are not those of the definition. ${said}`);
  });

  it('refuses a formula', () => {
    expect(refusedBy(() => intakeOf(EXAMPLE, file('34,F,=1+1,A')))).toMatchObject({ code: 'exchange/formula-cell' });
  });

  it('refuses a population without the quasi-identifiers, or with others', () => {
    const definition = define([AGE, SEX]);
    expect(refusedBy(() => canonicalTable(definition, tableFromRows(['age'], [['1']])))).toMatchObject({ message: 'The population file has no column "sex".' }); // prettier-ignore
    expect(refusedBy(() => canonicalTable(definition, tableFromRows(['age', 'sex'], [['x', 'F']])))).toMatchObject({ where: { column: 'age' } }); // prettier-ignore
  });
});
