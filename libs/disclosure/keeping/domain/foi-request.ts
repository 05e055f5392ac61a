import { accept, refuse, type LocalDate, type Refusal, type Result } from '@broker/kernel';
import { readLocalDate } from '@broker/working-calendar';
import { checkExemptions, type ClaimedExemption, type ReasonedExemption } from './foi-exemptions.js';
import { given } from './words.js';

/** How a freedom of information request stands. */
export type FoiState = 'open' | 'answered' | 'withdrawn';

/** What a freedom of information request came to. */
export type FoiOutcome = 'disclosed' | 'disclosed-in-part' | 'refused' | 'not-held';

/** Outcomes, as pages say them. */
export const FOI_OUTCOMES: Readonly<Record<FoiOutcome, string>> = {
  disclosed: 'All of it was given',
  'disclosed-in-part': 'Some of it was given',
  refused: 'Refused',
  'not-held': 'The agency does not hold it',
};

/** A request as it was received. */
export interface FoiAsked {
  receivedOn: LocalDate;
  /** Who asked, and how they are reached. */
  applicant: string;
  contact: string;
  /** What they asked for, in their words. */
  asked: string;
}

/** An answer to be recorded. */
export interface FoiAnswer {
  outcome: string;
  answeredOn: LocalDate;
  exemptions: readonly ClaimedExemption[];
}

const CLAUSE = 'ISA-15';

/** A request that can be logged, tidied; refuses a day that is missing, unreadable or to come, and words that are missing. */
export function checkFoi(asked: FoiAsked, today: LocalDate): Result<FoiAsked> {
  const received = checkReceipt(asked.receivedOn, today, CLAUSE);
  if (!received.ok) return received;
  const applicant = given(asked.applicant, 'who asked', CLAUSE, 200);
  if (!applicant.ok) return applicant;
  const words = given(asked.asked, 'what was asked for', CLAUSE);
  if (!words.ok) return words;
  return accept({
    receivedOn: received.value,
    applicant: applicant.value,
    contact: asked.contact.trim(),
    asked: words.value,
  });
}

/** What a request came to and when it was answered; refuses an outcome that is none, and a day that is missing, to come or before the receipt. */
export function checkFoiOutcome(
  { outcome, answeredOn }: Pick<FoiAnswer, 'outcome' | 'answeredOn'>,
  receivedOn: LocalDate,
  today: LocalDate,
): Result<{ outcome: FoiOutcome; answeredOn: LocalDate }> {
  if (!Object.hasOwn(FOI_OUTCOMES, outcome)) return refuse(noOutcome);
  const answered = checkReceipt(answeredOn, today, CLAUSE, 'the answer');
  if (!answered.ok) return answered;
  if (answeredOn < receivedOn) return refuse(beforeReceipt(CLAUSE));
  return accept({ outcome: outcome as FoiOutcome, answeredOn: answered.value });
}

/**
 * An answer that can be recorded. Each exemption considered has its own reasons (`checkExemptions`); a refusal, whole or in part, relies on at
 * least one, and an answer that gives everything relies on none.
 */
export function checkFoiAnswer(
  answer: FoiAnswer,
  receivedOn: LocalDate,
  today: LocalDate,
): Result<{ outcome: FoiOutcome; answeredOn: LocalDate; exemptions: ReasonedExemption[] }> {
  const said = checkFoiOutcome(answer, receivedOn, today);
  if (!said.ok) return said;
  const exemptions = checkExemptions(answer.exemptions);
  if (!exemptions.ok) return exemptions;
  const relies = exemptions.value.some(({ reliedOn }) => reliedOn);
  const keepsBack = said.value.outcome === 'refused' || said.value.outcome === 'disclosed-in-part';
  if (keepsBack && !relies) return refuse(noExemption);
  if (!keepsBack && relies) return refuse(exemptionWithoutUse);
  return accept({ ...said.value, exemptions: exemptions.value });
}

/** A day that has come: refuses one that is missing, unreadable or still to come. */
export function checkReceipt(
  on: LocalDate,
  today: LocalDate,
  clause: 'ISA-15' | 'ISA-17e' | 'ISA-26',
  what = 'the receipt',
): Result<LocalDate> {
  const read = readLocalDate(on, what, clause);
  if (!read.ok) return read;
  if (on > today)
    return refuse({
      code: 'disclosure/day-to-come',
      clause,
      message: `The day of ${what} has not come yet.`,
      mend: 'Give the day on which it happened, today at the latest.',
    });
  return accept(on);
}

/** An answer dated before the request came. */
export const beforeReceipt = (clause: 'ISA-15' | 'ISA-17e'): Refusal => ({
  code: 'disclosure/answered-before-receipt',
  clause,
  message: 'The answer is dated before the request was received.',
  mend: 'Check the day of the answer.',
});

const noOutcome: Refusal = {
  code: 'disclosure/no-outcome',
  clause: CLAUSE,
  message: 'It is not said what the request came to.',
  mend: 'Choose whether the information was given, given in part, refused or is not held.',
};

const noExemption: Refusal = {
  code: 'disclosure/no-exemption-relied-on',
  clause: CLAUSE,
  message: 'Information is kept back, but no exemption is relied on.',
  mend: 'Mark at least one exemption as relied on, with its reasons; or give the information.',
};

const exemptionWithoutUse: Refusal = {
  code: 'disclosure/exemption-without-use',
  clause: CLAUSE,
  message: 'An exemption is relied on, but nothing is kept back.',
  mend: 'Choose that some of it was given or that it was refused; or mark the exemptions as considered only.',
};

/** There is none, or it is another agency's. */
export const noSuchFoi: Refusal = {
  code: 'disclosure/no-such-foi-request',
  clause: CLAUSE,
  message: 'Your agency has no such freedom of information request.',
  mend: 'Look for it in the log.',
};

/** It has been answered or withdrawn. */
export const foiIsClosed: Refusal = {
  code: 'disclosure/foi-closed',
  clause: CLAUSE,
  message: 'This request has been answered or withdrawn already.',
  mend: 'Log a new request if the person asks again.',
};
