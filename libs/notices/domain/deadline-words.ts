import type { NoticeSubject } from './notice-words/notice-words.js';

/** How deadlines of one kind are worded wherever they are listed: on the home page, in a digest, in a calendar. */
export interface DeadlineWording {
  /** What has to be done, as a title; no names and no details. */
  title: string;
  /** Who waits for it, as a sentence. */
  waiting: string;
  /** What the button says. */
  button: string;
  /** Path of the page where it is done, from `/`. */
  path: (subject: NoticeSubject) => string;
}

const DEADLINE_WORDS: Readonly<Record<string, DeadlineWording>> = {
  'breach-report': {
    title: 'Report the breach to the other partners',
    waiting: 'Every other partner waits for it.',
    button: 'Report it',
    path: ({ id }) => `/breaches/${id}`,
  },
  'breach-response': {
    title: 'Answer the report of a breach',
    waiting: 'The partner who reported it, and every other one, wait for your answer.',
    button: 'Answer it',
    path: ({ id }) => `/breaches/${id}`,
  },
  'breach-meeting': {
    title: 'Meet about a breach',
    waiting: 'All partners meet to agree actions or sanctions.',
    button: 'See the breach',
    path: ({ id }) => `/breaches/${id}`,
  },
  'breach-minutes': {
    title: 'Circulate the minutes of the meeting about a breach',
    waiting: 'All partners wait for the minutes.',
    button: 'See the breach',
    path: ({ id }) => `/breaches/${id}`,
  },
  'record-completion': {
    title: 'Complete the record of a contact',
    waiting: 'The other agency relies on the record being whole.',
    button: 'Complete it',
    path: ({ id }) => `/records/${id}`,
  },
  'receipt-acknowledgement': {
    title: 'Acknowledge what was disclosed to your agency',
    waiting: 'The agency that disclosed it waits for the receipt.',
    button: 'See the disclosure',
    path: ({ id }) => `/disclosures/${id}`,
  },
  'request-decision': {
    title: 'Decide on a request for personal information',
    waiting: 'The agency that asks waits for it.',
    button: 'See the request',
    path: ({ id }) => `/requests/${id}`,
  },
  'request-reply': {
    title: 'Reply to a question about your request',
    waiting: 'The agency that you asked waits for it before it decides.',
    button: 'See the question',
    path: ({ id }) => `/requests/${id}`,
  },
  'training-expiry': {
    title: 'Renew training on the agreement',
    waiting: 'An officer whose training has lapsed can read, but not authorise.',
    button: 'See who',
    path: () => '/partners',
  },
  'registration-expiry': {
    title: 'Renew the data protection registration',
    waiting: 'The partners rely on it being adequate.',
    button: 'See the registration',
    path: () => '/partners',
  },
  'breach-commissioner': {
    title: 'Decide whether to tell the Information Commissioner',
    waiting: 'The law counts hours here, not days.',
    button: 'See the breach',
    path: ({ id }) => `/breaches/${id}`,
  },
  'breach-action': {
    title: 'Do what was agreed after a breach',
    waiting: 'All partners wait for it to be done.',
    button: 'See the breach',
    path: ({ id }) => `/breaches/${id}`,
  },
  'breach-close': {
    title: 'Close the breach',
    waiting: 'Every agreed action is done.',
    button: 'See the breach',
    path: ({ id }) => `/breaches/${id}`,
  },
  'designated-officer-vacancy': {
    title: 'Nominate a designated officer',
    waiting: 'Until then nobody of the agency can be reached under the agreement.',
    button: 'See the partners',
    path: () => '/partners',
  },
  'agreement-end': {
    title: 'Sign the agreement that follows: the one before it ends',
    waiting: 'From then on no data flows under the earlier text.',
    button: 'See the agreement',
    path: () => '/agreement',
  },
  'break-glass-review': {
    title: 'Review an emergency opening of your agency’s records',
    waiting: 'The officer who opened them waits to hear whether it was right.',
    button: 'Review it',
    path: ({ id }) => `/break-glass/${id}`,
  },
  'finding-follow-up': {
    title: 'Put right what an audit found',
    waiting: 'The auditor waits to hear what was done.',
    button: 'See the finding',
    path: ({ id }) => `/findings/${id}`,
  },
  'foi-answer': {
    title: 'Answer a freedom of information request',
    waiting: 'The person who asked waits for it.',
    button: 'See the request',
    path: ({ id }) => `/foi/${id}`,
  },
  'subject-access-answer': {
    title: 'Answer a person who asks for their own information',
    waiting: 'The person waits for it.',
    button: 'See the request',
    path: ({ id }) => `/subject-access/${id}`,
  },
  'partner-view': {
    title: 'Give a partner your agency’s view on a subject access request',
    waiting: 'The partner waits for it before it answers the person.',
    button: 'Give the view',
    path: ({ id }) => `/subject-access/consultations/${id}`,
  },
  'onward-decision': {
    title: 'Decide whether a partner may pass on what your agency disclosed',
    waiting: 'The partner waits for it. Unless your agency agrees, it is refused.',
    button: 'Decide',
    path: ({ id }) => `/onward/${id}`,
  },
  'retention-end': {
    title: 'Personal information is disposed of',
    waiting: 'Nobody waits. It happens by itself, unless your agency holds it.',
    button: 'See what ends',
    path: () => '/retention',
  },
  'witness-quorum': {
    title: 'Have the log witnessed again',
    waiting: 'Routine disclosures have stopped until enough of the partnership’s witnesses cosign.',
    button: 'See the witnesses',
    path: () => '/witnesses',
  },
  'agreement-review': {
    title: 'Review the agreement',
    waiting: 'Every signatory.',
    button: 'See the agreement',
    path: () => '/agreement',
  },
};

/** The wording of a kind of deadline; a plain one for a kind that has none of its own. */
export const deadlineWording = (kind: string): DeadlineWording =>
  Object.hasOwn(DEADLINE_WORDS, kind)
    ? DEADLINE_WORDS[kind]!
    : {
        title: `${kind.charAt(0).toUpperCase()}${kind.slice(1).replaceAll('-', ' ')}`,
        waiting: '',
        button: 'See it',
        path: () => '/',
      };
