import type { ColumnRole, ColumnShape, DatasetDefinition, FeedMapping } from '@broker/catalogue';
import { CsvScanner, findIdentifier, IDENTIFIER_NAMES, isFormula, type LeftOutColumn } from '@broker/depersonalisation';
import { accept, refuse, RefusedError, type Result } from '@broker/kernel';

/** A file's columns, understood. */
export interface RecognisedColumns {
  mapping: FeedMapping;
  columns: readonly string[];
  /** Where the column of each role stands, counted from 0. */
  positions: Record<ColumnRole, number>;
  /** For each column its expected shape, or null where it has a role. */
  shapes: readonly (ColumnShape | null)[];
  leftOut: LeftOutColumn[];
}

/** Headers and class names match without regard to case, spaces and punctuation, and in no other way. */
export const normalise = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/**
 * Finds the layout of a file from its header row.
 * @param columns the header row
 * @param mappings layouts that are known, those of other datasets included; the first that fits is taken
 * @returns the columns understood, or a refusal of the whole file: `exchange/missing-column`, `exchange/wrong-dataset`,
 *   `exchange/duplicate-column` (ISA-11), `depersonalisation/direct-identifier` or `exchange/formula-cell` (ISA-9)
 */
export function recogniseColumns(
  columns: readonly string[],
  dataset: DatasetDefinition,
  mappings: readonly FeedMapping[],
): Result<RecognisedColumns> {
  const harm = harmInHeader(columns);
  if (harm) return harm;
  const names = columns.map(normalise);
  const fitting = mappings.filter((mapping) => missingIn(mapping, names).length === 0);
  const mapping = fitting.find(({ datasetIds }) => datasetIds.includes(dataset.id));
  if (!mapping) return fitting[0] ? wrongDataset(dataset, fitting[0]) : missingColumns(names, dataset, mappings);
  const duplicate = mapping.required.find(
    ({ header }) => names.filter((name) => name === normalise(header)).length > 1,
  );
  if (duplicate) return duplicateColumn(duplicate.header);
  const positions = Object.fromEntries(
    mapping.required.map(({ role, header }) => [role, names.indexOf(normalise(header))]),
  ) as Record<ColumnRole, number>;
  const taken = new Set(Object.values(positions));
  const dropped = names.map((name) =>
    mapping.dropped.find(({ headers }) => headers.some((h) => normalise(h) === name)),
  );
  return accept({
    mapping,
    columns,
    positions,
    shapes: dropped.map((column, i) => (taken.has(i) ? null : (column?.shape ?? 'text'))),
    leftOut: columns.flatMap((column, i) => {
      if (taken.has(i)) return [];
      const { why, clause } = dropped[i] ?? { why: 'It is not a column of this dataset.', clause: 'ISA-23' as const };
      return [{ column: column.slice(0, 100), why, clause }];
    }),
  });
}

/**
 * Looks at the first bytes of a file, at least its header row, to answer at once whether it can be taken at all.
 * @returns the layout recognised and the file's columns, or the refusal naming what is missing
 */
export function recogniseHeader(
  firstBytes: Uint8Array,
  dataset: DatasetDefinition,
  mappings: readonly FeedMapping[],
): Result<{ mappingId: string; columns: string[] }> {
  const header: string[] = [];
  const scanner = new CsvScanner(
    (names) => header.push(...names),
    () => undefined,
  );
  try {
    scanner.push(firstBytes);
    scanner.finish();
  } catch (error) {
    // The bytes may end anywhere; what is wrong after the header is found when the file is read.
    if (!(error instanceof RefusedError)) throw error;
    if (header.length === 0) return refuse(error.refusal);
  }
  const recognised = recogniseColumns(header, dataset, mappings);
  return recognised.ok ? accept({ mappingId: recognised.value.mapping.id, columns: header }) : recognised;
}

const missingIn = (mapping: FeedMapping, names: readonly string[]): string[] =>
  mapping.required.map(({ header }) => header).filter((header) => !names.includes(normalise(header)));

function harmInHeader(columns: readonly string[]): Result<never> | undefined {
  for (const [i, column] of columns.entries()) {
    const where = { row: 1, column: `column ${i + 1}` };
    if (isFormula(column)) {
      return refuse({
        code: 'exchange/formula-cell',
        clause: 'ISA-9',
        message: 'The name of a column begins like a spreadsheet formula.',
        mend: 'Name the column in plain words.',
        where,
      });
    }
    const kind = findIdentifier(column, '');
    if (kind) {
      return refuse({
        code: 'depersonalisation/direct-identifier',
        clause: 'ISA-9',
        message: `The header row holds what looks like ${IDENTIFIER_NAMES[kind]}.`,
        mend: 'The first row must hold the names of the columns, and nothing about a person.',
        where,
      });
    }
  }
  return undefined;
}

function missingColumns(
  names: readonly string[],
  dataset: DatasetDefinition,
  mappings: readonly FeedMapping[],
): Result<never> {
  const usable = mappings.filter(({ datasetIds }) => datasetIds.includes(dataset.id));
  const [closest] = usable.toSorted((a, b) => missingIn(a, names).length - missingIn(b, names).length);
  const missing = closest ? missingIn(closest, names) : [];
  // Only our own spellings are repeated: without a header row the first row may hold anything.
  const found = closest?.required.map(({ header }) => header).filter((header) => !missing.includes(header)) ?? [];
  return refuse({
    code: 'exchange/missing-column',
    clause: dataset.paragraph,
    message:
      `The file lacks ${list(missing)}, which ${dataset.id} (${dataset.title}) needs. ` +
      (found.length > 0 ? `Recognised: ${list(found)}.` : 'None of the columns was recognised.'),
    mend: `Upload a ${usable.map(({ title }) => title).join(', or a ')}, with the names of the columns in its first row.`,
  });
}

const wrongDataset = (dataset: DatasetDefinition, looksLike: FeedMapping): Result<never> =>
  refuse({
    code: 'exchange/wrong-dataset',
    clause: dataset.paragraph,
    message: `This looks like a ${looksLike.title}, which is not a file for ${dataset.id} (${dataset.title}).`,
    mend: `Upload it to ${list(looksLike.datasetIds)}, or choose another file.`,
  });

const duplicateColumn = (column: string): Result<never> =>
  refuse({
    code: 'exchange/duplicate-column',
    clause: 'ISA-11',
    message: `The file has more than one column ${column}.`,
    mend: 'Keep one of them.',
    where: { row: 1, column },
  });

const list = (items: readonly string[]): string => items.map((item) => `"${item}"`).join(', ');
