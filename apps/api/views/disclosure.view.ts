import type { DisclosureLine, LookLine, OpenedItem } from '@broker/disclosure';
import { API_PATH } from '../api-path.js';
import type { DisclosureDocument, OpenedItemDocument } from '../documents/disclosure.documents.js';

export const disclosureHref = (id: string): string => `${API_PATH}/disclosures/${id}`;

/** A disclosure as a line of the list. */
export const disclosureLine = (line: DisclosureLine) => ({
  id: line.id,
  href: disclosureHref(line.id),
  side: line.side,
  disclosingAgency: line.disclosingAgency,
  receivingAgency: line.receivingAgency,
  disclosedAt: line.disclosedAt.toISOString(),
  requestReference: line.requestReference,
  convictionData: line.convictionData,
  acknowledgeByOn: line.acknowledgeByOn,
  acknowledgedAt: line.acknowledgedAt?.toISOString() ?? null,
  disposedAt: line.disposedAt?.toISOString() ?? null,
});

/** A disclosure with its terms. @param conditions null once they were disposed of. */
export const disclosureDocument = (
  line: DisclosureLine,
  conditions: string | null,
  looks: readonly LookLine[],
): DisclosureDocument => ({
  ...disclosureLine(line),
  exchangeId: line.exchangeId,
  requestId: line.requestId,
  channel: line.channel,
  purpose: line.purpose,
  purposeText: line.purposeText,
  gateway: line.gateway,
  conditions,
  retainUntilOn: line.retainUntilOn,
  subjectRole: line.subjectRole,
  disclosedBy: line.disclosedByName,
  acknowledgedBy: line.acknowledgedByName,
  items: line.items.map(({ itemId, kind, firstOpenedAt }) => ({
    id: itemId,
    kind,
    files: line.files.filter((file) => file.itemId === itemId).length,
    firstOpenedAt: firstOpenedAt?.toISOString() ?? null,
  })),
  looks: looks.map(({ viewedAt, ...look }) => ({ at: viewedAt.toISOString(), ...look })),
});

/** An opened item with its terms. */
export const openedItemDocument = ({ disclosure, subject, files, ...item }: OpenedItem): OpenedItemDocument => ({
  disclosureId: disclosure.id,
  ...item,
  purpose: disclosure.purpose,
  purposeText: disclosure.purposeText,
  retainUntilOn: disclosure.retainUntilOn,
  convictionData: disclosure.convictionData,
  person: { ...subject },
  files: files.map(({ fileName }) => fileName),
});
