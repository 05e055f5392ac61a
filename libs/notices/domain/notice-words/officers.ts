import { dayFact, fact, type NoticeFacts, type NoticeSubject, type NoticeWording } from './notice-words.js';

/** The page of the agency that a notice is about; of all partners where it is about something else. */
const path = ({ kind, id }: NoticeSubject): string => (kind === 'agency' ? `/partners/${id}` : '/partners');

/** `runs out on Tuesday 1 December 2026`, or `has run out` on the day itself. */
const runsOut = (facts: NoticeFacts): string =>
  fact(facts, 'alarm') === 'due' ? 'has run out' : `runs out on ${dayFact(facts, 'dueOn')}`;

/** Notices about posts, training and registrations. Facts of each: `agency` (its name), `dueOn`, `alarm`. */
export const OFFICERS_NOTICES = {
  'training-expiry': {
    words: (facts) => ({
      title: `Training ${runsOut(facts)}`,
      text: `The training of an officer of ${fact(facts, 'agency')} ${runsOut(facts)}. Once it has, the officer may read but not authorise, until the next course is recorded.`,
    }),
    path,
  },
  'registration-expiry': {
    words: (facts) => ({
      title: `Data protection registration ${runsOut(facts)}`,
      text: `The data protection registration of ${fact(facts, 'agency')} ${runsOut(facts)}. Renew it with the Commissioner, then record the new last day.`,
    }),
    path,
  },
  'designated-officer-vacancy': {
    words: (facts) => ({
      title:
        fact(facts, 'alarm') === 'due'
          ? 'No designated officer in post'
          : `No designated officer in post after ${dayFact(facts, 'dueOn')}`,
      text: `${fact(facts, 'agency')} has to nominate a designated officer: nobody is nominated for the days after ${dayFact(facts, 'dueOn')}.`,
    }),
    path,
  },
} as const satisfies Record<string, NoticeWording>;
