import { accept, refuse, type Refusal, type Result } from '@broker/kernel';
import { readLocalDate } from '@broker/working-calendar';
import type { AskingRules } from './completeness.js';
import type { RequestAnswers } from './request-messages.js';
import { missingRefusals as missing, stepRefusals as no } from './request-refusals.js';
import {
  ARTICLE_8_INTERESTS,
  CONSENTS,
  EXEMPTION_TESTS,
  isKeyOf,
  ITEM_KINDS,
  PUBLIC_INTERESTS,
  SUBJECT_ROLES,
  URGENCIES,
  type AskedItem,
  type ItemWords,
  type Request,
  type RequestWords,
  type RequestSubject,
} from './request.js';

/** Longest text that a person may write, in characters. */
export const TEXT_MAX = 10_000;

/** Items that one request names, at most. */
export const ITEMS_MAX = 20;

/** Texts of the request that are kept as they are written, without the blanks around them. */
const TEXTS = [
  'whyIdentified',
  'whyAsked',
  'gatewayWords',
  'necessity',
  'proportionality',
  'urgencyWords',
  'consentWords',
  'publicInterestWords',
  'exemptionWords',
] as const;

/** Answers from closed lists, each with its list. */
const CHOICES = {
  subjectRole: SUBJECT_ROLES,
  consent: CONSENTS,
  article8Interest: ARTICLE_8_INTERESTS,
  urgency: URGENCIES,
} as const;

/** A request with its words. */
export interface Written {
  request: Request;
  words: RequestWords;
}

/**
 * Takes answers into a draft. An answer may be empty: what is missing is told when the request is to be sent. Refuses an answer that is not
 * among those offered, a text that is too long, a date of birth that is none, and more items than a request may name.
 * @param newId a new id for each call.
 */
export function withAnswers(
  { request, words }: Written,
  answers: RequestAnswers,
  rules: AskingRules,
  newId: () => string,
): Result<Written> {
  const fault = choiceFault(answers, rules) ?? textFault(answers) ?? subjectFault(answers.subject, rules);
  if (fault) return refuse(fault);
  const { holdingAgencyId, convictionData, purpose, gateway, crimeExemption, publicInterest, exemptionTests } = answers;
  const items = answers.items && takeItems(answers.items, newId);
  return accept({
    request: {
      ...request,
      ...given({ holdingAgencyId, convictionData, purpose, gateway, crimeExemption }),
      ...given({ subjectRole: answers.subjectRole, consent: answers.consent, urgency: answers.urgency }),
      ...given({ article8Interest: answers.article8Interest }),
      ...(publicInterest && { publicInterest: [...new Set(publicInterest)] }),
      ...(exemptionTests && { exemptionTests: [...new Set(exemptionTests)] }),
      ...(items && { items: items.map(askedOf) }),
    },
    words: {
      ...words,
      ...Object.fromEntries(
        TEXTS.flatMap((name) => (answers[name] === undefined ? [] : [[name, answers[name].trim()]])),
      ),
      ...(answers.subject && { subject: tidy(answers.subject) }),
      ...(items && { items }),
    },
  });
}

/** Only what was answered. */
const given = <T extends object>(answers: T): { [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined && value !== null)) as never;

const askedOf = ({ id, kind }: ItemWords, index: number): AskedItem => ({
  itemId: id,
  kind,
  position: index + 1,
  decision: null,
});

const takeItems = (items: NonNullable<RequestAnswers['items']>, newId: () => string): ItemWords[] =>
  items.map(({ id, kind, what, why }) => ({ id: id ?? newId(), kind, what: what.trim(), why: why.trim() }));

const tidy = ({ fullName, dateOfBirth, address, otherNames }: RequestSubject): RequestSubject => ({
  fullName: fullName.trim(),
  dateOfBirth,
  address: address?.trim() || null,
  otherNames: otherNames.map((name) => name.trim()).filter(Boolean),
});

function choiceFault(answers: RequestAnswers, { partners, purposes, gateways }: AskingRules): Refusal | null {
  for (const [name, list] of Object.entries(CHOICES)) {
    const value = answers[name as keyof typeof CHOICES];
    if (value !== undefined && !isKeyOf(list, value)) return no.unknownChoice();
  }
  const { publicInterest = [], exemptionTests = [], items = [], holdingAgencyId, purpose, gateway } = answers;
  const isKnown =
    publicInterest.every((one) => isKeyOf(PUBLIC_INTERESTS, one)) &&
    exemptionTests.every((one) => isKeyOf(EXEMPTION_TESTS, one)) &&
    items.every(({ kind }) => isKeyOf(ITEM_KINDS, kind)) &&
    (holdingAgencyId === undefined || partners.some(({ agencyId }) => agencyId === holdingAgencyId)) &&
    (purpose === undefined || purposes.some(({ id }) => id === purpose)) &&
    (gateway === undefined || gateways.some((rule) => rule.gateway === gateway));
  return isKnown ? null : no.unknownChoice();
}

function textFault({ items, subject, ...answers }: RequestAnswers): Refusal | null {
  if (items && items.length > ITEMS_MAX) return no.tooManyItems();
  const texts = [
    ...TEXTS.map((name) => answers[name] ?? ''),
    ...(items ?? []).flatMap(({ what, why }) => [what, why]),
    ...(subject ? [subject.fullName, subject.address ?? '', ...subject.otherNames] : []),
  ];
  return texts.some((text) => text.length > TEXT_MAX) ? no.tooLong() : null;
}

function subjectFault(subject: RequestSubject | undefined, { on }: AskingRules): Refusal | null {
  if (!subject) return null;
  if (subject.fullName.trim() === '') return missing.subject();
  if (subject.dateOfBirth === null) return null;
  const isDate = readLocalDate(subject.dateOfBirth, 'birth', 'ISA-24').ok;
  return isDate && subject.dateOfBirth <= on && subject.dateOfBirth >= '1850-01-01' ? null : no.birthDate();
}

/** Whether a text is there and within the limit; otherwise the refusal. @param what how the text is called. */
export function textRefusal(text: string, what: string): Refusal | null {
  if (text.trim() === '') return no.textMissing(what);
  return text.length > TEXT_MAX ? no.tooLong() : null;
}
