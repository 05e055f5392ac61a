import type { MetricName } from '../search/anonymisation.js';

/** How the values of a quasi-identifier become coarser, level by level. */
export type HierarchyDefinition =
  | { kind: 'date' | 'week' | 'month' | 'time' | 'postcode' | 'none' }
  /** Bands of whole numbers; each width divides the next. */
  | { kind: 'ranges'; widths: number[] }
  /** The first so many characters of a code, falling. */
  | { kind: 'prefix'; lengths: number[] }
  /** A file beside the definition: one row for each value, then its label at each coarser level. No header. */
  | { kind: 'file'; file: string };

/** What a column is to the people in the file. */
export type ColumnRole = 'quasi-identifier' | 'sensitive' | 'identifying' | 'free-text' | 'other';

/** A column that, together with others, could single a person out. */
export interface QuasiIdentifierColumn {
  name: string;
  role: 'quasi-identifier';
  hierarchy: HierarchyDefinition;
  /** Finest level that may be released. */
  minLevel: number;
  /** Coarsest level wanted; null: the hierarchy's top. */
  maxLevel: number | null;
  weight: number;
}

/** One column of the file, and what becomes of it. */
export type ColumnDefinition =
  | QuasiIdentifierColumn
  /** Kept as it is; what the models protect. */
  | { name: string; role: 'sensitive' }
  /** Left out. */
  | { name: string; role: 'identifying' }
  /** Left out, or kept with every identifier that is recognised replaced. */
  | { name: string; role: 'free-text'; redact: boolean }
  /** Kept as it is. */
  | { name: string; role: 'other' };

/** What the rows must satisfy; see `models/`. */
export type ModelDefinition =
  | { kind: 'k-anonymity'; k: number }
  /** `population`: a file beside the definition with the same quasi-identifiers. */
  | { kind: 'k-map'; k: number; population: string }
  | { kind: 'distinct-l-diversity' | 'entropy-l-diversity'; column: string; l: number }
  /** Without a hierarchy all values of the column are equally far apart. */
  | { kind: 't-closeness'; column: string; t: number; hierarchy: HierarchyDefinition | null };

/** How a file of any layout is depersonalised, as its holder wrote it down. */
export interface FileDefinition {
  version: 1;
  /** One character between the cells of every file. */
  separator: string;
  columns: ColumnDefinition[];
  models: ModelDefinition[];
  /** Greatest share (0 to 1) of the rows that may be suppressed. */
  suppressionLimit: number;
  metric: MetricName;
  /** What the search may use; null: the engine's own limit for memory, none for time. */
  budget: { seconds: number | null; megabytes: number | null };
}

/** Every file beside the definition that it names. */
export const filesOf = ({ columns, models }: FileDefinition): string[] => {
  const hierarchies = [
    ...columns.map((column) => (column.role === 'quasi-identifier' ? column.hierarchy : null)),
    ...models.map((model) => (model.kind === 't-closeness' ? model.hierarchy : null)),
  ];
  return [...new Set(hierarchies.flatMap((hierarchy) => (hierarchy?.kind === 'file' ? [hierarchy.file] : [])))];
};

/** The quasi-identifiers, in the order of the definition. */
export const quasiIdentifiersOf = ({ columns }: FileDefinition): QuasiIdentifierColumn[] =>
  columns.filter((column) => column.role === 'quasi-identifier');

/** The hierarchy by which values of a sensitive column are near or far; `none` when no model asks for one. */
export function distanceHierarchyOf({ models }: FileDefinition, column: string): HierarchyDefinition {
  const found = models.find((model) => model.kind === 't-closeness' && model.column === column && model.hierarchy);
  return found?.kind === 't-closeness' && found.hierarchy ? found.hierarchy : { kind: 'none' };
}
