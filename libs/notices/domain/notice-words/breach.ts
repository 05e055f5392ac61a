import { dayFact, fact, type NoticeFacts, type NoticeSubject, type NoticeWording } from './notice-words.js';

const path = ({ id }: NoticeSubject): string => `/breaches/${encodeURIComponent(id)}`;
const named = (facts: NoticeFacts): string => `breach ${fact(facts, 'number')}`;

/** A wording with a title for everywhere and a text for the page. */
const wording = (title: (facts: NoticeFacts) => string, text: (facts: NoticeFacts) => string): NoticeWording => ({
  words: (facts) => ({ title: title(facts), text: text(facts) }),
  path,
});

/** What each deadline of a breach asks for. */
const DUTIES: Readonly<Record<string, string>> = {
  'breach-report': 'report the breach to the other partners',
  'breach-response': 'report back',
  'breach-meeting': 'hold the partners’ meeting',
  'breach-minutes': 'circulate the minutes',
  'breach-action': 'do what was agreed',
  'breach-close': 'close the breach',
  'breach-commissioner': 'decide whether to notify the Information Commissioner',
};

const duty = (facts: NoticeFacts): string => DUTIES[fact(facts, 'duty')] ?? 'act';

/** Notices in the course of a breach (ISA-32). */
export const BREACH_NOTICES = {
  'breach-accused': wording(
    (facts) => `Your agency is asked to report back on ${named(facts)}`,
    (facts) =>
      `${fact(facts, 'agency')} alleges that your agency is in breach of the agreement. Acknowledge the report: your days to report back are counted from then.`,
  ),
  'breach-reported': wording(
    (facts) => `A breach of the agreement has been reported: ${named(facts)}`,
    (facts) => `${fact(facts, 'agency')} reported it. Acknowledge the report; the partner in breach answers.`,
  ),
  'breach-answered': wording(
    (facts) => `A partner has reported back on ${named(facts)}`,
    (facts) => `${fact(facts, 'agency')} has answered. All partners meet next.`,
  ),
  'breach-answered-manager': wording(
    (facts) => `A partner has reported back on ${named(facts)}`,
    (facts) => `${fact(facts, 'agency')} has answered. Once every partner in breach has, call the meeting.`,
  ),
  'breach-meeting': wording(
    (facts) => `The partners meet about ${named(facts)} on ${dayFact(facts, 'on')}`,
    () => 'Time and place are on the page of the breach.',
  ),
  'breach-minutes': wording(
    (facts) => `The minutes about ${named(facts)} have been circulated`,
    () => 'Acknowledge them, and see which actions fall to your agency.',
  ),
  'breach-settled': wording(
    (facts) => `Everything agreed about ${named(facts)} is done`,
    () => 'The breach can be closed.',
  ),
  'breach-closed': wording(
    (facts) => `Closed: ${named(facts)}`,
    () => 'Everything that was agreed has been done.',
  ),
  'breach-withdrawn': wording(
    (facts) => `Withdrawn: ${named(facts)}`,
    (facts) => `${fact(facts, 'agency')} has withdrawn its report. Its reason is on the page of the breach.`,
  ),
  'breach-merged': wording(
    (facts) => `Merged: ${named(facts)}`,
    () => 'It goes on within another breach; the page says which.',
  ),
  'breach-reminder': wording(
    (facts) => `Due on ${dayFact(facts, 'dueOn')} for ${named(facts)}`,
    (facts) => `${fact(facts, 'agency')} has until the end of that day to ${duty(facts)}.`,
  ),
  'breach-late': wording(
    (facts) => `The last day has passed for ${named(facts)}: ${dayFact(facts, 'dueOn')}`,
    (facts) => `${fact(facts, 'agency')} had until the end of that day to ${duty(facts)}, and has not done so yet.`,
  ),
} as const satisfies Record<string, NoticeWording>;
