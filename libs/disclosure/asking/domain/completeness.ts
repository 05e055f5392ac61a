import type { LocalDate, Refusal } from '@broker/kernel';
import type { GatewayRule } from './gateway-rules.js';
import { groundsFault } from './grounds.js';
import { gatewayFault, type Body, type GatewayFacts } from './open-gateways.js';
import { missingRefusals as missing } from './request-refusals.js';
import type { Request, RequestWords } from './request.js';

/** A purpose of the agreement in force. */
export interface PurposeLine {
  id: string;
  clause: string;
}

/** A partner of the agreement, as a request sees it. */
export type Partner = Body & { isSigned: boolean };

/** What the rules of the partnership say around a request. */
export interface AskingRules {
  on: LocalDate;
  partners: readonly Partner[];
  purposes: readonly PurposeLine[];
  admitted: readonly string[];
  gateways: readonly GatewayRule[];
}

/** Purposes that depersonalised information serves (ISA-28b to d): nobody need be identified for them. */
export const needsNoPerson = ({ clause }: PurposeLine): boolean => clause.startsWith('ISA-28');

const bodyOf = ({ partners }: AskingRules, id: string | null): Partner | null =>
  partners.find(({ agencyId }) => agencyId === id) ?? null;

/** What the gateways are asked for a request; `answered`: the grounds count as told, as they must be once it is to be sent. */
export function gatewayFactsOf(
  request: Request,
  words: RequestWords,
  rules: AskingRules,
  answered: boolean,
): GatewayFacts {
  const unknown: Body = { agencyId: request.askingAgencyId, name: 'Your agency', kind: '', class: '' };
  return {
    on: rules.on,
    asking: bodyOf(rules, request.askingAgencyId) ?? unknown,
    holding: bodyOf(rules, request.holdingAgencyId),
    itemKinds: request.items.map(({ kind }) => kind),
    consent: request.consent,
    publicInterest: answered || request.publicInterest.length > 0 ? request.publicInterest : null,
    crimeExemption: request.crimeExemption,
    order: answered ? words.gatewayWords.trim() !== '' : null,
    admitted: rules.admitted,
    rules: rules.gateways,
  };
}

/** What a request still lacks, or what stands against it, in the order of its questions; null when it can be sent. */
export function missingOf(request: Request, words: RequestWords, rules: AskingRules): Refusal | null {
  return (
    identifiedFault(words) ??
    holderFault(request, rules) ??
    subjectFault(request, words) ??
    itemsFault(request, words) ??
    purposeFault(request, rules) ??
    groundsFault(request, words) ??
    gatewayMissing(request, words, rules) ??
    necessityFault(request, words)
  );
}

const isEmpty = (text: string): boolean => text.trim() === '';

const identifiedFault = ({ whyIdentified }: RequestWords): Refusal | null =>
  isEmpty(whyIdentified) ? missing.whyIdentified() : null;

function holderFault({ askingAgencyId, holdingAgencyId }: Request, rules: AskingRules): Refusal | null {
  if (holdingAgencyId === null) return missing.holder();
  if (holdingAgencyId === askingAgencyId) return missing.ownAgency();
  if (!bodyOf(rules, askingAgencyId)?.isSigned) return missing.askingUnsigned();
  return bodyOf(rules, holdingAgencyId)?.isSigned ? null : missing.holderUnsigned();
}

function subjectFault({ subjectRole, convictionData }: Request, { subject }: RequestWords): Refusal | null {
  if (isEmpty(subject.fullName)) return missing.subject();
  if (subjectRole === null) return missing.role();
  return convictionData === null ? missing.conviction() : null;
}

function itemsFault({ items, convictionData }: Request, words: RequestWords): Refusal | null {
  if (items.length === 0 || words.items.length !== items.length) return missing.items();
  if (words.items.some(({ what, why }) => isEmpty(what) || isEmpty(why))) return missing.itemReason();
  if (items.some(({ kind }) => kind === 'offences-convictions') && !convictionData) return missing.convictionUnmarked();
  return isEmpty(words.whyAsked) ? missing.whyAsked() : null;
}

function purposeFault({ purpose }: Request, { purposes }: AskingRules): Refusal | null {
  const named = purposes.find(({ id }) => id === purpose);
  if (!named) return missing.purpose();
  return needsNoPerson(named) ? missing.purposeNeedsNoPerson() : null;
}

function gatewayMissing(request: Request, words: RequestWords, rules: AskingRules): Refusal | null {
  if (request.gateway === null) return missing.gateway();
  return gatewayFault(request.gateway, gatewayFactsOf(request, words, rules, true));
}

function necessityFault({ article8Interest, urgency }: Request, words: RequestWords): Refusal | null {
  if (article8Interest === null) return missing.interest();
  if (isEmpty(words.necessity)) return missing.necessity();
  if (isEmpty(words.proportionality)) return missing.proportionality();
  if (urgency === null) return missing.urgency();
  return urgency === 'urgent' && isEmpty(words.urgencyWords) ? missing.urgencyUnexplained() : null;
}
