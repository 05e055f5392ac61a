import type { Request } from './domain/index.js';
import type { InformationRequest } from './information-request.entity.js';
import type { RequestItem } from './request-item.entity.js';

/** A request as the rules see it, from its rows. */
export const requestOf = (row: InformationRequest, items: readonly RequestItem[]): Request => ({
  id: row.id,
  partnershipId: row.partnershipId,
  askingAgencyId: row.askingAgencyId,
  askedBy: row.askedBy,
  ...columnsOf(row),
  items: items.map(({ itemId, kind, position, decision }) => ({ itemId, kind, position, decision })),
});

/** The columns of a request that steps change. */
export const columnsOf = (request: Omit<Request, 'items'>) => ({
  holdingAgencyId: request.holdingAgencyId,
  state: request.state,
  subjectRole: request.subjectRole,
  purpose: request.purpose,
  gateway: request.gateway,
  article8Interest: request.article8Interest,
  urgency: request.urgency,
  convictionData: request.convictionData,
  consent: request.consent,
  publicInterest: request.publicInterest,
  crimeExemption: request.crimeExemption,
  exemptionTests: request.exemptionTests,
  authorisedInterest: request.authorisedInterest,
  sentAt: request.sentAt,
  dueOn: request.dueOn,
  decidedAt: request.decidedAt,
  decidedBy: request.decidedBy,
  isDecidedLate: request.isDecidedLate,
  secondedBy: request.secondedBy,
});
