import { mappingsFor, type DatasetDefinition, type FeedMapping } from '@broker/catalogue';
import type { AgencyKind } from '@broker/identity';
import { presentClause, type ClauseView } from '../format/refusal.presenter.js';
import { paths } from '../paths.js';

/** A layout of files, and what becomes of each of its columns. */
export interface LayoutView {
  title: string;
  taken: { column: string; as: string }[];
  leftOut: { columns: string; why: string; clause: ClauseView }[];
}

/** What the upload page shows. */
export interface UploadPage {
  id: string;
  title: string;
  description: string;
  clause: ClauseView;
  action: string;
  /** False when another kind of agency holds the dataset. */
  isHolder: boolean;
  holders: string;
  layouts: LayoutView[];
  /** Fewest rows alike, for ordinary and for sensitive categories. */
  k: number;
  kSensitive: number;
}

/** Says beforehand what is taken over from a file and what is left out. */
export function presentUpload(dataset: DatasetDefinition, agencyKind: AgencyKind | null): UploadPage {
  return {
    id: dataset.id,
    title: dataset.title,
    description: dataset.description,
    clause: presentClause(dataset.paragraph),
    action: paths.upload({ id: dataset.id }),
    isHolder: dataset.holderKinds.some((kind) => kind === agencyKind),
    holders: dataset.holderKinds.join(' or '),
    layouts: mappingsFor(dataset.id).map((mapping) => layoutOf(mapping, dataset)),
    k: dataset.policy.k,
    kSensitive: dataset.policy.kSensitive,
  };
}

const layoutOf = (mapping: FeedMapping, dataset: DatasetDefinition): LayoutView => ({
  title: mapping.title.charAt(0).toUpperCase() + mapping.title.slice(1),
  taken: mapping.required.map(({ header, role }) => ({
    column: header,
    as: dataset.fields.find((field) => field.role === role)?.title ?? role,
  })),
  leftOut: mapping.dropped.map(({ headers, why, clause }) => ({
    columns: headers.join(', '),
    why,
    clause: presentClause(clause),
  })),
});
