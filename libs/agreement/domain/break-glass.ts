import { accept, refuse, type Refusal, type Result } from '@broker/kernel';

/** The emergencies in which another agency's record may be opened, each as it ends the sentence "It was opened because …". */
export const EMERGENCIES = {
  'life-or-safety': 'somebody’s life or safety is at risk',
  'serious-crime': 'a serious crime is happening or about to happen',
  safeguarding: 'a child or an adult at risk has to be protected now',
} as const;

/** The code of an emergency. */
export type Emergency = keyof typeof EMERGENCIES;

/** How a review of an opening ended. */
export type Finding = 'justified' | 'not-justified';

/** An opening lasts at most this long. */
export const BREAK_GLASS_MINUTES_MAX = 60;
/** How long it may last, to choose from. */
export const BREAK_GLASS_MINUTES = [15, 30, BREAK_GLASS_MINUTES_MAX] as const;
const REASON_LENGTH_MIN = 20;
const WORDS_LENGTH_MAX = 2000;

/** What an officer says when opening another agency's records. */
export interface Opening {
  ownerAgencyId: string;
  emergency: Emergency;
  /** Why it cannot wait, in the officer's words. */
  reason: string;
  minutes: number;
}

/** What is asked of an opening before it counts, as it came in. */
export interface OpeningAsked {
  ownerAgencyId: string;
  emergency: string;
  reason: string;
  minutes: number;
}

/** The opening, or `agreement/no-such-emergency`, `agreement/emergency-reason-missing` or `agreement/emergency-too-long` (ISA-26). */
export function checkOpening({ ownerAgencyId, emergency, reason, minutes }: OpeningAsked): Result<Opening> {
  if (!isEmergency(emergency)) return refuse(noSuchEmergency);
  const words = reason.trim();
  if (words.length < REASON_LENGTH_MIN || words.length > WORDS_LENGTH_MAX) return refuse(reasonMissing);
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > BREAK_GLASS_MINUTES_MAX) return refuse(tooLong);
  return accept({ ownerAgencyId, emergency, reason: words, minutes });
}

/** Whether a text is the code of an emergency. */
export const isEmergency = (text: unknown): text is Emergency =>
  typeof text === 'string' && Object.hasOwn(EMERGENCIES, text);

/** What the rules ask of an opening that exists. */
export interface OpeningState {
  officerId: string;
  ownerAgencyId: string;
  endsAt: Date;
  /** When the officer or a reviewer ended it early; null while neither has. */
  endedAt: Date | null;
  reviewedAt: Date | null;
}

/** Until when an opening opens anything: its end, or the instant at which it was ended early. */
export const openUntil = ({ endsAt, endedAt }: OpeningState): Date =>
  endedAt !== null && endedAt < endsAt ? endedAt : endsAt;

/** Who judges an opening. */
export interface Reviewer {
  officerId: string;
  agencyId: string;
  role: string;
}

/**
 * Lets an opening be judged by the owning agency's designated officer or an auditor, never by the one who opened it, once, in words
 * (ISA-26, ISA-30). @returns the words tidied, or the refusal.
 */
export function checkReview(opening: OpeningState, reviewer: Reviewer, finding: string, words: string): Result<string> {
  if (opening.officerId === reviewer.officerId) return refuse(ownOpening);
  const owner = reviewer.role === 'designated-officer' && reviewer.agencyId === opening.ownerAgencyId;
  if (!owner && reviewer.role !== 'auditor') return refuse(notYoursToJudge);
  if (opening.reviewedAt !== null) return refuse(judgedAlready);
  if (finding !== 'justified' && finding !== 'not-justified') return refuse(findingMissing);
  const tidy = words.trim();
  return tidy.length === 0 || tidy.length > WORDS_LENGTH_MAX ? refuse(wordsMissing) : accept(tidy);
}

const refusal = (what: string, clause: 'ISA-26' | 'ISA-30', message: string, mend: string): Refusal => ({
  code: `agreement/${what}`,
  clause,
  message,
  mend,
});

const noSuchEmergency = refusal(
  'no-such-emergency',
  'ISA-26',
  'No emergency was chosen.',
  'Choose what the emergency is. Where none of them applies, ask the agency’s designated officer instead.',
);
const reasonMissing = refusal(
  'emergency-reason-missing',
  'ISA-26',
  'The reason is missing, or too short or too long to be judged by.',
  `Say in ${REASON_LENGTH_MIN} to ${WORDS_LENGTH_MAX.toLocaleString('en-GB')} characters why it cannot wait.`,
);
const tooLong = refusal(
  'emergency-too-long',
  'ISA-26',
  `Records can be opened in an emergency for ${BREAK_GLASS_MINUTES_MAX} minutes at most.`,
  'Choose how long you need. You can open them again, with the reason.',
);
const ownOpening = refusal(
  'own-emergency',
  'ISA-30',
  'You opened these records yourself, so you cannot judge whether that was justified.',
  'Leave it to the owning agency’s designated officer, or to an auditor.',
);
const notYoursToJudge = refusal(
  'not-yours-to-judge',
  'ISA-30',
  'Whether an opening was justified is judged by the agency whose records they are, or by an auditor.',
  'Leave it to that agency’s designated officer, or to an auditor.',
);
const judgedAlready = refusal(
  'emergency-judged-already',
  'ISA-30',
  'Somebody has judged this opening already.',
  'Read what was found. A judgement is not changed afterwards.',
);
const findingMissing = refusal(
  'emergency-finding-missing',
  'ISA-30',
  'It was not said whether the opening was justified.',
  'Choose whether it was justified or not.',
);
const wordsMissing = refusal(
  'emergency-words-missing',
  'ISA-30',
  'The judgement has no words.',
  `Say why, in at most ${WORDS_LENGTH_MAX.toLocaleString('en-GB')} characters.`,
);

/** The records asked for belong to the officer's own agency, or to one that is no signatory here. */
export const notAPartner = refusal(
  'emergency-not-a-partner',
  'ISA-26',
  'Only another signatory of your own partnership can have its records opened.',
  'Choose the agency from the list. Nothing opens a record of another partnership.',
);
/** An opening of the same agency's records is still open. */
export const openAlready = refusal(
  'emergency-open-already',
  'ISA-26',
  'You have opened this agency’s records already, and they are still open.',
  'Go back to that opening, or end it first.',
);
/** No opening stands at this address for this person. */
export const noSuchOpening = refusal(
  'no-such-emergency-opening',
  'ISA-26',
  'There is no emergency opening with this address that you may see.',
  'Open it from the list of emergency openings.',
);
