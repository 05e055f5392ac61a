import type { LocalDate, Refusal } from '@broker/kernel';
import { inWords } from '@broker/working-calendar';
import { refusal } from './breach-refusals.js';

/** The refusals of meeting, minutes and closing (ISA-32c, ISA-32d). */
export const meetingRefusals = {
  notYours: refusal(
    'not-your-meeting',
    'ISA-32c',
    'The partnership manager or the partner that alleges the breach does this.',
    'Ask one of them.',
  ),
  answersDue: (until: LocalDate): Refusal => ({
    code: 'breach/answers-still-due',
    clause: 'ISA-32b',
    message: `A partner in breach has not answered yet and has until the end of ${inWords(until)}.`,
    mend: 'Wait for the answer, or for that day to pass: then the meeting can be called without it.',
  }),
  whenUnreadable: refusal(
    'meeting-time-missing',
    'ISA-32c',
    'The day and time of the meeting are missing or cannot be read.',
    'Enter a day, a month, a year and a time, for example 14:30.',
  ),
  inPast: refusal('meeting-in-past', 'ISA-32c', 'The meeting would lie in the past.', 'Give a time from now on.'),
  placeMissing: refusal(
    'place-missing',
    'ISA-32c',
    'The place of the meeting is missing.',
    'Say where the partners meet, for example a room or “by video”.',
  ),
  metInFuture: refusal(
    'met-in-future',
    'ISA-32c',
    'The day of the meeting lies in the future.',
    'Record the meeting once it has been held.',
  ),
  metTooEarly: refusal(
    'met-before-report',
    'ISA-32c',
    'The day of the meeting lies before the report was sent.',
    'Check the day: the partners meet about a report that they have.',
  ),
  metBeforeCalled: (meetsOn: LocalDate): Refusal => ({
    code: 'breach/met-before-called',
    clause: 'ISA-32c',
    message: `The meeting is called for ${inWords(meetsOn)} and cannot be recorded as held before its time.`,
    mend: 'Record it once it has been held. Where the partners are to meet earlier, call the meeting for that time first.',
  }),
  nobodyCame: refusal(
    'nobody-attended',
    'ISA-32c',
    'Nobody is recorded as having attended.',
    'Choose the partners that were there. If nobody came, call the meeting again.',
  ),
  notPartner: refusal(
    'attended-by-non-partner',
    'ISA-32c',
    'A body that is recorded as having attended is not a partner in this agreement.',
    'Record partners alone; guests are named in the minutes.',
  ),
  minutesMissing: refusal(
    'minutes-missing',
    'ISA-32d',
    'The minutes are empty or longer than 10,000 characters.',
    'Say what was agreed, without naming anybody.',
  ),
  actionIncomplete: refusal(
    'action-incomplete',
    'ISA-32d',
    'An action or sanction lacks its words, the partner that does it, or its last day.',
    'Give all three, or clear the line.',
  ),
  ownerNotPartner: refusal(
    'action-owner-not-a-partner',
    'ISA-32d',
    'An action or sanction is given to a body that is not a partner in this agreement.',
    'Give it to a partner.',
  ),
  actionBeforeMeeting: refusal(
    'action-due-before-meeting',
    'ISA-32d',
    'The last day for an action or sanction lies before the meeting that agreed it.',
    'Give a day on or after the day of the meeting.',
  ),
  minutesNotSentToYou: refusal(
    'minutes-not-sent-to-you',
    'ISA-32d',
    'The minutes were not sent to your agency.',
    'Only a partner that the minutes were sent to acknowledges them.',
  ),
  noSuchAction: refusal(
    'no-such-action',
    'ISA-32d',
    'The minutes hold no such action.',
    'Choose one of the actions on the page of the breach.',
  ),
  notYourAction: refusal(
    'not-your-action',
    'ISA-32d',
    'This action was given to another partner.',
    'The partner that it was given to records it as done; the partnership manager can do so for it.',
  ),
  doneTwice: refusal(
    'action-already-done',
    'ISA-32d',
    'This action is recorded as done already.',
    'There is nothing left to do about it.',
  ),
  noteMissing: refusal(
    'note-missing',
    'ISA-32d',
    'What was done is missing.',
    'Say in a sentence what was done, without naming anybody.',
  ),
  actionsOpen: (open: number): Refusal => ({
    code: 'breach/actions-open',
    clause: 'ISA-32d',
    message: `The breach cannot be closed: ${open === 1 ? 'one action or sanction is' : `${open} actions or sanctions are`} not done yet.`,
    mend: 'Close it once each partner has recorded its action as done.',
  }),
  commissionerOpen: refusal(
    'commissioner-undecided',
    'DPA-67',
    'The breach cannot be closed: a partner in breach has not recorded whether it notifies the Information Commissioner.',
    'Ask that partner to record its decision, also where it decides not to notify.',
  ),
};
