import { dayFact, fact, type NoticeWording } from './notice-words.js';

const toReveal = ({ id }: { id: string }): string => `/reveals/${id}`;
const toFinding = ({ id }: { id: string }): string => `/findings/${id}`;

/** Notices about the review of the disclosure log (ISA-22, ISA-26). */
export const AUDIT_NOTICES = {
  'reveal-asked': {
    words: (facts) => ({
      title: 'An auditor asks to see the person behind a masked record',
      text: `An auditor of ${fact(facts, 'agency')} asks for it. Read why, then agree or refuse: you are the second of the two people it takes.`,
    }),
    path: toReveal,
  },
  'reveal-agreed': {
    words: () => ({
      title: 'Your reveal was agreed to',
      text: 'The record is open to you for half an hour from the agreement. Each time you look is recorded.',
    }),
    path: toReveal,
  },
  'reveal-declined': {
    words: () => ({
      title: 'Your reveal was not agreed to',
      text: 'The person stays masked. Read why.',
    }),
    path: toReveal,
  },
  'finding-recorded': {
    words: (facts) => ({
      title: `An audit has found something to put right by ${dayFact(facts, 'followUpOn')}`,
      text: `It is about a record of ${fact(facts, 'agency')}. Read the finding and say what you have done about it.`,
    }),
    path: toFinding,
  },
  'finding-answered': {
    words: (facts) => ({
      title: 'A finding has been answered',
      text: `${fact(facts, 'agency')} has said what it did. Close the finding, or ask again.`,
    }),
    path: toFinding,
  },
  'finding-closed': {
    words: () => ({ title: 'A finding has been closed', text: 'It counts as put right.' }),
    path: toFinding,
  },
  'finding-follow-up': {
    words: (facts) => ({
      title: `A finding is followed up on ${dayFact(facts, 'dueOn')}`,
      text: `It is about a record of ${fact(facts, 'agency')} and has not been closed yet.`,
    }),
    path: toFinding,
  },
} as const satisfies Record<string, NoticeWording>;
