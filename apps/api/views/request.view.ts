import {
  clauseOfGateway,
  type GatewayRule,
  type RequestLine,
  type RequestView,
  type RequestWords,
} from '@broker/disclosure';
import { API_PATH } from '../api-path.js';
import type { GatewayDocument } from '../documents/gateway.documents.js';
import type { RequestDocument } from '../documents/request.documents.js';

export const requestHref = (id: string): string => `${API_PATH}/requests/${id}`;

/** A request as a line of the list. */
export const requestLine = (view: RequestView) => ({
  id: view.id,
  href: requestHref(view.id),
  reference: view.reference,
  side: view.side,
  state: view.state,
  askingAgency: view.askingAgency,
  holdingAgency: view.holdingAgency,
  urgency: view.urgency,
  dueOn: view.dueOn,
  sentAt: view.sentAt?.toISOString() ?? null,
});

/** A request with its words. */
export function requestDocument(
  view: RequestView,
  words: RequestWords,
  history: readonly RequestLine[],
): RequestDocument {
  const { subject, items: _, questions, reasons, returnNote: __, ...texts } = words;
  return {
    ...requestLine(view),
    subject: { ...subject },
    subjectRole: view.subjectRole,
    convictionData: view.convictionData,
    purpose: view.purpose,
    gateway: view.gateway,
    article8Interest: view.article8Interest,
    consent: view.consent,
    publicInterest: view.publicInterest,
    crimeExemption: view.crimeExemption,
    words: texts,
    items: view.items.map(({ itemId, kind, decision }) => {
      const item = words.items.find(({ id }) => id === itemId);
      const reason = reasons?.items[itemId] ?? '';
      return { id: itemId, kind, what: item?.what ?? '', why: item?.why ?? '', decision, reason };
    }),
    questions: questions.map(({ question, reply }) => ({ question, reply })),
    reasons: reasons?.summary ?? null,
    isDecidedLate: view.isDecidedLate,
    history: history.map(({ at, step, state, agency, isLate }) => ({
      at: at.toISOString(),
      step,
      state,
      agency,
      isLate,
    })),
  };
}

/** @param texts the gateways that the agreement in force names, in words by id. */
export const gatewayDocument = (
  rule: GatewayRule & { isCorrected: boolean },
  texts: Readonly<Record<string, string>>,
): GatewayDocument => ({
  id: rule.gateway,
  clause: clauseOfGateway(rule.gateway),
  text: texts[rule.gateway] ?? null,
  fromOn: rule.fromOn,
  untilOn: rule.untilOn,
  opensPersonal: rule.opensPersonal,
  receivers: rule.receivers,
  barredHolders: rule.barredHolders,
  barredItems: rule.barredItems,
  source: rule.source,
  isConfirmed: rule.isConfirmed,
  isCorrected: rule.isCorrected,
});
