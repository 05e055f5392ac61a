import type { LocalDate } from '@broker/kernel';

/** What a row of the disclosure log tells of: a disclosure record (ISA-24), a release of a dataset, or its collection (ISA-11, ISA-18). */
export type LogKind = 'record' | 'release' | 'collection';

/** How an exchange ended. */
export type LogOutcome =
  'asked' | 'disclosed' | 'disclosed-in-part' | 'refused' | 'denied' | 'not-held' | 'released' | 'collected';

/** What the rules read of a disclosure record: codes, dates and yes or no; never a person's details, and nothing that is encrypted. */
export interface LogFacts {
  kind: 'request' | 'disclosure' | 'refusal' | 'informal';
  side: 'asking' | 'holding';
  state: 'incomplete' | 'final' | 'superseded';
  outcome: LogOutcome;
  subjectRole: string | null;
  consent: string | null;
  convictionData: boolean;
  purpose: string | null;
  gateway: string | null;
  article8Interest: string | null;
  occurredOn: LocalDate | null;
  /** Last day for completing a quick log. */
  completeByOn: LocalDate | null;
  retainUntilOn: LocalDate;
  disposedOn: LocalDate | null;
  onHold: boolean;
  /** The officer who dealt with it. */
  dealtBy: string | null;
  /** Whether that officer's training was good that day (ISA-22). */
  wasTrained: boolean;
  /** Whether that officer held a post in the partnership that day (ISA-20). */
  wasInPost: boolean;
  /** Whether the agency was bound by a version of the agreement that day (ISA-10). */
  wasBound: boolean;
  /** Who asked, who authorised it in the end, and who seconded the decision. */
  askedBy: string | null;
  authorisedBy: string | null;
  secondedBy: string | null;
  /** How the request stands, and the day by which the agency that was asked has or had to decide; null without a request. */
  requestState: string | null;
  answerDueOn: LocalDate | null;
  /** Whether it decided after that day; null without a decision. */
  isDecidedLate: boolean | null;
  /** Whether an exception to consent was claimed: a criterion of overriding public interest, or the crime exemption (ISA-17). */
  hasException: boolean;
  /** Of the disclosure, where there was one. */
  disclosedOn: LocalDate | null;
  receiptDueOn: LocalDate | null;
  acknowledgedOn: LocalDate | null;
  /** The day by which the other side has its record, and how that stands; null while there is none. */
  counterpartDueOn: LocalDate | null;
  counterpartState: 'incomplete' | 'final' | 'superseded' | null;
}

/** The name of a fact. */
export type FactName = keyof LogFacts;

/** An agency that received information acknowledges it within this many days. */
export const RECEIPT_DAYS = 5;

/** The other side of an exchange has its own record within this many days. */
export const COUNTERPART_DAYS = 10;
