import type { DepersonalisationPolicy } from '@broker/depersonalisation';
import type { Clause } from '@broker/kernel';

/** Kind of agency that holds a dataset. */
export type HolderKind = 'police' | 'fire' | 'council' | 'health';

/** One code of a list, explained in our own words. */
export interface Code {
  code: string;
  title: string;
  description: string;
}

/** A closed list of codes; a new edition gets a new version. */
export interface CodeList {
  id: string;
  title: string;
  version: string;
  clause: Clause;
  codes: readonly Code[];
}

/** One field of a dataset, under the name it has in the standard file. */
export interface FieldDefinition {
  name: string;
  title: string;
  description: string;
  role: ColumnRole;
  type: 'month' | 'lsoa-code' | 'lsoa-name' | 'code';
  codeListId?: string;
}

/** A set of depersonalised information that agencies share (ISA-11, ISA-19). */
export interface DatasetDefinition {
  id: string;
  /** Paragraph of the Schedule to SI 2007/1831 that prescribes it. */
  paragraph: Clause;
  title: string;
  description: string;
  version: string;
  holderKinds: readonly HolderKind[];
  fields: readonly FieldDefinition[];
  /** The list that the category field is taken from comes first. */
  codeLists: readonly CodeList[];
  policy: DepersonalisationPolicy;
}

/** What a column of a file tells. */
export type ColumnRole = 'period' | 'areaCode' | 'areaName' | 'category';

/** What the cells of a left-out column look like when nothing is wrong; cells of another shape are searched for identifiers. */
export type ColumnShape = 'opaque-key' | 'decimal' | 'text';

/** A column that the file must have. `header` is its usual spelling; headers match without regard to case and punctuation. */
export interface RequiredColumn {
  role: ColumnRole;
  header: string;
}

/** A column that is known and deliberately not taken over. */
export interface DroppedColumn {
  headers: readonly string[];
  why: string;
  clause: Clause;
  shape: ColumnShape;
}

/** How one class of a file is told in a dataset. */
export interface Crosswalk {
  from: string;
  datasetId: string;
  to: string;
  /** Says what is lost, when the classes do not match exactly. */
  lossy?: string;
}

/** A known layout of files and how it becomes a dataset. */
export interface FeedMapping {
  id: string;
  title: string;
  /** Datasets that this layout can be uploaded to. */
  datasetIds: readonly string[];
  required: readonly RequiredColumn[];
  dropped: readonly DroppedColumn[];
  crosswalks: readonly Crosswalk[];
}
