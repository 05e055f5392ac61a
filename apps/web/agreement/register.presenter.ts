import { datasetById } from '@broker/catalogue';
import type { RegisterEntry } from '@broker/exchange';
import { dateText, localDateText } from '../format/dates.js';
import { numberText } from '../format/numbers.js';

/** The register as a page shows it. */
export const presentRegister = (entries: readonly RegisterEntry[]) => ({
  entries: entries.map((entry) => ({
    partnership: entry.partnership,
    districts: entry.districts.join(', '),
    version: entry.version,
    since: entry.publishedAt && dateText(entry.publishedAt),
    sha256: entry.textSha256,
    review: entry.reviewOn && localDateText(entry.reviewOn),
    purposes: entry.purposes,
    signatories: entry.signatories.map((one) => [
      one.agency,
      one.class.charAt(0).toUpperCase() + one.class.slice(1),
      one.isSigned ? 'Signed' : 'Not signed',
    ]),
    flows: entry.flows.map((flow) => [
      flow.agency,
      datasetById(flow.datasetId)?.title ?? flow.datasetId,
      flow.purpose,
      numberText(flow.releases),
      flow.rowsRounded === 0 ? 'Fewer than 50' : `About ${numberText(flow.rowsRounded)}`,
    ]),
  })),
});
