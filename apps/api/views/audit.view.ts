import type { FindingView, SampleItemView, SampleView } from '@broker/audit';
import { API_PATH } from '../api-path.js';
import type { FindingDocument, LogSampleDocument, LogSampleLineDocument } from '../documents/audit.documents.js';

export const sampleHref = (id: string): string => `${API_PATH}/samples/${id}`;
export const findingHref = (id: string): string => `${API_PATH}/findings/${id}`;

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;

/** A sample as a line of the list. */
export const sampleLine = ({ drawnAt, fromOn, toOn, ...sample }: SampleView) =>
  ({
    ...sample,
    href: sampleHref(sample.id),
    drawnAt: drawnAt.toISOString(),
    from: fromOn,
    to: toOn,
  }) satisfies LogSampleLineDocument;

/** A sample with its records. */
export const sampleDocument = (found: { sample: SampleView; items: SampleItemView[] }): LogSampleDocument => ({
  ...sampleLine(found.sample),
  items: found.items.map(({ reviewedAt, ...item }) => ({ ...item, reviewedAt: instant(reviewedAt) })),
});

/** A finding, as far as it has come. */
export const findingDocument = (finding: FindingView): FindingDocument => ({
  id: finding.id,
  href: findingHref(finding.id),
  number: finding.number,
  state: finding.state,
  recordId: finding.recordId,
  reference: finding.reference,
  agency: finding.agency,
  sampleNumber: finding.sampleNumber,
  rule: finding.rule,
  severity: finding.severity,
  words: finding.words,
  foundBy: finding.finder,
  foundAt: finding.foundAt.toISOString(),
  followUpOn: finding.followUpOn,
  answer: finding.answer,
  answeredBy: finding.answerer,
  answeredAt: instant(finding.answeredAt),
  auditorWords: finding.auditorWords,
  closedBy: finding.closer,
  closedAt: instant(finding.closedAt),
});
