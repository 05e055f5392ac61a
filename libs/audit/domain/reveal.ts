import { accept, refuse, type Clause, type Refusal, type Result } from '@broker/kernel';

/** Why a person's details may be shown to an auditor, each as it ends the sentence "It was asked for …". */
export const REVEAL_PURPOSES = {
  'record-check': 'to check that the record is right and complete',
  complaint: 'to look into a complaint',
  breach: 'to look into a breach of the agreement',
  'subject-access': 'to answer a person who asked what is held about them',
  'legal-duty': 'because a court or a law requires it',
} as const;

export type RevealPurpose = keyof typeof REVEAL_PURPOSES;

/** A reveal is open for this long once a second person has agreed. */
export const REVEAL_MINUTES = 30;
/** An answer must come within this time; afterwards it has to be asked anew. */
export const REVEAL_ANSWER_HOURS = 72;
const REASON_LENGTH_MIN = 20;
const WORDS_LENGTH_MAX = 2000;
const MINUTE_MS = 60_000;

/** How a reveal stands. `agreed` opens the record while its time runs. */
export type RevealState = 'asked' | 'agreed' | 'refused' | 'withdrawn' | 'ended';

/** What can be done to a reveal. */
export type RevealStep = 'agree' | 'refuse' | 'withdraw' | 'end';

/** The transition table: nothing else names a next state. */
const NEXT: Record<RevealState, Partial<Record<RevealStep, RevealState>>> = {
  asked: { agree: 'agreed', refuse: 'refused', withdraw: 'withdrawn' },
  agreed: { end: 'ended' },
  refused: {},
  withdrawn: {},
  ended: {},
};

/** What the rules ask of a reveal. */
export interface RevealFacts {
  state: RevealState;
  askedBy: string;
  /** The last instant at which it can be answered. */
  lapsesAt: Date;
  /** Until when it is open; null before it is agreed to. */
  opensUntil: Date | null;
}

/** Who does something, and what they are. */
export interface RevealActor {
  officerId: string;
  role: string;
}

/** Whether the record is open to the one who asked, at an instant. */
export const isRevealOpen = ({ state, opensUntil }: Pick<RevealFacts, 'state' | 'opensUntil'>, now: Date): boolean =>
  state === 'agreed' && opensUntil !== null && now < opensUntil;

/** How a reveal stands at an instant, in the words of pages: what ran out by itself has changed no row. */
export function standingOfReveal(reveal: RevealFacts, now: Date): RevealState | 'open' | 'lapsed' {
  if (reveal.state === 'asked') return now < reveal.lapsesAt ? 'asked' : 'lapsed';
  if (reveal.state === 'agreed') return isRevealOpen(reveal, now) ? 'open' : 'ended';
  return reveal.state;
}

/** Reads what is asked: a purpose of the list, and why in words. @returns both tidied, or `audit/reveal-purpose`, `audit/reveal-reason` (ISA-26). */
export function checkRevealAsked(purpose: string, reason: string): Result<{ purpose: RevealPurpose; reason: string }> {
  if (!Object.hasOwn(REVEAL_PURPOSES, purpose)) return refuse(purposeMissing);
  const words = reason.trim();
  if (words.length < REASON_LENGTH_MIN || words.length > WORDS_LENGTH_MAX) return refuse(reasonMissing);
  return accept({ purpose: purpose as RevealPurpose, reason: words });
}

/**
 * Decides a step of a reveal: answered by another auditor or the partnership manager, never by the one who asked; taken back or ended by the one
 * who asked. @returns the next state and, once agreed, until when it is open; or the refusal (ISA-26).
 */
export function decideReveal(
  reveal: RevealFacts,
  step: RevealStep,
  actor: RevealActor,
  now: Date,
): Result<{ state: RevealState; opensUntil: Date | null }> {
  const isOwn = reveal.askedBy === actor.officerId;
  const answers = step === 'agree' || step === 'refuse';
  if (answers && isOwn) return refuse(ownReveal);
  if (answers && actor.role !== 'auditor' && actor.role !== 'partnership-manager') return refuse(notYoursToAnswer);
  if (!answers && !isOwn) return refuse(noSuchReveal);
  const state = NEXT[reveal.state][step];
  if (!state || (reveal.state === 'agreed' && !isRevealOpen(reveal, now))) return refuse(overAlready);
  if (answers && now >= reveal.lapsesAt) return refuse(lapsed);
  const opensUntil = state === 'agreed' ? new Date(now.getTime() + REVEAL_MINUTES * MINUTE_MS) : reveal.opensUntil;
  return accept({ state, opensUntil });
}

/** Words that go with a refusal to reveal: needed, and not too long. @returns them tidied, or `audit/reveal-words`. */
export function checkAnswerWords(step: 'agree' | 'refuse', words: string): Result<string> {
  const tidy = words.trim();
  const isGood = tidy.length <= WORDS_LENGTH_MAX && (step === 'agree' || tidy.length > 0);
  return isGood ? accept(tidy) : refuse(answerWordsMissing);
}

const refusal = (what: string, message: string, mend: string, clause: Clause = 'ISA-26'): Refusal => ({
  code: `audit/${what}`,
  clause,
  message,
  mend,
});

const purposeMissing = refusal(
  'reveal-purpose',
  'It was not said what the person’s details are needed for.',
  'Choose what they are needed for. Where nothing of the list applies, they stay masked.',
);
const reasonMissing = refusal(
  'reveal-reason',
  'The reason is missing, or too short or too long to be judged by.',
  `Say in ${REASON_LENGTH_MIN} to ${WORDS_LENGTH_MAX.toLocaleString('en-GB')} characters why the masked record is not enough, without naming anybody.`,
);
const answerWordsMissing = refusal(
  'reveal-words',
  'A refusal needs a reason.',
  `Say why not, in at most ${WORDS_LENGTH_MAX.toLocaleString('en-GB')} characters. The auditor who asked reads it.`,
);
const ownReveal = refusal(
  'own-reveal',
  'You asked for this yourself, so you cannot agree to it.',
  'Another auditor or the partnership manager answers it.',
);
const notYoursToAnswer = refusal(
  'reveal-not-yours-to-answer',
  'Whether a person’s details are shown is answered by another auditor or the partnership manager.',
  'Leave it to one of them.',
);
const overAlready = refusal(
  'reveal-over',
  'This reveal has been answered or has ended already.',
  'Read what became of it. Ask again if the details are still needed.',
);
const lapsed = refusal(
  'reveal-lapsed',
  `Nobody answered within ${REVEAL_ANSWER_HOURS} hours, so this can no longer be agreed to.`,
  'The auditor can ask again.',
);

/** No reveal stands at this address for this person. */
export const noSuchReveal = refusal(
  'no-such-reveal',
  'There is no reveal with this address that you may see.',
  'Open it from the list of reveals.',
);
/** The details are not open, or not any more. */
export const notRevealed = refusal(
  'not-revealed',
  'The person’s details are masked: no reveal of yours is open for this record.',
  'Ask for a reveal. A second person has to agree, and it then lasts half an hour.',
);
/** The same person has asked for the same record, and it is not over. */
export const askedAlready = refusal(
  'reveal-asked-already',
  'You have asked for this record already, and that is not over.',
  'Open it from the list of reveals.',
);
/** No row of the log stands at this address for this person. */
export const noSuchLogRow = refusal(
  'no-such-record',
  'There is no entry of the disclosure log with this address.',
  'Open it from the disclosure log.',
  'ISA-22',
);
