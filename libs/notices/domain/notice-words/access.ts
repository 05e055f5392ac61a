import { dayFact, fact, type NoticeWording } from './notice-words.js';

const path = ({ id }: { id: string }): string => `/break-glass/${id}`;

/** Notices about records that were opened in an emergency (ISA-26). */
export const ACCESS_NOTICES = {
  'break-glass-opened': {
    words: (facts) => ({
      title: 'Your agency’s records have been opened in an emergency',
      text: `${fact(facts, 'agency')} opened them for ${fact(facts, 'minutes')} minutes. See why, and what was looked at, and judge by ${dayFact(facts, 'reviewDueOn')} whether it was justified.`,
    }),
    path,
  },
  'break-glass-review-due': {
    words: (facts) => ({
      title: 'An emergency opening waits to be judged',
      text: `Your agency’s records were opened in an emergency. Whether that was justified has to be judged by ${dayFact(facts, 'reviewDueOn')}.`,
    }),
    path,
  },
  'break-glass-judged': {
    words: (facts) => ({
      title: 'Your emergency opening has been judged',
      text:
        fact(facts, 'finding') === 'justified'
          ? 'It was found justified. Read what was said.'
          : 'It was found not justified. Read what was said.',
    }),
    path,
  },
} as const satisfies Record<string, NoticeWording>;
