import { dayFact, fact, type NoticeFacts, type NoticeWording } from './notice-words.js';

const record = ({ id }: { id: string }): string => `/records/${id}`;
const disclosure = ({ id }: { id: string }): string => `/disclosures/${id}`;

/** How far a deadline is: `has to be completed by Friday 5 June 2026`, or that the day is over. */
const by = (facts: NoticeFacts, what: string): string =>
  fact(facts, 'alarm').startsWith('late')
    ? `was to be ${what} by ${dayFact(facts, 'dueOn')}`
    : `has to be ${what} by ${dayFact(facts, 'dueOn')}`;

/** Notices about disclosures and their records. They name agencies, references and days, never a person (ISA-26). */
export const DISCLOSURE_NOTICES = {
  'disclosure-made': {
    words: (facts) => ({
      title: 'Information has been disclosed to your agency',
      text: `${fact(facts, 'agency')} has disclosed it. Open what you need, item by item, and acknowledge the receipt by ${dayFact(facts, 'dueOn')}. Every view is logged.`,
    }),
    path: disclosure,
  },
  'disclosure-acknowledged': {
    words: (facts) => ({
      title: 'What your agency disclosed has been acknowledged',
      text: `${fact(facts, 'agency')} has received it. The records of both agencies are final.`,
    }),
    path: disclosure,
  },
  'receipt-acknowledgement': {
    words: (facts) => ({
      title: `The receipt of a disclosure ${by(facts, 'acknowledged')}`,
      text: `Information was disclosed to ${fact(facts, 'agency')}. Its record is not final before the receipt is acknowledged.`,
    }),
    path: disclosure,
  },
  'record-completion': {
    words: (facts) => ({
      title: `The record of a contact ${by(facts, 'completed')}`,
      text: `Record ${fact(facts, 'reference')}: a contact of ${fact(facts, 'agency')} was logged quickly. Its record still lacks some of the six particulars.`,
    }),
    path: record,
  },
  'receipt-late': {
    words: (facts) => ({
      title: `The receipt of a disclosure ${by(facts, 'acknowledged')}`,
      text: `${fact(facts, 'agency')} has been reminded, and has not acknowledged it.`,
    }),
    path: () => '/deadlines',
  },
  'record-late': {
    words: (facts) => ({
      title: `The record of a contact ${by(facts, 'completed')}`,
      text: `${fact(facts, 'agency')} has been reminded, and record ${fact(facts, 'reference')} still lacks some of the six particulars.`,
    }),
    path: () => '/deadlines',
  },
  'record-counterpart': {
    words: (facts) => ({
      title: 'An exchange with your agency has been recorded',
      text: `${fact(facts, 'agency')} recorded it; it happened outside the broker. See record ${fact(facts, 'reference')}, and record your agency’s side from it.`,
    }),
    path: record,
  },
  'record-corrected': {
    words: (facts) => ({
      title: 'A disclosure record has been corrected',
      text: `${fact(facts, 'agency')} corrected record ${fact(facts, 'reference')}. See what was wrong and what is right; the correction supersedes the record, and both stay.`,
    }),
    path: record,
  },
} as const satisfies Record<string, NoticeWording>;
