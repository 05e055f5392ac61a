import type { Clause } from '@broker/kernel';

/** One kind of act that leaves evidence in the ledger. */
export interface AuditEvent {
  /** The paragraph of the agreement that asks for the evidence. */
  clause: Clause;
  /** One sentence: what an entry of this kind says has happened. */
  meaning: string;
  outcome: 'done' | 'refused';
  /** The particulars every entry of this kind carries; null stands where one does not apply. */
  facts: readonly string[];
}

/** The one catalogue of audit events. `clause` among the facts of a refusal is the clause that the refusal cites. */
export const AUDIT_EVENTS = {
  PartnershipFounded: {
    clause: 'ISA-1',
    meaning: 'A partnership was set up in this installation.',
    outcome: 'done',
    facts: [],
  },
  AgreementPublished: {
    clause: 'ISA-2',
    meaning: 'A version of the agreement was published for signature.',
    outcome: 'done',
    facts: ['version', 'textSha256'],
  },
  AgreementSigned: {
    clause: 'ISA-10',
    meaning: 'An agency signed one exact text of the agreement.',
    outcome: 'done',
    facts: ['version', 'textSha256'],
  },
  OfficerAppointed: {
    clause: 'ISA-20',
    meaning: 'An officer was appointed to a role in an agency.',
    outcome: 'done',
    facts: ['role'],
  },
  SignedIn: {
    clause: 'ISA-26',
    meaning: 'An officer signed in.',
    outcome: 'done',
    facts: [],
  },
  SignInRefused: {
    clause: 'ISA-26',
    meaning: 'Somebody tried to sign in and was refused.',
    outcome: 'refused',
    facts: ['code'],
  },
  SignedOut: {
    clause: 'ISA-26',
    meaning: 'An officer signed out.',
    outcome: 'done',
    facts: [],
  },
  TokenIssued: {
    clause: 'ISA-26',
    meaning: 'An access token was issued to an officer for use by a program.',
    outcome: 'done',
    facts: ['tokenId'],
  },
  AccessRefused: {
    clause: 'ISA-26',
    meaning: 'An officer tried to do or see something that is not theirs and was refused.',
    outcome: 'refused',
    facts: ['act', 'code', 'clause'],
  },
  SubmissionReceived: {
    clause: 'ISA-11',
    meaning: 'An agency handed in a file for a dataset.',
    outcome: 'done',
    facts: ['dataset', 'fileSha256', 'bytes'],
  },
  UploadRefused: {
    clause: 'ISA-9',
    meaning: 'A file was turned away at the door, before it was read.',
    outcome: 'refused',
    facts: ['dataset', 'code', 'clause'],
  },
  SubmissionChecked: {
    clause: 'ISA-9',
    meaning: 'A file passed the depersonalisation gate and awaits the decision to release it.',
    outcome: 'done',
    facts: [
      'dataset',
      'rowsIn',
      'rowsOutsideArea',
      'rowsRefused',
      'rowsSuppressed',
      'rowsReleasable',
      'smallestGroup',
      'reportSha256',
    ],
  },
  SubmissionRefused: {
    clause: 'ISA-9',
    meaning: 'A file failed the check or the depersonalisation gate, and nothing of it was kept.',
    outcome: 'refused',
    facts: ['dataset', 'code', 'clause'],
  },
  SubmissionWithdrawn: {
    clause: 'ISA-9',
    meaning: 'The data steward decided not to release a file that had passed.',
    outcome: 'done',
    facts: ['dataset'],
  },
  ReleaseMade: {
    clause: 'ISA-11',
    meaning: 'A depersonalised dataset was released to the other signatories.',
    outcome: 'done',
    facts: ['dataset', 'periodFrom', 'periodTo', 'rows', 'purpose', 'agreementVersion', 'contentSha256'],
  },
  ReleaseRefused: {
    clause: 'ISA-9',
    meaning: 'The depersonalisation gate refused a dataset at the moment of its release.',
    outcome: 'refused',
    facts: ['dataset', 'code', 'clause'],
  },
  ReleaseCollected: {
    clause: 'ISA-18',
    meaning: 'A signatory collected a released dataset for the purpose stated.',
    outcome: 'done',
    facts: ['dataset', 'purpose', 'agreementVersion', 'format', 'rows'],
  },
} as const satisfies Record<string, AuditEvent>;

/** The name of an audit event. */
export type AuditEventName = keyof typeof AUDIT_EVENTS;

/** The names of the particulars that an event carries. */
export type FactName<E extends AuditEventName> = (typeof AUDIT_EVENTS)[E]['facts'][number];

/** Whether a text names an audit event. */
export const isAuditEventName = (text: string): text is AuditEventName => Object.hasOwn(AUDIT_EVENTS, text);
