import { datasetById } from '@broker/catalogue';
import type { SubmissionView } from '@broker/exchange';
import { momentText, rangeText } from '../format/dates.js';
import { numberText } from '../format/numbers.js';
import type { Pages } from '../format/pages.js';
import { paths } from '../paths.js';
import { presentState } from './state.presenter.js';
import type { Tag } from '../format/tag.js';

/** What the list of submissions shows. */
export interface SubmissionsPage {
  entries: {
    href: string;
    title: string;
    period: string;
    fileName: string;
    uploaded: string;
    rows: string;
    tag: Tag;
  }[];
  pages: Pages | null;
}

/** Submissions as a table, in the order given. */
export const presentSubmissions = (submissions: readonly SubmissionView[]): Pick<SubmissionsPage, 'entries'> => ({
  entries: submissions.map((submission) => ({
    href: paths.submission({ id: submission.id }),
    title: `${datasetById(submission.datasetId)?.title ?? submission.datasetId} (${submission.datasetId})`,
    period: periodOf(submission),
    fileName: submission.fileName,
    uploaded: `${momentText(submission.uploadedAt)} by ${submission.uploadedBy}`,
    rows: submission.report ? numberText(submission.report.rowsIn) : '',
    tag: presentState(submission.state),
  })),
});

/** The months that a submission tells of; empty while they are not known. */
export const periodOf = ({ periodFrom, periodTo }: SubmissionView): string =>
  periodFrom && periodTo ? rangeText(periodFrom, periodTo) : '';
