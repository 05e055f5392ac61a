import type { LocalDate } from '@broker/kernel';
import type { RequestStepName } from './request-workflow.js';
import type {
  Article8Interest,
  Consent,
  ExemptionTest,
  ItemDecision,
  ItemKind,
  PublicInterest,
  Request,
  RequestWords,
  RequestSubject,
  SubjectRole,
  Urgency,
} from './request.js';

/** Answers of the request that are given or changed, one question at a time. */
export type RequestAnswers = Partial<{
  whyIdentified: string;
  holdingAgencyId: string;
  subject: RequestSubject;
  subjectRole: SubjectRole;
  convictionData: boolean;
  /** Replaces all items; one without an id is new. */
  items: readonly { id?: string; kind: ItemKind; what: string; why: string }[];
  whyAsked: string;
  purpose: string;
  consent: Consent;
  consentWords: string;
  publicInterest: readonly PublicInterest[];
  publicInterestWords: string;
  crimeExemption: boolean;
  exemptionTests: readonly ExemptionTest[];
  exemptionWords: string;
  gateway: string;
  gatewayWords: string;
  article8Interest: Article8Interest;
  necessity: string;
  proportionality: string;
  urgency: Urgency;
  urgencyWords: string;
}>;

/** What the holding agency's officer decides. */
export interface DecisionAnswers {
  /** By item id. */
  items: Readonly<Record<string, { decision: ItemDecision; reason: string }>>;
  /** Why it is decided so. */
  reasons: string;
  /** Why it is proportionate and a fair balance; not asked where everything is refused. */
  balance: string;
  /** The interest that it is authorised for; null where everything is refused. */
  interest: Article8Interest | null;
}

/** What somebody wants done to a request. */
export type RequestCommand =
  | { step: 'answer'; answers: RequestAnswers }
  | { step: 'send' }
  | { step: 'ask'; question: string }
  | { step: 'reply'; reply: string }
  | ({ step: 'decide' } & DecisionAnswers)
  | { step: 'second'; note: string }
  | { step: 'return'; note: string }
  | { step: 'withdraw' };

/** The command of one step. */
export type CommandOf<Step extends RequestCommand['step']> = Extract<RequestCommand, { step: Step }>;

/** A deadline that a step starts: the named clock, its working days, whose turn it is. */
export interface StartedClock {
  kind: 'request-decision' | 'request-reply';
  agencyId: string;
  startOn: LocalDate;
  dueOn: LocalDate;
  days: number;
}

/** What a step has done, as its history line, its ledger entry and its deadlines are made from it. */
export interface RequestChange {
  step: RequestStepName;
  request: Request;
  /** The words to be kept from now on in place of the older ones; null: they stay. */
  words: RequestWords | null;
  /** The words of this step alone, for the vault; null where nothing was written. */
  written: object | null;
  started: StartedClock | null;
  /** What a running clock comes to. */
  ended: 'met' | 'cancelled' | null;
  /** The last day that was known when the step was done, and whether it was over. */
  dueOn: LocalDate | null;
  isLate: boolean;
}
