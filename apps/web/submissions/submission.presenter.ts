import { datasetById } from '@broker/catalogue';
import type { CellPage, SubmissionState, SubmissionView } from '@broker/exchange';
import type { LedgerEvidence } from '@broker/ledger';
import { momentText } from '../format/dates.js';
import { bytesText, countText, numberText } from '../format/numbers.js';
import type { RefusalView } from '../format/refusal.presenter.js';
import { paths } from '../paths.js';
import { presentEvidence } from '../proof/evidence.presenter.js';
import type { Progress } from './progress.presenter.js';
import { presentCells, presentReport, type ReportView, type SummaryRow, type TableRow } from './report.presenter.js';
import { presentState } from './state.presenter.js';
import type { Tag } from '../format/tag.js';
import { periodOf } from './submissions.presenter.js';

/** Cells on the page at once. */
export const CELLS_SHOWN = 20;

/** What the page of a submission shows. */
export interface SubmissionPage {
  heading: string;
  tag: Tag;
  state: SubmissionState;
  /** What became of it, in one sentence. */
  verdict: string;
  file: SummaryRow[];
  /** Null when there is nothing to wait for. */
  progress: (Progress & { href: string }) | null;
  refusal: RefusalView | null;
  report: ReportView | null;
  /** Null when nothing of it is kept. */
  cells: { rows: TableRow[]; total: string; next: string | null } | null;
  evidence: TableRow[];
  /** Addresses; null where it does not apply or is not permitted. */
  links: {
    uploadAgain: string | null;
    refusedRows: string | null;
    release: string | null;
    withdraw: string | null;
    released: string | null;
  };
}

/** What the page is made of. */
export interface SubmissionFacts {
  submission: SubmissionView;
  progress: Progress;
  refusal: RefusalView | null;
  cells: CellPage | null;
  evidence: readonly LedgerEvidence[];
  mayDecide: boolean;
  maySeeProof: boolean;
}

/** Says what became of a submission and what can be done with it now. */
export function presentSubmission(facts: SubmissionFacts): SubmissionPage {
  const { submission, progress, refusal, cells, mayDecide } = facts;
  const { id, datasetId, state, report, releaseId } = submission;
  const mayDecideNow = mayDecide && state === 'checked';
  return {
    heading: [datasetById(datasetId)?.title ?? datasetId, periodOf(submission)].filter(Boolean).join(', '),
    tag: presentState(state),
    state,
    verdict: verdictOf(submission),
    file: fileOf(submission),
    progress: progress.done ? null : { ...progress, href: paths.submissionProgress({ id }) },
    refusal,
    report: report && presentReport(report),
    cells: cells && {
      rows: presentCells(datasetId, cells.cells),
      total: numberText(cells.totals.cells),
      next: cells.next === null ? null : `${paths.submission({ id }, { after: cells.next })}#cells`,
    },
    evidence: presentEvidence(facts.evidence, facts.maySeeProof),
    links: {
      uploadAgain: mayDecide && (state === 'refused' || state === 'withdrawn') ? paths.upload({ id: datasetId }) : null,
      refusedRows: report && report.rowsRefused > 0 ? paths.refusedRows({ id }) : null,
      release: mayDecideNow ? paths.submissionRelease({ id }) : null,
      withdraw: mayDecideNow ? paths.submissionWithdrawal({ id }) : null,
      released: releaseId && paths.release({ id: releaseId }),
    },
  };
}

function verdictOf({ state, report, refusal, decidedAt, decisionReason }: SubmissionView): string {
  const decided = decidedAt ? ` on ${momentText(decidedAt)}` : '';
  const beingChecked = 'The file is being checked. You can leave this page and come back.';
  const rows = countText(report?.rowsReleasable ?? 0, 'row');
  const verdicts: Record<SubmissionState, string> = {
    received: beingChecked,
    checking: beingChecked,
    refused: `The file was refused, and nothing of it was kept. ${refusal?.message ?? ''}`.trim(),
    checked: `The file passed: ${rows} can be released, and nobody can be picked out of them.`,
    released: `Released to the partners${decided}.`,
    withdrawn: `Withdrawn${decided}. The reason given: ${decisionReason ?? ''}`,
  };
  return verdicts[state];
}

const fileOf = ({ fileName, fileBytes, fileSha256, uploadedAt, uploadedBy }: SubmissionView): SummaryRow[] =>
  [
    ['File', `${fileName}, ${bytesText(fileBytes)}`],
    ['Uploaded', `${momentText(uploadedAt)} by ${uploadedBy}`],
    ['SHA-256 of the file', fileSha256],
  ].map(([key = '', value = '']) => ({ key: { text: key }, value: { text: value, classes: 'broker-break' } }));
