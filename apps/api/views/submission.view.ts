import type { SubmissionView } from '@broker/exchange';
import type { SubmissionDocument, SubmissionLineDocument } from '../documents/submission.documents.js';
import { submissionHref } from './hrefs.js';

/** A submission as a line of its agency's list. */
export const submissionLine = (view: SubmissionView) =>
  ({
    id: view.id,
    href: submissionHref(view.id),
    datasetId: view.datasetId,
    state: view.state,
    fileName: view.fileName,
    fileSha256: view.fileSha256,
    uploadedAt: view.uploadedAt.toISOString(),
    progress: { bytesRead: view.bytesRead, fileBytes: view.fileBytes, rowsRead: view.rowsRead },
    periodFrom: view.periodFrom,
    periodTo: view.periodTo,
    releaseId: view.releaseId,
  }) satisfies SubmissionLineDocument;

/** A submission with its report, for the agency that holds the data and for no other. */
export const submissionDocument = (view: SubmissionView): SubmissionDocument => ({
  ...submissionLine(view),
  uploadedBy: view.uploadedBy,
  checkedAt: view.checkedAt?.toISOString() ?? null,
  decidedAt: view.decidedAt?.toISOString() ?? null,
  decisionReason: view.decisionReason,
  report: view.report,
  refusal: view.refusal,
});
