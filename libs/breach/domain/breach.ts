import type { Clause, LocalDate } from '@broker/kernel';
import type { BreachReading } from '@broker/working-calendar';
import type { BreachState } from './breach-workflow.js';

/** Kinds of information that a breach can touch, with the words for them. Only the first is no personal information. */
export const INFORMATION = {
  depersonalised: 'Depersonalised information, such as counts or datasets',
  contact: 'Names, addresses or other contact details',
  conviction: 'Conviction data',
  'victim-witness': 'Details of victims, witnesses or complainants',
  health: 'Health or other special category information',
  other: 'Other personal information',
} as const;

/** A kind of information. */
export type Information = keyof typeof INFORMATION;

/** Which law a partner in breach notifies the Information Commissioner under (Data Protection Act 2018, Parts 2 and 3). */
export type Regime = 'uk-gdpr' | 'law-enforcement';

/** What the alleging partner tells in its report (ISA-32a). Nulls are questions not answered yet. */
export interface Report {
  /** When the alleging partner became aware. */
  awareOn: LocalDate;
  /** Agencies alleged to be in breach. */
  accused: string[];
  whatHappened: string | null;
  information: Information[];
  /** How many people the information is about; null when that is not known. */
  people: number | null;
  /** Whether the question of how many people has been answered, be it with "not known". */
  isPeopleTold: boolean;
}

/** Accepts that there was a breach, or disputes it. Both go on to the meeting. */
export type Position = 'accepted' | 'disputed';

/** What a partner in breach reports back (ISA-32b). */
export interface Answer {
  position: Position;
  text: string;
  /** Instant, ISO 8601. */
  at: string;
  on: LocalDate;
  /** The last day for it, as it was known when it was given. */
  dueOn: LocalDate;
}

/** What the Information Commissioner is told (UK GDPR Article 33(3)). */
export interface NotificationContent {
  nature: string;
  /** People and records concerned; null when not known yet. */
  people: number | null;
  records: number | null;
  contact: string;
  consequences: string;
  measures: string;
}

/** The decision whether to notify the Commissioner, recorded either way (UK GDPR Article 33(5)). */
export interface CommissionerDecision {
  notify: boolean;
  reason: string;
  content: NotificationContent | null;
  /** Why the 72 hours were not kept; null when they were. */
  lateReasons: string | null;
  /** Instant, ISO 8601. */
  at: string;
  isLate: boolean;
}

/** The decision whether to tell the people concerned (UK GDPR Article 34). */
export interface IndividualsDecision {
  tell: boolean;
  reason: string;
  /** Instant, ISO 8601. */
  at: string;
}

/** A partner alleged to be in breach, once the report was sent. */
export interface Party {
  id: string;
  agencyId: string;
  regime: Regime;
  /** The day from which its days to answer are counted: that of delivery, or of receipt where it was acknowledged in time. */
  clockFrom: LocalDate;
  answer: Answer | null;
  /** When it became aware as a controller: instant, ISO 8601. Null where no personal information is concerned. */
  awareAt: string | null;
  commissioner: CommissionerDecision | null;
  individuals: IndividualsDecision | null;
}

/** A document that went to a partner, and when its receipt was acknowledged. */
export interface Receipt {
  agencyId: string;
  /** Instants, ISO 8601. */
  sentAt: string;
  receivedAt: string | null;
}

/** An action or a sanction that the partners agreed on (ISA-32c). */
export interface AgreedAction {
  id: string;
  kind: 'action' | 'sanction';
  text: string;
  ownerAgencyId: string;
  dueOn: LocalDate;
  /** Instant, ISO 8601; null while it is open. */
  doneAt: string | null;
  doneOn: LocalDate | null;
  note: string | null;
}

/** A step of paragraph 32 that is done: the day, and the last day for it as it was known then. */
export interface DoneStep {
  on: LocalDate;
  dueOn: LocalDate;
}

/** Everything that is known of one breach. Instants are texts (ISO 8601), so that it is stored as it stands. */
export interface Breach {
  id: string;
  partnershipId: string;
  state: BreachState;
  allegingAgencyId: string;
  /** How days are counted, fixed by the agreement in force when the breach was noticed. */
  reading: BreachReading;
  report: Report;
  /** 32(a), once sent. */
  reported: (DoneStep & { at: string }) | null;
  receipts: Receipt[];
  parties: Party[];
  /** The day from which the days to the meeting are counted: the last answer, or the last day for one that never came. */
  meetingFrom: LocalDate | null;
  meeting: { at: string; place: string } | null;
  /** 32(c), once held. */
  met: (DoneStep & { attended: string[] }) | null;
  minutes: string | null;
  actions: AgreedAction[];
  /** 32(d), once circulated. */
  circulated: (DoneStep & { at: string }) | null;
  minutesReceipts: Receipt[];
  settledOn: LocalDate | null;
  end: { at: string; reason: string | null; into: string | null } | null;
}

/** Whether the report tells of personal information, so that the Commissioner's clock runs beside paragraph 32. */
export const isPersonal = ({ information }: Pick<Report, 'information'>): boolean =>
  information.some((one) => one !== 'depersonalised');

/** Who does something to a breach. */
export interface BreachActor {
  agencyId: string;
  isManager: boolean;
}

/** An agency named in the agreement, as the rules of a breach need to know it. */
export interface Partner {
  agencyId: string;
  isSigned: boolean;
  regime: Regime;
}

/** The clause that each step rests on. */
export const STEP_CLAUSES = {
  report: 'ISA-32a',
  response: 'ISA-32b',
  meeting: 'ISA-32c',
  minutes: 'ISA-32d',
} as const satisfies Record<string, Clause>;

/** Who looks at a breach. */
export interface Viewer {
  agencyId: string;
  isSigned: boolean;
  role: string;
}

/**
 * Whether a breach is open to somebody (ISA-26): before its report is sent to the alleging partner alone, afterwards to its parties,
 * to every partner that has signed, to auditors and to managers.
 */
export function maySee({ allegingAgencyId, reported, parties }: Breach, { agencyId, isSigned, role }: Viewer): boolean {
  if (agencyId === allegingAgencyId) return true;
  if (!reported) return false;
  const isParty = parties.some((party) => party.agencyId === agencyId);
  return isParty || isSigned || role === 'auditor' || role === 'partnership-manager';
}
