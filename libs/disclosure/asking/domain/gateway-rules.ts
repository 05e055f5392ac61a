import type { Clause, LocalDate } from '@broker/kernel';
import type { ItemKind } from './request.js';

/** What must be told before a gateway is open to one request. */
export type GatewayGround = 'consent' | 'public-interest' | 'crime-exemption' | 'order';

/** What the register holds of one gateway: who may use it, for what, since when, and where that stands. */
export interface GatewayRule {
  /** The id in the agreement's list of gateways. */
  gateway: string;
  /** The first and the last day on which it is open; null: no end. */
  fromOn: LocalDate;
  untilOn: LocalDate | null;
  /** Whether it lets personal information through at all. */
  opensPersonal: boolean;
  /** Bodies that may receive: kinds of agency, or kind and class (`health/responsible`); `any` for all. */
  receivers: string[];
  /** Bodies that may not disclose through it, written the same way. */
  barredHolders: string[];
  barredItems: ItemKind[];
  ground: GatewayGround | null;
  /** Agencies that are let in or kept out by name, whatever their kind says. */
  includedAgencyIds: string[];
  excludedAgencyIds: string[];
  /** Where it stands, in words. */
  source: string;
  /** Whether somebody has read it there; what is not is shown as unconfirmed. */
  isConfirmed: boolean;
}

/** The clause of the agreement that speaks of each gateway. */
export const GATEWAY_CLAUSES: Readonly<Record<string, Clause>> = {
  'cda-17a': 'ISA-13',
  'cda-115': 'ISA-12',
  'strategy-protocol': 'ISA-11',
  'serious-violence': 'ISA-12',
  safeguarding: 'ISA-14',
  consent: 'ISA-17',
  'public-interest': 'ISA-17',
  'crime-exemption': 'ISA-17d',
  'court-order': 'ISA-16',
};

const OPEN: Omit<GatewayRule, 'gateway' | 'fromOn' | 'source' | 'isConfirmed'> = {
  untilOn: null,
  opensPersonal: true,
  receivers: ['any'],
  barredHolders: [],
  barredItems: [],
  ground: null,
  includedAgencyIds: [],
  excludedAgencyIds: [],
};

/** The register as it stands before a partnership has corrected anything. What is not confirmed is for the partnership to check. */
export const STANDARD_GATEWAY_RULES: readonly GatewayRule[] = [
  {
    ...OPEN,
    gateway: 'cda-17a',
    fromOn: '2007-08-01',
    opensPersonal: false,
    source: 'Crime and Disorder Act 1998, section 17A; in force by SI 2007/1614',
    isConfirmed: true,
  },
  {
    ...OPEN,
    gateway: 'cda-115',
    fromOn: '1998-09-30',
    receivers: [
      'police',
      'council',
      'fire',
      'probation',
      'housing',
      // Integrated care boards and health boards are named; hospital and ambulance trusts are not.
      'health/responsible',
      // Local policing bodies and combined fire and rescue authorities.
      'government/responsible',
    ],
    source: 'Crime and Disorder Act 1998, section 115(2); the day on which it came into force is to be confirmed',
    isConfirmed: false,
  },
  {
    ...OPEN,
    gateway: 'strategy-protocol',
    fromOn: '2007-08-01',
    opensPersonal: false,
    source: 'SI 2007/1830, regulation 4; the day on which it came into force is to be confirmed',
    isConfirmed: false,
  },
  {
    ...OPEN,
    gateway: 'serious-violence',
    fromOn: '2023-01-31',
    receivers: [
      'police',
      'council',
      'fire',
      'probation',
      'youth',
      'health/responsible',
      'government/responsible',
      'justice',
    ],
    barredHolders: ['health', 'council'],
    barredItems: ['health'],
    source:
      'Police, Crime, Sentencing and Courts Act 2022, section 16; the day on which it came into force, and which councils have social care functions, are to be confirmed',
    isConfirmed: false,
  },
  {
    ...OPEN,
    gateway: 'safeguarding',
    fromOn: '2015-04-01',
    receivers: ['police', 'council', 'health', 'probation', 'youth'],
    source: 'Children Act 2004, section 11, and Care Act 2014, sections 42 to 45; to be confirmed',
    isConfirmed: false,
  },
  {
    ...OPEN,
    gateway: 'consent',
    fromOn: '2018-05-25',
    ground: 'consent',
    source: 'Agreement, paragraph 17(a)',
    isConfirmed: true,
  },
  {
    ...OPEN,
    gateway: 'public-interest',
    fromOn: '2018-05-25',
    ground: 'public-interest',
    source: 'Agreement, paragraph 17(a) to (c)',
    isConfirmed: true,
  },
  {
    ...OPEN,
    gateway: 'crime-exemption',
    fromOn: '2018-05-25',
    ground: 'crime-exemption',
    source: 'Agreement, paragraph 17(d); Data Protection Act 2018, Schedule 2, paragraph 2, to be confirmed',
    isConfirmed: false,
  },
  {
    ...OPEN,
    gateway: 'court-order',
    fromOn: '1998-11-09',
    ground: 'order',
    source: 'The order of the court itself',
    isConfirmed: true,
  },
];
