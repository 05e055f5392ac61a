import type { LocalDate } from '@broker/kernel';
import type { BreachReading } from '@broker/working-calendar';
import type {
  AgreedAction,
  CommissionerDecision,
  IndividualsDecision,
  NotificationContent,
  Position,
  Receipt,
  Regime,
  Report,
} from './breach.js';
import type { BreachStepName } from './breach-workflow.js';

/** The answers of the report that are given or changed, one question at a time. */
export type ReportAnswers = Partial<{
  awareOn: LocalDate;
  accused: readonly string[];
  whatHappened: string;
  information: readonly string[];
  /** Null: not known. */
  people: number | null;
}>;

/** What somebody wants done to a breach. */
export type BreachCommand =
  | { step: 'amend'; answers: ReportAnswers }
  | { step: 'report' }
  | { step: 'receive' }
  | { step: 'answer'; position: Position; text: string }
  | { step: 'call-meeting'; at: string; place: string }
  | { step: 'hold-meeting'; on: LocalDate; attended: readonly string[] }
  | { step: 'minute'; text: string; actions: readonly NewAction[] }
  | { step: 'circulate' }
  | { step: 'receive-minutes' }
  | { step: 'complete-action'; actionId: string; note: string }
  | { step: 'close' }
  | { step: 'withdraw'; reason: string }
  | { step: 'merge'; into: string }
  | ({ step: 'decide-commissioner' } & CommissionerAnswers)
  | { step: 'decide-individuals'; tell: boolean; reason: string };

/** The command of one step. */
export type CommandOf<Step extends BreachStepName> = Extract<BreachCommand, { step: Step }>;

/** An action or sanction as it is minuted. */
export type NewAction = Pick<AgreedAction, 'kind' | 'text' | 'ownerAgencyId' | 'dueOn'>;

/** What is told with the decision about the Commissioner. */
export interface CommissionerAnswers {
  /** When the agency became aware, where that was before the report reached it: instant, ISO 8601. */
  awareAt?: string;
  regime?: Regime;
  notify: boolean;
  reason: string;
  content?: NotificationContent;
  lateReasons?: string;
}

/** Facts that events carry beside their command: what the rules found out. */
interface Found {
  noticed: { id: string; partnershipId: string; agencyId: string; reading: BreachReading; report: Report };
  amend: { report: Report };
  report: {
    on: LocalDate;
    dueOn: LocalDate;
    receipts: Receipt[];
    parties: { id: string; agencyId: string; regime: Regime; awareAt: string | null }[];
  };
  receive: { agencyId: string; clockFrom: LocalDate | null };
  answer: { agencyId: string; position: Position; text: string; on: LocalDate; dueOn: LocalDate };
  'call-meeting': { meetsAt: string; place: string; meetingFrom: LocalDate };
  'hold-meeting': { on: LocalDate; dueOn: LocalDate; attended: string[] };
  minute: { text: string; actions: AgreedAction[] };
  circulate: { on: LocalDate; dueOn: LocalDate; receipts: Receipt[] };
  'receive-minutes': { agencyId: string };
  'complete-action': { actionId: string; note: string | null; on: LocalDate };
  close: object;
  withdraw: { reason: string };
  merge: { into: string };
  'decide-commissioner': {
    partyId: string;
    awareAt: string;
    regime: Regime;
    decision: Omit<CommissionerDecision, 'at'>;
  };
  'decide-individuals': { partyId: string; decision: Omit<IndividualsDecision, 'at'> };
}

/** What has happened to a breach, at an instant (ISO 8601). The first one of a breach is `noticed`. */
export type BreachEvent = { [Step in keyof Found]: { step: Step; at: string } & Found[Step] }[keyof Found];

/** The event of one step. */
export type EventOf<Step extends BreachEvent['step']> = Extract<BreachEvent, { step: Step }>;
