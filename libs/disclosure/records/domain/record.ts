import type { LocalDate } from '@broker/kernel';

/** By which way information went from one agency to another (ISA-6). */
export const CHANNELS = {
  system: 'Through the broker',
  'secure-email': 'Secure e-mail',
  post: 'Post',
  meeting: 'Meeting',
  telephone: 'Telephone',
  'face-to-face': 'Face to face',
} as const;
export type Channel = keyof typeof CHANNELS;

/** What a record is of. */
export const RECORD_KINDS = {
  request: 'Request',
  disclosure: 'Disclosure',
  refusal: 'Refusal',
  informal: 'Informal contact',
} as const;
export type RecordKind = keyof typeof RECORD_KINDS;

/** How the exchange ended. Refusals and denials are recorded too. */
export const OUTCOMES = {
  asked: 'Asked for',
  disclosed: 'Disclosed',
  'disclosed-in-part': 'Disclosed in part',
  refused: 'Refused',
  denied: 'Denied',
  'not-held': 'Not held',
} as const;
export type RecordOutcome = keyof typeof OUTCOMES;

/** On which side of the exchange the agency stands whose record it is: it asks and receives, or it holds and gives. */
export type RecordSide = 'asking' | 'holding';

/** A record is written on while it is incomplete, stands once it is final, and is superseded by its correction. */
export type RecordState = 'incomplete' | 'final' | 'superseded';

/** What the person is in the matter. */
export const RECORD_SUBJECT_ROLES = ['suspect', 'offender', 'victim', 'witness', 'complainant', 'other'] as const;
export type RecordSubjectRole = (typeof RECORD_SUBJECT_ROLES)[number];

/** Whether the person agreed. */
export const RECORD_CONSENTS = ['given', 'refused', 'not-asked', 'not-possible'] as const;
export type RecordConsent = (typeof RECORD_CONSENTS)[number];

/** Whom a record is about. */
export interface RecordSubject {
  fullName: string;
  dateOfBirth: LocalDate | null;
  address: string | null;
  otherNames: string[];
}

/** What a record says in words; kept in the vault alone. */
export interface RecordWords {
  subject: RecordSubject;
  /** Name, post and agency of the officer who asks, as they were written. */
  requestingOfficer: string;
  summary: string;
  grounds: string;
  /** Name, post and agency of the officer who deals with it or authorises it, as they were written. */
  dealingOfficer: string;
  /** Why this record supersedes another; empty for a first one. */
  correction: string;
}

/** A record's words before any were written. */
export const NO_RECORD_WORDS: Readonly<RecordWords> = {
  subject: { fullName: '', dateOfBirth: null, address: null, otherNames: [] },
  requestingOfficer: '',
  summary: '',
  grounds: '',
  dealingOfficer: '',
  correction: '',
};

/** The particulars of a record that are codes and dates. */
export interface RecordFacts {
  channel: Channel;
  outcome: RecordOutcome;
  occurredOn: LocalDate | null;
  subjectRole: RecordSubjectRole | null;
  convictionData: boolean;
  consent: RecordConsent | null;
  /** Id of a purpose of the agreement. */
  purpose: string | null;
  /** Id of a gateway of the agreement. */
  gateway: string | null;
  article8Interest: string | null;
}
