import { deadlineWording } from '../deadline-words.js';
import { dayFact, fact, type NoticeWording } from './notice-words.js';

/** Notices about the calendar and deadlines in general. */
export const DEADLINES_NOTICES = {
  'deadline-moved': {
    words: (facts) => ({
      title: `A deadline has moved from ${dayFact(facts, 'fromOn')} to ${dayFact(facts, 'toOn')}`,
      text: `${deadlineWording(fact(facts, 'duty')).title}: by the end of ${dayFact(facts, 'toOn')}. It was due on ${dayFact(facts, 'fromOn')}. ${dayFact(facts, 'dayOn')} (${fact(facts, 'day')}) has been proclaimed a day off and no longer counts as a working day.`,
    }),
    path: ({ id }) => `/deadlines/${id}`,
  },
} as const satisfies Record<string, NoticeWording>;
