import { HOLIDAY_CALENDAR } from '@broker/working-calendar';
import {
  decide,
  newRequest,
  NO_WORDS,
  STANDARD_DAYS,
  STANDARD_FOUR_EYES,
  STANDARD_GATEWAY_RULES,
  withAnswers,
  type DecisionAnswers,
  type FourEyes,
  type Partner,
  type Request,
  type RequestAnswers,
  type RequestChange,
  type RequestCommand,
  type RequestContext,
  type RequestWords,
  type Written,
} from '../../libs/disclosure/asking/domain/index.js';
import { ANSWERS } from './requests.js';

/** The agencies of the samples; UNSIGNED has not signed. */
export const COUNCIL = 'council';
export const POLICE = 'police';
export const HEALTH = 'health';
export const HOSPITAL = 'hospital';
export const YOUTH = 'youth';
export const UNSIGNED = 'unsigned';

const partner = (agencyId: string, kind: string, standing: string, isSigned = true): Partner => {
  return { agencyId, name: agencyId, kind, class: standing, isSigned };
};

export const PARTNERS: Partner[] = [
  partner(COUNCIL, 'council', 'responsible'),
  partner(POLICE, 'police', 'responsible'),
  partner(HEALTH, 'health', 'responsible'),
  partner(HOSPITAL, 'health', 'participating'),
  partner(YOUTH, 'youth', 'co-operating'),
  partner(UNSIGNED, 'voluntary', 'participating', false),
];

/** The day of the samples, a Friday. */
export const TODAY = '2026-11-20';

let made = 0;

/** What the rules know on a day of the samples. @param as the agency acted for; its officer is called after it unless one is named. */
export const context = (
  as: string,
  given: Partial<RequestContext> & { officerId?: string; fourEyes?: FourEyes } = {},
): RequestContext => {
  const { officerId = `${as}-officer`, ...rest } = given;
  const on = rest.on ?? TODAY;
  return {
    on,
    partners: PARTNERS,
    purposes: [
      { id: 'joint-objectives', clause: 'ISA-5c' },
      { id: 'identifying-areas', clause: 'ISA-28b' },
    ],
    admitted: STANDARD_GATEWAY_RULES.map(({ gateway }) => gateway),
    gateways: STANDARD_GATEWAY_RULES,
    now: new Date(`${on}T09:00:00Z`),
    calendar: HOLIDAY_CALENDAR,
    actor: { officerId, agencyIds: [as] },
    standard: STANDARD_DAYS,
    fourEyes: STANDARD_FOUR_EYES,
    newId: () => `item-${(made += 1)}`,
    ...rest,
  };
};

/** The council's draft as it begins. */
export const BLANK: Request = newRequest({
  id: 'request-1',
  partnershipId: 'partnership',
  askingAgencyId: COUNCIL,
  askedBy: `${COUNCIL}-officer`,
});

/** A draft of the council to the police, complete unless some answers are given otherwise. */
export function drafted(answers: RequestAnswers = {}, askingAgencyId = COUNCIL): Written {
  const begun = { request: { ...BLANK, askingAgencyId }, words: { ...NO_WORDS } };
  const given = { ...ANSWERS(askingAgencyId === POLICE ? COUNCIL : POLICE), ...answers };
  const taken = withAnswers(begun, given, context(askingAgencyId), () => `item-${(made += 1)}`);
  if (!taken.ok) throw new Error(`${taken.refusal.code}: ${taken.refusal.message}`);
  return taken.value;
}

/** What a step comes to, with the words as they are kept afterwards. */
export type Done = RequestChange & Written;

/** Does a step, which must succeed. */
export function done(written: Written, command: RequestCommand, given: RequestContext): Done {
  const decided = decide(written, command, given);
  if (!decided.ok) throw new Error(`${decided.refusal.code}: ${decided.refusal.message}`);
  return { ...decided.value, words: wordsAfter(written.words, decided.value) };
}

function wordsAfter(before: RequestWords, { step, words, written }: RequestChange): RequestWords {
  const after = words ?? before;
  if (step === 'ask')
    return { ...after, questions: [...after.questions, { reply: null, repliedAt: null, ...written } as never] };
  if (step === 'decide' || step === 'second') return { ...after, reasons: written as never };
  return after;
}

/** The refusal of a step, as `code clause`; `accepted` where it is not refused. */
export function refusalOf(written: Written, command: RequestCommand, given: RequestContext): string {
  const decided = decide(written, command, given);
  return decided.ok ? 'accepted' : `${decided.refusal.code} ${decided.refusal.clause}`;
}

/** A request that was sent. */
export const sent = (answers: RequestAnswers = {}): Done => done(drafted(answers), { step: 'send' }, context(COUNCIL));

/** A decision on every item of a request. */
export const decision = (
  { items }: Request,
  choice: 'authorised' | 'refused' = 'authorised',
  changed: Partial<DecisionAnswers> = {},
): RequestCommand => ({
  step: 'decide',
  items: Object.fromEntries(items.map(({ itemId }) => [itemId, { decision: choice, reason: 'Weighed.' }])),
  reasons: 'Weighed against what is to be done with it.',
  balance: 'No more than is needed.',
  interest: 'crime-disorder',
  ...changed,
});
