import { dayFact, fact, type NoticeWording } from './notice-words.js';

/** Notices about the agreement and its signatures. */
export const AGREEMENT_NOTICES = {
  'agreement-review-due': {
    words: (facts) => ({
      title: `The agreement is to be reviewed by ${dayFact(facts, 'dueOn')}`,
      text: 'Hold the review, then record what it came to and by when the next one is.',
    }),
    path: () => '/agreement/reviews',
  },
  'agreement-to-sign': {
    words: (facts) => ({
      title: `Version ${fact(facts, 'version')} of the agreement is to be signed`,
      text: fact(facts, 'oldEndsOn')
        ? `Signatures under the version before it count until the end of ${dayFact(facts, 'oldEndsOn')}. After that, no data flows to or from an agency that has not signed.`
        : 'No data flows to or from an agency that has not signed.',
    }),
    path: () => '/agreement',
  },
  'agency-withdrew': {
    words: (facts) => ({
      title: 'An agency has withdrawn from the agreement',
      text: `${fact(facts, 'agency')} has withdrawn. No data flows to it or from it until it signs again.`,
    }),
    path: () => '/agreement',
  },
} as const satisfies Record<string, NoticeWording>;
