import { inWords } from '@broker/working-calendar';
import { deadlineWording } from '../deadline-words.js';
import { fact, type NoticeWording } from './notice-words.js';

/** Notices about the calendar and deadlines in general. */
export const DEADLINES_NOTICES = {
  'deadline-moved': {
    words: (facts) => ({
      title: `A deadline has moved from ${inWords(fact(facts, 'fromOn'))} to ${inWords(fact(facts, 'toOn'))}`,
      text: `${deadlineWording(fact(facts, 'duty')).title}: by the end of ${inWords(fact(facts, 'toOn'))}. It was due on ${inWords(fact(facts, 'fromOn'))}. ${inWords(fact(facts, 'dayOn'))} (${fact(facts, 'day')}) has been proclaimed a day off and no longer counts as a working day.`,
    }),
    path: ({ id }) => `/deadlines/${id}`,
  },
} as const satisfies Record<string, NoticeWording>;
