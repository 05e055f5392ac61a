import type { PublishedVersion } from '@broker/agreement';
import { dateText } from '../format/dates.js';
import { paths } from '../paths.js';
import { presentTerms, type TermsView } from './terms.presenter.js';

/** The page of one version: its whole text. */
export interface VersionPage {
  number: number;
  state: PublishedVersion['state'];
  sent: string;
  sha256: string;
  terms: TermsView;
  compare: string | null;
}

/** One version that was sent, as it was sent. */
export const presentVersion = (version: PublishedVersion): VersionPage => ({
  number: version.version,
  state: version.state,
  sent: dateText(version.publishedAt),
  sha256: version.textSha256,
  terms: presentTerms(version),
  compare: version.version > 1 ? paths.agreementComparison({ version: String(version.version) }) : null,
});
