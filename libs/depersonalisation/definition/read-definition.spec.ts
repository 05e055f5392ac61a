import { describe, expect, it } from '@jest/globals';
import { readDefinition } from './read-definition.js';

const QUASI = { name: 'age', role: 'quasi-identifier', hierarchy: { kind: 'ranges' } };
const SENSITIVE = { name: 'injury', role: 'sensitive' };
const SMALLEST = { version: 1, columns: [QUASI], models: [{ kind: 'k-anonymity', k: 5 }] };

const read = (definition: unknown) => readDefinition(JSON.stringify(definition));

/** The message of the refusal. */
function refusedFor(definition: unknown): string {
  const result = typeof definition === 'string' ? readDefinition(definition) : read(definition);
  if (result.ok) return 'accepted';
  expect(result.refusal).toMatchObject({ code: 'depersonalisation/broken-definition', clause: 'ISA-9' });
  expect(result.refusal.mend).not.toBe('');
  return result.refusal.message.replace('The definition cannot be used: ', '');
}

const withColumn = (column: object) => ({ ...SMALLEST, columns: [QUASI, column] });
const withQuasi = (more: object) => ({ ...SMALLEST, columns: [{ ...QUASI, ...more }] });
const withHierarchy = (hierarchy: unknown) => withQuasi({ hierarchy });
const withModel = (model: unknown) => ({ ...SMALLEST, columns: [QUASI, SENSITIVE], models: [model] });

describe('a definition file', () => {
  it('needs no more than columns and models', () => {
    expect(read(SMALLEST)).toEqual({
      ok: true,
      value: {
        version: 1,
        separator: ',',
        columns: [
          {
            name: 'age',
            role: 'quasi-identifier',
            hierarchy: { kind: 'ranges', widths: [5, 10, 20] },
            minLevel: 0,
            maxLevel: null,
            weight: 1,
          },
        ],
        models: [{ kind: 'k-anonymity', k: 5 }],
        suppressionLimit: 0,
        metric: 'loss',
        budget: { seconds: null, megabytes: null },
      },
    });
  });

  it('takes everything it knows', () => {
    const definition = {
      version: 1,
      separator: '\t',
      columns: [
        { name: 'on', role: 'quasi-identifier', hierarchy: { kind: 'date' }, minLevel: 1, maxLevel: 3, weight: 2 },
        {
          name: 'code',
          role: 'quasi-identifier',
          hierarchy: { kind: 'prefix', lengths: [3, 1] },
          minLevel: 0,
          maxLevel: null,
          weight: 1,
        },
        {
          name: 'ward',
          role: 'quasi-identifier',
          hierarchy: { kind: 'file', file: 'w.csv' },
          minLevel: 0,
          maxLevel: 7,
          weight: 1,
        },
        ...['week', 'month', 'time', 'postcode', 'none'].map((kind) => ({
          name: kind,
          role: 'quasi-identifier',
          hierarchy: { kind },
          minLevel: 0,
          maxLevel: null,
          weight: 1,
        })),
        { name: 'id', role: 'identifying' },
        { name: 'note', role: 'free-text', redact: true },
        { name: 'team', role: 'other' },
        SENSITIVE,
      ],
      models: [
        { kind: 'k-map', k: 3, population: 'p.csv' },
        { kind: 'distinct-l-diversity', column: 'injury', l: 3 },
        { kind: 'entropy-l-diversity', column: 'injury', l: 2.5 },
        { kind: 't-closeness', column: 'injury', t: 0.2, hierarchy: { kind: 'none' } },
      ],
      suppressionLimit: 0.05,
      metric: 'precision',
      budget: { seconds: 60, megabytes: 512 },
    };
    const written = {
      ...definition,
      columns: definition.columns.map((column) =>
        Object.fromEntries(Object.entries(column).filter(([, value]) => value !== null)),
      ),
    };
    expect(read(written)).toEqual({ ok: true, value: definition });
  });

  it('may begin with a byte order mark', () => {
    expect(readDefinition(`\uFEFF${JSON.stringify(SMALLEST)}`).ok).toBe(true);
  });
});

describe('a definition that is refused (ISA-9), with the place of the fault', () => {
  it.each([
    ['what is not JSON', '{"version": 1,}', 'the file is not JSON.'],
    ['a list', [], 'the file is not an object, { … }.'],
    [
      'a field that nobody reads',
      { ...SMALLEST, supressionLimit: 0 },
      'supressionLimit is not a field that is known here.',
    ],
    ['no version', { ...SMALLEST, version: undefined }, 'version is missing.'],
    ['a later version', { ...SMALLEST, version: 2 }, 'version is a version that this program does not know.'],
    [
      'a long separator',
      { ...SMALLEST, separator: ', ' },
      'separator is not a character that can stand between cells.',
    ],
    [
      'a separator that may stand in a value',
      { ...SMALLEST, separator: 'a' },
      'separator is not a character that can stand between cells.',
    ],
    [
      'a quote as separator',
      { ...SMALLEST, separator: '"' },
      'separator is not a character that can stand between cells.',
    ],
    ['no columns', { ...SMALLEST, columns: [] }, 'columns is not a list of at least one, [ … ].'],
    ['columns by name', { ...SMALLEST, columns: { age: QUASI } }, 'columns is not a list of at least one, [ … ].'],
    ['no quasi-identifier', { ...SMALLEST, columns: [SENSITIVE] }, 'columns names no quasi-identifier.'],
    ['a column twice', withColumn(QUASI), 'columns[1] names a column that an earlier entry names.'],
    ['a column without name', withColumn({ role: 'other' }), 'columns[1].name is missing.'],
    ['an empty name', withColumn({ name: '', role: 'other' }), 'columns[1].name is not a text.'],
    ['a column without role', withColumn({ name: 'x' }), 'columns[1].role is missing.'],
    [
      'an unknown role',
      withColumn({ name: 'x', role: 'secret' }),
      'columns[1].role is not one of quasi-identifier, sensitive, identifying, free-text, other.',
    ],
    [
      'a hierarchy where none belongs',
      withColumn({ ...SENSITIVE, hierarchy: { kind: 'none' } }),
      'columns[1].hierarchy is not a field that is known here.',
    ],
    [
      'redaction of what is no free text',
      withColumn({ name: 'x', role: 'other', redact: true }),
      'columns[1].redact is not a field that is known here.',
    ],
    [
      'redaction by a word',
      withColumn({ name: 'x', role: 'free-text', redact: 'yes' }),
      'columns[1].redact is not true or false.',
    ],
    ['no hierarchy', withHierarchy(undefined), 'columns[0].hierarchy is missing.'],
    [
      'an unknown hierarchy',
      withHierarchy({ kind: 'colour' }),
      'columns[0].hierarchy.kind is not one of date, week, month, time, ranges, postcode, prefix, none, file.',
    ],
    [
      'widths for dates',
      withHierarchy({ kind: 'date', widths: [7] }),
      'columns[0].hierarchy.widths is not a field that is known here.',
    ],
    [
      'widths that do not fit',
      withHierarchy({ kind: 'ranges', widths: [5, 12] }),
      'columns[0].hierarchy.widths holds a width that does not divide the next.',
    ],
    [
      'widths that fall',
      withHierarchy({ kind: 'ranges', widths: [10, 5] }),
      'columns[0].hierarchy.widths holds a width that does not divide the next.',
    ],
    [
      'half a width',
      withHierarchy({ kind: 'ranges', widths: [2.5] }),
      'columns[0].hierarchy.widths[0] is not a whole number from 2 to 10000.',
    ],
    ['no lengths', withHierarchy({ kind: 'prefix' }), 'columns[0].hierarchy.lengths is missing.'],
    [
      'lengths that rise',
      withHierarchy({ kind: 'prefix', lengths: [1, 3] }),
      'columns[0].hierarchy.lengths does not fall.',
    ],
    ['no file', withHierarchy({ kind: 'file' }), 'columns[0].hierarchy.file is missing.'],
    ['a level that is not there', withQuasi({ minLevel: 5 }), 'columns[0].minLevel is not a whole number from 0 to 4.'],
    [
      'a ceiling below the floor',
      withQuasi({ minLevel: 2, maxLevel: 1 }),
      'columns[0].maxLevel is not a whole number from 2 to 4.',
    ],
    ['no weight', withQuasi({ weight: 0 }), 'columns[0].weight is not a number from 0.001 to 1000.'],
    ['no models', { ...SMALLEST, models: undefined }, 'models is missing.'],
    ['an empty list of models', { ...SMALLEST, models: [] }, 'models is not a list of at least one, [ … ].'],
    [
      'an unknown model',
      withModel({ kind: 'safe' }),
      'models[0].kind is not one of k-anonymity, k-map, distinct-l-diversity, entropy-l-diversity, t-closeness.',
    ],
    ['k of one', withModel({ kind: 'k-anonymity', k: 1 }), 'models[0].k is not a whole number from 2 to 1000000.'],
    ['k as text', withModel({ kind: 'k-anonymity', k: '5' }), 'models[0].k is not a whole number from 2 to 1000000.'],
    [
      'a model with a field of another',
      withModel({ kind: 'k-anonymity', k: 5, l: 2 }),
      'models[0].l is not a field that is known here.',
    ],
    ['a k-map without population', withModel({ kind: 'k-map', k: 5 }), 'models[0].population is missing.'],
    [
      'two k-maps',
      { ...SMALLEST, models: ['a', 'b'].map((population) => ({ kind: 'k-map', k: 5, population })) },
      'models names more than one k-map.',
    ],
    ['diversity of no column', withModel({ kind: 'distinct-l-diversity', l: 2 }), 'models[0].column is missing.'],
    [
      'diversity of a quasi-identifier',
      withModel({ kind: 'distinct-l-diversity', l: 2, column: 'age' }),
      'models[0].column names no sensitive column.',
    ],
    [
      'half a value',
      withModel({ kind: 'distinct-l-diversity', l: 2.5, column: 'injury' }),
      'models[0].l is not a whole number from 2 to 10000.',
    ],
    [
      'diversity below one',
      withModel({ kind: 'entropy-l-diversity', l: 0.5, column: 'injury' }),
      'models[0].l is not a number from 1 to 10000.',
    ],
    [
      'closeness above one',
      withModel({ kind: 't-closeness', t: 2, column: 'injury' }),
      'models[0].t is not a number from 0 to 1.',
    ],
    ['a limit in per cent', { ...SMALLEST, suppressionLimit: 5 }, 'suppressionLimit is not a number from 0 to 1.'],
    ['an unknown metric', { ...SMALLEST, metric: 'entropy' }, 'metric is not one of loss, precision, discernibility.'],
    [
      'a time of nothing',
      { ...SMALLEST, budget: { seconds: 0 } },
      'budget.seconds is not a number from 0.001 to 1000000.',
    ],
    ['an unknown budget', { ...SMALLEST, budget: { minutes: 1 } }, 'budget.minutes is not a field that is known here.'],
  ])('%s', (_, definition, message) => expect(refusedFor(definition)).toBe(message));

  it('the closeness of one column twice', () => {
    const models = [0.1, 0.2].map((t) => ({ kind: 't-closeness', t, column: 'injury' }));
    expect(refusedFor({ ...SMALLEST, columns: [QUASI, SENSITIVE], models })).toBe(
      'models asks for the t-closeness of one column twice.',
    );
  });

  it('is not misled by names that every object has', () => {
    expect(refusedFor('{"version":1,"toString":1}')).toBe('toString is not a field that is known here.');
    expect(refusedFor('{"version":1,"__proto__":{"columns":[]}}')).toBe('__proto__ is not a field that is known here.');
  });
});
