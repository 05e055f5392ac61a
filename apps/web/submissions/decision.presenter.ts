import type { AgreementVersion } from '@broker/agreement';
import { datasetById } from '@broker/catalogue';
import type { SubmissionView } from '@broker/exchange';
import { countText } from '../format/numbers.js';
import { presentClause } from '../format/refusal.presenter.js';
import { paths } from '../paths.js';
import { periodOf } from './submissions.presenter.js';

/** What the pages of both decisions show. */
export interface DecisionPage {
  subject: string;
  rows: string;
  back: string;
  /** False when the decision has been taken already, or the check has not ended. */
  isOpen: boolean;
}

/** What the page that asks for a release's purpose shows. */
export interface ReleaseDecisionPage extends DecisionPage {
  /** Purposes of the agreement in force (GOV.UK radio items). */
  purposes: { value: string; text: string; hint: { text: string } }[];
  agreementVersion: number | null;
}

/** @param version the agreement in force, whose purposes are offered. */
export function presentDecision(
  submission: SubmissionView,
  version: Pick<AgreementVersion, 'version' | 'purposes'> | null,
): ReleaseDecisionPage {
  const { id, datasetId, state, report } = submission;
  return {
    subject: `${datasetById(datasetId)?.title ?? datasetId}, ${periodOf(submission)}`,
    rows: countText(report?.rowsReleasable ?? 0, 'row'),
    back: paths.submission({ id }),
    isOpen: state === 'checked',
    purposes: (version?.purposes ?? []).map((purpose) => ({
      value: purpose.id,
      text: purpose.text,
      hint: { text: presentClause(purpose.clause).text },
    })),
    agreementVersion: version?.version ?? null,
  };
}
