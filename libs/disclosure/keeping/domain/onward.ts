import { accept, refuse, type LocalDate, type Refusal, type Result } from '@broker/kernel';
import { checkReceipt } from './foi-request.js';
import { given } from './words.js';

/** How a wish to pass information on stands: refused until the owner agrees (ISA-26). */
export type OnwardState = 'asked' | 'agreed' | 'refused' | 'passed';

/** What is asked of the owner. */
export interface OnwardAsked {
  /** The partner that is to have it; empty for somebody outside the partners. */
  recipientAgencyId: string;
  /** Who outside the partners is to have it; empty for a partner. */
  recipientName: string;
  /** Why the purpose of the disclosure needs it. */
  why: string;
  /** What of it is to be passed on: the least that will do. */
  what: string;
}

/** What an agency must have done before it may pass something on, and how that stands. */
export interface OnwardFacts {
  /** Agencies of the agreement, but for the one that asks. */
  partnerIds: readonly string[];
  ownerAgencyId: string;
}

const CLAUSE = 'ISA-26';
const refusal = (code: string, message: string, mend: string): Refusal => ({
  code: `disclosure/${code}`,
  clause: CLAUSE,
  message,
  mend,
});

/** A question that can be put to the owner, tidied. */
export function checkOnward(asked: OnwardAsked, { partnerIds, ownerAgencyId }: OnwardFacts): Result<OnwardAsked> {
  const recipientAgencyId = asked.recipientAgencyId.trim();
  const recipientName = asked.recipientName.trim();
  if (recipientAgencyId === '' && recipientName === '') return refuse(noRecipient);
  if (recipientAgencyId !== '' && recipientName !== '') return refuse(twoRecipients);
  if (recipientAgencyId !== '' && !partnerIds.includes(recipientAgencyId)) return refuse(notAPartner);
  if (recipientAgencyId === ownerAgencyId) return refuse(backToOwner);
  const what = given(asked.what, 'what is to be passed on, the least that will do', CLAUSE);
  if (!what.ok) return what;
  const why = given(asked.why, 'why it is needed for the purpose for which it was given', CLAUSE);
  if (!why.ok) return why;
  return accept({ recipientAgencyId, recipientName, what: what.value, why: why.value });
}

/** The owner's decision; always with its reasons or conditions. */
export function checkDecision(
  state: OnwardState,
  decision: string,
  words: string,
): Result<{ agreed: boolean; words: string }> {
  if (state !== 'asked') return refuse(decidedAlready);
  if (decision !== 'agreed' && decision !== 'refused') return refuse(noDecision);
  const said = given(words, decision === 'agreed' ? 'the conditions, or that there are none' : 'the reasons', CLAUSE);
  return said.ok ? accept({ agreed: decision === 'agreed', words: said.value }) : said;
}

/** Passing it on: only what the owner has agreed to, once, and not before it agreed. */
export function checkPassing(
  { state, agreedOn }: { state: OnwardState; agreedOn: LocalDate | null },
  on: LocalDate,
  today: LocalDate,
): Result<LocalDate> {
  if (state === 'passed') return refuse(passedAlready);
  if (state !== 'agreed' || agreedOn === null) return refuse(ownerHasNotAgreed);
  const day = checkReceipt(on, today, CLAUSE, 'the passing on');
  if (!day.ok) return day;
  return on < agreedOn ? refuse(ownerHasNotAgreed) : day;
}

/** The rule itself. */
export const ownerHasNotAgreed = refusal(
  'owner-has-not-agreed',
  'The agency that disclosed this information has not agreed that it is passed on.',
  'Nothing goes to anybody else until the owner agrees. If it was passed on all the same, report a breach of the agreement.',
);

/** There is none, or it is for others. */
export const noSuchOnward = refusal(
  'no-such-onward-request',
  'There is no such question to your agency or from it.',
  'Look for it in the list of what is asked to be passed on.',
);

/** What it would be passed on from is not theirs, or is gone. */
export const nothingToPassOn = refusal(
  'nothing-to-pass-on',
  'Your agency did not receive this information, or it has been disposed of.',
  'Only what your agency received, and still holds, can be passed on.',
);

const noRecipient = refusal(
  'no-recipient',
  'It is not said who is to have it.',
  'Choose a partner or name who is outside the partners.',
);
const twoRecipients = refusal(
  'two-recipients',
  'A partner is chosen and somebody else is named as well.',
  'Ask for one recipient at a time.',
);
const notAPartner = refusal(
  'not-a-partner',
  'The recipient is not a partner of this agreement.',
  'Choose another one, or name it as outside the partners.',
);
const backToOwner = refusal('back-to-owner', 'The recipient is the agency that disclosed it.', 'Choose another one.');
const noDecision = refusal('no-decision', 'No decision is chosen.', 'Agree or refuse.');
const decidedAlready = refusal(
  'onward-decided',
  'This has been decided already; a question that was not answered in time counts as refused.',
  'The agency can ask again.',
);
const passedAlready = refusal(
  'passed-already',
  'That this was passed on has been recorded already.',
  'Ask the owner again before passing it on once more.',
);
