import type { Clause, LocalDate, Refusal } from '@broker/kernel';
import { inWords } from '@broker/working-calendar';
import { STATE_WORDS, type BreachState, type BreachStepName } from './breach-workflow.js';

/** Each step: the clause it rests on, and how it ends the sentence "You cannot … now". */
export const STEP_FACTS: Readonly<Record<BreachStepName, { clause: Clause; words: string }>> = {
  amend: { clause: 'ISA-32a', words: 'change the report' },
  report: { clause: 'ISA-32a', words: 'send the report' },
  receive: { clause: 'ISA-32b', words: 'acknowledge the report' },
  answer: { clause: 'ISA-32b', words: 'answer the report' },
  'call-meeting': { clause: 'ISA-32c', words: 'call the meeting' },
  'hold-meeting': { clause: 'ISA-32c', words: 'record the meeting' },
  minute: { clause: 'ISA-32d', words: 'write the minutes' },
  circulate: { clause: 'ISA-32d', words: 'circulate the minutes' },
  'receive-minutes': { clause: 'ISA-32d', words: 'acknowledge the minutes' },
  'complete-action': { clause: 'ISA-32d', words: 'record an action as done' },
  close: { clause: 'ISA-32d', words: 'close the breach' },
  withdraw: { clause: 'ISA-32a', words: 'withdraw the report' },
  merge: { clause: 'ISA-32a', words: 'merge the breach into another' },
  'decide-commissioner': { clause: 'DPA-67', words: 'record whether the Information Commissioner is notified' },
  'decide-individuals': { clause: 'DPA-68', words: 'record whether the people concerned are told' },
};

/** A step that the state of the breach does not allow. */
export const notNow = (state: BreachState, step: BreachStepName): Refusal => ({
  code: 'breach/not-now',
  clause: STEP_FACTS[step].clause,
  message: `You cannot ${STEP_FACTS[step].words} now: this breach ${STATE_WORDS[state]}.`,
  mend: 'Open the breach to see what can be done with it now, and by whom.',
});

/** The same answer for a breach that is not there and one that is not this person's to see. */
export const noSuchBreach: Refusal = {
  code: 'breach/no-such-breach',
  clause: 'ISA-26',
  message: 'Your partnership has no breach with this address that is open to you.',
  mend: 'Open it from the list of breaches.',
};

/** A refusal with fixed words, made anew for each use. */
export const refusal = (code: string, clause: Clause, message: string, mend: string) => (): Refusal => ({
  code: `breach/${code}`,
  clause,
  message,
  mend,
});

/** The refusals of a report (ISA-32a). */
export const reportRefusals = {
  awareUnreadable: refusal(
    'aware-date-missing',
    'ISA-32a',
    'The day on which your agency became aware is missing or is not a day of the calendar.',
    'Enter a day, a month and a year, for example 27 3 2026.',
  ),
  awareInFuture: refusal(
    'aware-in-future',
    'ISA-32a',
    'The day on which your agency became aware lies in the future.',
    'Give the day on which somebody in your agency first knew of it: today or earlier.',
  ),
  beforeAgreement: (since: LocalDate): Refusal => ({
    code: 'breach/before-agreement',
    clause: 'ISA-32a',
    message: `The day on which your agency became aware lies before the agreement, which dates from ${inWords(since)}.`,
    mend: 'Check the day. What came before the agreement is not a breach of it.',
  }),
  accusesItself: refusal(
    'accuses-itself',
    'ISA-32a',
    'A partner reports another partner’s breach: your own agency is among those named.',
    'Name the other partners. A breach by your own agency is reported by the partner that alleges it.',
  ),
  notSignatory: refusal(
    'not-a-signatory',
    'ISA-32a',
    'A body that is named as being in breach is not a signatory of this agreement.',
    'Choose from the signatories. Whoever has not adopted the agreement cannot break it.',
  ),
  accusedMissing: refusal(
    'accused-missing',
    'ISA-32a',
    'The report does not say which partner is alleged to be in breach.',
    'Choose one partner or more.',
  ),
  happenedMissing: refusal(
    'happened-missing',
    'ISA-32a',
    'The report does not say what happened.',
    'Say in a few sentences what happened, without naming anybody.',
  ),
  informationMissing: refusal(
    'information-missing',
    'ISA-32a',
    'The report does not say what information is concerned.',
    'Choose at least one kind of information.',
  ),
  peopleMissing: refusal(
    'people-missing',
    'ISA-32a',
    'The report does not say how many people the information is about.',
    'Give a whole number, 0 or more, or say that it is not known.',
  ),
  textTooLong: refusal(
    'text-too-long',
    'ISA-32a',
    'The text is longer than 10,000 characters.',
    'Shorten it. What happened, in the words that the partners need, is enough.',
  ),
  notYourReport: refusal(
    'not-your-report',
    'ISA-32a',
    'Only the partner that alleges the breach can do this.',
    'Ask the designated officer of that partner.',
  ),
  reasonMissing: refusal(
    'reason-missing',
    'ISA-32a',
    'The reason for withdrawing the report is missing.',
    'Say in a few words why it is withdrawn, without naming anybody. The partners read it.',
  ),
  mergeElsewhere: refusal(
    'merge-impossible',
    'ISA-32a',
    'The two cannot be merged: the other breach must be another one, reported, not yet met about, and open to you.',
    'Choose a breach from the list on this page.',
  ),
  mergeLosesParty: refusal(
    'merge-loses-a-partner',
    'ISA-32b',
    'A partner alleged here is not alleged in the other breach, and would be left without a duty to answer.',
    'Merge the other way round, or keep both.',
  ),
  notYoursToMerge: refusal(
    'not-yours-to-merge',
    'ISA-32a',
    'Only the partner that alleges the breach or the partnership manager can merge it.',
    'Ask one of them.',
  ),
};

/** The refusals of receipt and answer (ISA-32b). */
export const answerRefusals = {
  notSentToYou: refusal(
    'not-sent-to-you',
    'ISA-32b',
    'The report was not sent to your agency.',
    'Only a partner that the report was sent to acknowledges it.',
  ),
  notAccused: refusal(
    'not-the-partner-in-breach',
    'ISA-32b',
    'Your agency is not alleged to be in breach, so it has nothing to answer.',
    'The designated officer of the partner in breach answers.',
  ),
  answeredTwice: refusal(
    'already-answered',
    'ISA-32b',
    'Your agency has already answered this report, and an answer once issued stands.',
    'Say what is to be added at the partners’ meeting, where it is minuted.',
  ),
  positionMissing: refusal(
    'position-missing',
    'ISA-32b',
    'The answer does not say whether your agency accepts that there was a breach.',
    'Choose “accepts” or “disputes”. A disputed breach goes on to the meeting as well.',
  ),
  answerMissing: refusal(
    'answer-missing',
    'ISA-32b',
    'The answer is empty or longer than 10,000 characters.',
    'Say what your agency found and what it has done, without naming anybody.',
  ),
  notController: refusal(
    'not-the-controller',
    'DPA-67',
    'Only a partner in breach decides about its own duty to notify.',
    'The designated officer of the partner in breach records it.',
  ),
  nothingPersonal: refusal(
    'nothing-personal',
    'DPA-67',
    'The report tells of no personal information, so there is nothing to notify.',
    'If personal information is concerned after all, the alleging partner withdraws the report and sends a new one that says so.',
  ),
  decidedTwice: refusal(
    'already-decided',
    'DPA-67',
    'Your agency has recorded this decision already.',
    'A decision once recorded stands. What changed since belongs into the minutes.',
  ),
  whyMissing: refusal(
    'decision-reason-missing',
    'DPA-67',
    'The reason for the decision is missing.',
    'Say why, also where the Commissioner is not notified: the decision is examined later (UK GDPR Article 33(5)).',
  ),
  contentMissing: refusal(
    'notification-incomplete',
    'DPA-67',
    'A notification tells its nature, whom to contact, the likely consequences and the measures taken.',
    'Fill in all four; numbers may follow later.',
  ),
  lateReasonsMissing: refusal(
    'late-reasons-missing',
    'DPA-67',
    'The 72 hours have passed, and the reasons for the delay are missing.',
    'Say why the notification comes later than 72 hours after your agency became aware.',
  ),
  awareLater: refusal(
    'aware-after-report',
    'DPA-67',
    'Your agency became aware at the latest when the report reached it.',
    'Give that moment or an earlier one, not one in the future.',
  ),
  tellReasonMissing: refusal(
    'individuals-reason-missing',
    'DPA-68',
    'The reason for the decision about the people concerned is missing.',
    'Say why they are told, or why they need not be.',
  ),
};
