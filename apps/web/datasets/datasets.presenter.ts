import { DATASETS, type DatasetDefinition } from '@broker/catalogue';
import type { SubmissionView } from '@broker/exchange';
import type { AgencyKind } from '@broker/identity';
import { momentText, rangeText } from '../format/dates.js';
import { presentClause, type ClauseView } from '../format/refusal.presenter.js';
import { paths } from '../paths.js';
import { presentState } from '../submissions/state.presenter.js';
import type { Tag } from '../format/tag.js';

/** A dataset in a list. */
export interface DatasetEntry {
  id: string;
  title: string;
  description: string;
  clause: ClauseView;
  holders: string;
}

/** A dataset that the agency itself holds. */
export interface OwnDataset extends DatasetEntry {
  /** Address of the upload; null when the person may not upload. */
  upload: string | null;
  /** The newest submission; null when there is none, or it is not this person's to see. */
  latest: { href: string; text: string; tag: Tag } | null;
  showsLatest: boolean;
}

/** What the page of datasets shows. */
export interface DatasetsPage {
  own: OwnDataset[];
  others: DatasetEntry[];
}

/** @param facts `submissions` newest first, or null when they are not this person's to see. */
export function presentDatasets(facts: {
  agencyKind: AgencyKind | null;
  mayUpload: boolean;
  submissions: SubmissionView[] | null;
}): DatasetsPage {
  const isOwn = ({ holderKinds }: DatasetDefinition) => holderKinds.some((kind) => kind === facts.agencyKind);
  return {
    own: DATASETS.filter(isOwn).map((dataset) => ({
      ...entryOf(dataset),
      upload: facts.mayUpload ? paths.upload({ id: dataset.id }) : null,
      latest: latestOf(facts.submissions?.find(({ datasetId }) => datasetId === dataset.id)),
      showsLatest: facts.submissions !== null,
    })),
    others: DATASETS.filter((dataset) => !isOwn(dataset)).map(entryOf),
  };
}

const entryOf = ({ id, title, description, paragraph, holderKinds }: DatasetDefinition): DatasetEntry => ({
  id,
  title,
  description,
  clause: presentClause(paragraph),
  holders: holderKinds.join(', '),
});

function latestOf(submission: SubmissionView | undefined): OwnDataset['latest'] {
  if (!submission) return null;
  const { id, fileName, periodFrom, periodTo, uploadedAt, state } = submission;
  const what = periodFrom && periodTo ? rangeText(periodFrom, periodTo) : fileName;
  return {
    href: paths.submission({ id }),
    text: `${what}, uploaded ${momentText(uploadedAt)}`,
    tag: presentState(state),
  };
}
