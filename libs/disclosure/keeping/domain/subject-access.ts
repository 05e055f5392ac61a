import { accept, refuse, type LocalDate, type Refusal, type Result } from '@broker/kernel';
import { beforeReceipt, checkReceipt } from './foi-request.js';
import { given } from './words.js';

/** How a subject access request stands: `paused` while the person is asked something. */
export type SubjectAccessState = 'open' | 'paused' | 'answered' | 'withdrawn';

/** Why the clock stands still. */
export type PauseReason = 'clarification' | 'identity';

/** Why there are two months more. */
export type ExtensionReason = 'complex' | 'many';

/** What the person was given. */
export type SubjectAccessOutcome = 'given' | 'given-in-part' | 'withheld' | 'nothing-held';

/** What a partner thinks of its information being given to the person. */
export type PartnerView = 'no-objection' | 'in-part' | 'withhold';

/** The codes above, as pages say them. */
export const PAUSE_REASONS: Readonly<Record<PauseReason, string>> = {
  clarification: 'The person has been asked to make the request clear',
  identity: 'The person has been asked to show who they are',
};
export const EXTENSION_REASONS: Readonly<Record<ExtensionReason, string>> = {
  complex: 'The request is complex',
  many: 'The person has made a number of requests',
};
export const SUBJECT_ACCESS_OUTCOMES: Readonly<Record<SubjectAccessOutcome, string>> = {
  given: 'All of it was given',
  'given-in-part': 'Some of it was given',
  withheld: 'All of it was withheld',
  'nothing-held': 'Nothing is held about the person',
};
export const PARTNER_VIEWS: Readonly<Record<PartnerView, string>> = {
  'no-objection': 'It can be given to the person',
  'in-part': 'Some of it must be withheld',
  withhold: 'All of it must be withheld',
};

/** Grounds on which a person's own information may be kept from them (Data Protection Act 2018, Schedules 2 and 3, and Part 3). */
export const ACCESS_EXEMPTIONS: Readonly<Record<string, string>> = {
  crime: 'Giving it would be likely to prejudice the prevention or detection of crime',
  'law-enforcement': 'It is held for law enforcement, and withholding it is necessary and proportionate',
  'third-party': 'It is also about somebody else, who does not agree',
  'legal-privilege': 'It is legally privileged',
  'health-harm': 'It would be likely to cause serious harm to somebody’s health',
  'social-work-harm': 'It would prejudice social work by causing serious harm',
  'child-abuse': 'It is about child abuse, and giving it is not in the child’s interest',
};

/** What the rules need to know of a request. */
export interface SubjectAccessFacts {
  state: SubjectAccessState;
  receivedOn: LocalDate;
  extendedFor: ExtensionReason | null;
  pausedOn: LocalDate | null;
  isSearched: boolean;
  /** Records that the search found and nobody has looked at. */
  unsorted: number;
  /** Partners whose information is about the person and who were never asked. */
  unasked: number;
  /** Last days of the questions that partners have not answered. */
  waitingUntil: readonly LocalDate[];
}

const CLAUSE = 'ISA-17e';

/** The answer as it is to be recorded. */
export interface AccessAnswer {
  outcome: string;
  answeredOn: LocalDate;
  exemptions: readonly string[];
  words: string;
}

/** Stopping the clock; refuses a closed or paused request, a day outside it and a reason that is none. */
export function checkPause(
  facts: SubjectAccessFacts,
  reason: string,
  on: LocalDate,
  today: LocalDate,
): Result<PauseReason> {
  if (facts.state !== 'open') return refuse(facts.state === 'paused' ? pausedAlready : accessIsClosed);
  if (!Object.hasOwn(PAUSE_REASONS, reason)) return refuse(noReason);
  const day = checkReceipt(on, today, CLAUSE, 'the pause');
  if (!day.ok) return day;
  return on < facts.receivedOn ? refuse(beforeReceipt(CLAUSE)) : accept(reason as PauseReason);
}

/** Letting the clock go on. @returns for how many days it stood still. */
export function checkResume(facts: SubjectAccessFacts, on: LocalDate, today: LocalDate): Result<number> {
  if (facts.pausedOn === null) return refuse(notPaused);
  const day = checkReceipt(on, today, CLAUSE, 'the answer of the person');
  if (!day.ok) return day;
  if (on < facts.pausedOn) return refuse(resumedTooEarly);
  return accept((Date.parse(on) - Date.parse(facts.pausedOn)) / 86_400_000);
}

/** Two months more: once, while the clock runs, and told to the person within the first month. @param dueOn the last day so far. */
export function checkExtension(
  facts: SubjectAccessFacts,
  reason: string,
  dueOn: LocalDate,
  today: LocalDate,
): Result<ExtensionReason> {
  if (facts.state !== 'open') return refuse(facts.state === 'paused' ? pausedAlready : accessIsClosed);
  if (facts.extendedFor !== null) return refuse(extendedAlready);
  if (today > dueOn) return refuse(tooLateToExtend);
  return Object.hasOwn(EXTENSION_REASONS, reason) ? accept(reason as ExtensionReason) : refuse(noReason);
}

/**
 * The answer to the person. Before it: the search is done, every record found was looked at, and each partner that disclosed was asked and
 * has answered, or has let its time pass (ISA-17e).
 */
export function checkAnswer(
  facts: SubjectAccessFacts,
  { outcome, answeredOn, exemptions, words }: AccessAnswer,
  today: LocalDate,
): Result<{ outcome: SubjectAccessOutcome; words: string }> {
  if (facts.state !== 'open') return refuse(facts.state === 'paused' ? pausedAlready : accessIsClosed);
  if (!facts.isSearched) return refuse(notSearched);
  if (facts.unsorted > 0) return refuse(notSorted);
  if (facts.unasked > 0) return refuse(notConsulted);
  if (facts.waitingUntil.some((dueOn) => dueOn >= today)) return refuse(partnersStillAsked);
  if (!Object.hasOwn(SUBJECT_ACCESS_OUTCOMES, outcome)) return refuse(noOutcome);
  const day = checkReceipt(answeredOn, today, CLAUSE, 'the answer');
  if (!day.ok) return day;
  if (answeredOn < facts.receivedOn) return refuse(beforeReceipt(CLAUSE));
  const grounds = checkGrounds(outcome === 'given-in-part' || outcome === 'withheld', exemptions);
  if (!grounds.ok) return grounds;
  const said = given(words, 'what was given and what was not, and why', CLAUSE);
  return said.ok ? accept({ outcome: outcome as SubjectAccessOutcome, words: said.value }) : said;
}

/** A partner's view; where something is to be withheld, with grounds and reasons. */
export function checkView(
  view: string,
  exemptions: readonly string[],
  words: string,
): Result<{ view: PartnerView; words: string }> {
  if (!Object.hasOwn(PARTNER_VIEWS, view)) return refuse(noView);
  const withholds = view !== 'no-objection';
  const grounds = checkGrounds(withholds, exemptions);
  if (!grounds.ok) return grounds;
  if (!withholds) return accept({ view: 'no-objection', words: words.trim() });
  const said = given(words, 'what must be withheld, and the harm that giving it would do', CLAUSE);
  return said.ok ? accept({ view: view as PartnerView, words: said.value }) : said;
}

function checkGrounds(withholds: boolean, exemptions: readonly string[]): Result<null> {
  if (exemptions.some((code) => !Object.hasOwn(ACCESS_EXEMPTIONS, code))) return refuse(noSuchGround);
  if (withholds && exemptions.length === 0) return refuse(noGround);
  if (!withholds && exemptions.length > 0) return refuse(groundWithoutUse);
  return accept(null);
}

const refusal = (code: string, message: string, mend: string): Refusal => ({
  code: `disclosure/${code}`,
  clause: CLAUSE,
  message,
  mend,
});

/** There is none, or it is another agency's. */
export const noSuchAccess = refusal(
  'no-such-subject-access',
  'Your agency has no such subject access request.',
  'Look for it in the list.',
);

/** There is no such question to this agency. */
export const noSuchConsultation = refusal(
  'no-such-consultation',
  'No partner has asked your agency this.',
  'Look for it in the list of questions to your agency.',
);

/** It has been answered or withdrawn. */
export const accessIsClosed = refusal(
  'subject-access-closed',
  'This request has been answered or withdrawn already.',
  'Log a new request if the person asks again.',
);

/** The partner has given its view before. */
export const viewIsGiven = refusal(
  'view-given',
  'Your agency has given its view on this already.',
  'Write to the agency that asked if something has changed.',
);

const pausedAlready = refusal(
  'subject-access-paused',
  'The clock of this request stands still: the person has been asked something.',
  'Record the day on which the person answered; the clock then goes on.',
);
const notPaused = refusal(
  'subject-access-not-paused',
  'The clock of this request is running.',
  'There is nothing to do.',
);
const resumedTooEarly = refusal(
  'resumed-before-pause',
  'The person answered before they were asked.',
  'Check the day: it cannot lie before the one on which the clock was stopped.',
);
const noReason = refusal('no-reason', 'No reason is chosen.', 'Choose one of the reasons.');
const extendedAlready = refusal(
  'extended-already',
  'The time to answer has been extended before; the law allows it once.',
  'Answer within the extended time.',
);
const tooLateToExtend = refusal(
  'too-late-to-extend',
  'The first month is over. An extension is told to the person within it.',
  'Answer the person without delay, and record the answer.',
);
const notSearched = refusal(
  'not-searched',
  'The agency’s records have not been searched for this person.',
  'Search first: what partners disclosed must be found before the person is answered.',
);
const notSorted = refusal(
  'records-not-sorted',
  'Some records that were found have not been looked at.',
  'Say of each record whether it is about this person.',
);
const notConsulted = refusal(
  'partners-not-consulted',
  'A partner that disclosed information about this person has not been asked.',
  'Ask every partner that disclosed, then answer.',
);
const partnersStillAsked = refusal(
  'partners-still-asked',
  'A partner has not given its view, and its time to do so is not over.',
  'Wait for the view, or for the last day to pass; or ask the partner to answer sooner.',
);
const noOutcome = refusal('no-outcome', 'It is not said what the person was given.', 'Choose one of the outcomes.');
const noView = refusal('no-view', 'No view is chosen.', 'Choose one of the views.');
const noSuchGround = refusal(
  'no-such-exemption',
  'There is no such exemption in the list.',
  'Choose from those offered.',
);
const noGround = refusal(
  'no-exemption-relied-on',
  'Information is withheld, but no exemption is named.',
  'Choose at least one exemption, case by case: none applies to everything.',
);
const groundWithoutUse = refusal(
  'exemption-without-use',
  'An exemption is named, but nothing is withheld.',
  'Take the exemption away, or say what is withheld.',
);
