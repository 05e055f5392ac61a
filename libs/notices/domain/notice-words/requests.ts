import { dayFact, fact, type NoticeFacts, type NoticeSubject, type NoticeWording } from './notice-words.js';

const path = ({ id }: NoticeSubject): string => `/requests/${encodeURIComponent(id)}`;
const named = (facts: NoticeFacts): string => `request ${fact(facts, 'number')}`;
const isUrgent = (facts: NoticeFacts): boolean => fact(facts, 'urgency') === 'urgent';

const wording = (title: (facts: NoticeFacts) => string, text: (facts: NoticeFacts) => string): NoticeWording => ({
  words: (facts) => ({ title: title(facts), text: text(facts) }),
  path,
});

const OUTCOMES: Readonly<Record<string, string>> = {
  authorised: 'authorised in full',
  'authorised-in-part': 'authorised in part',
  refused: 'refused',
};

/** Notices in the course of a request for personal information; none says whom it is about (ISA-26). */
export const REQUESTS_NOTICES = {
  'request-received': wording(
    (facts) => `${isUrgent(facts) ? 'Urgent: decide' : 'Decide'} on ${named(facts)} by ${dayFact(facts, 'dueOn')}`,
    (facts) => `${fact(facts, 'agency')} asks your agency for personal information.`,
  ),
  'request-question': wording(
    (facts) => `Reply to a question about ${named(facts)} by ${dayFact(facts, 'dueOn')}`,
    (facts) => `${fact(facts, 'agency')} asks a question before it decides.`,
  ),
  'request-replied': wording(
    (facts) => `Your question about ${named(facts)} has a reply`,
    (facts) => `Decide by ${dayFact(facts, 'dueOn')}.`,
  ),
  'request-proposed': wording(
    (facts) => `A second officer is needed for ${named(facts)}`,
    () => 'An officer of your agency would authorise it. Another one has to agree before anything goes out.',
  ),
  'request-returned': wording(
    (facts) => `Your decision on ${named(facts)} was sent back`,
    () => 'The second officer does not agree yet. The reasons are on the page of the request.',
  ),
  'request-decided': wording(
    (facts) => `Decided: ${named(facts)} is ${OUTCOMES[fact(facts, 'outcome')] ?? 'decided'}`,
    (facts) => `${fact(facts, 'agency')} has decided. Its reasons are on the page of the request.`,
  ),
  'request-withdrawn': wording(
    (facts) => `Withdrawn: ${named(facts)}`,
    (facts) => `${fact(facts, 'agency')} does not need the information any more. There is nothing left to decide.`,
  ),
  'request-reminder': wording(
    (facts) => `${duty(facts)} ${named(facts)} by ${dayFact(facts, 'dueOn')}`,
    () => 'Open the request to see what it waits for.',
  ),
  'request-late': wording(
    (facts) => `Late: ${duty(facts).toLowerCase()} ${named(facts)}, due by ${dayFact(facts, 'dueOn')}`,
    (facts) => `${fact(facts, 'agency')} is waited for.`,
  ),
} as const satisfies Record<string, NoticeWording>;

const duty = (facts: NoticeFacts): string =>
  fact(facts, 'duty') === 'request-reply' ? 'Reply to the question about' : 'Decide on';
