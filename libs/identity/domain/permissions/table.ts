import type { Refusal } from '@broker/kernel';
import { ACCESS_PERMISSIONS } from './access-permissions.js';
import { AGREEMENT_PERMISSIONS } from './agreement-permissions.js';
import { AUDIT_PERMISSIONS } from './audit-permissions.js';
import { BREACH_PERMISSIONS } from './breach-permissions.js';
import { DEADLINES_PERMISSIONS } from './deadlines-permissions.js';
import { DISCLOSURE_PERMISSIONS } from './disclosure-permissions.js';
import { EXCHANGE_PERMISSIONS } from './exchange-permissions.js';
import { IDENTITY_PERMISSIONS } from './identity-permissions.js';
import { KEEPING_PERMISSIONS } from './keeping-permissions.js';
import { NOTICES_PERMISSIONS } from './notices-permissions.js';
import { REQUEST_PERMISSIONS } from './request-permissions.js';
import { TOKEN_PERMISSIONS } from './token-permissions.js';
import { OFFICERS_PERMISSIONS } from './officers-permissions.js';
import { SIGN_IN_PERMISSIONS } from './sign-in-permissions.js';
import { WITNESS_PERMISSIONS } from './witness-permissions.js';

/**
 * The one table of permissions: act → who may do it, and by which clause. Every page, route and command asks it.
 * Whose submission or release it is, the rooms check against the row itself.
 */
export const PERMISSIONS = {
  ...IDENTITY_PERMISSIONS,
  ...ACCESS_PERMISSIONS,
  ...TOKEN_PERMISSIONS,
  ...OFFICERS_PERMISSIONS,
  ...SIGN_IN_PERMISSIONS,
  ...AGREEMENT_PERMISSIONS,
  ...DEADLINES_PERMISSIONS,
  ...NOTICES_PERMISSIONS,
  ...EXCHANGE_PERMISSIONS,
  ...BREACH_PERMISSIONS,
  ...WITNESS_PERMISSIONS,
  ...AUDIT_PERMISSIONS,
  ...DISCLOSURE_PERMISSIONS,
  ...REQUEST_PERMISSIONS,
  ...KEEPING_PERMISSIONS,
} as const;

/** The name of an act that may be permitted. */
export type Act = keyof typeof PERMISSIONS;

/** Whether a text names an act of the table. */
export const isAct = (text: unknown): text is Act => typeof text === 'string' && Object.hasOwn(PERMISSIONS, text);

/** Somebody asked about an act that the table does not hold. */
export const noSuchAct: Refusal = {
  code: 'identity/no-such-act',
  clause: 'ISA-26',
  message: 'The table of permissions holds no such act.',
  mend: 'Choose one from the table of who may do what.',
};

/** The parts of the table, with what each is about as a form says it. Every act stands in exactly one: a program is let in by them. */
export const PERMISSION_GROUPS = {
  exchange: { words: 'Datasets and releases', acts: EXCHANGE_PERMISSIONS },
  disclosure: { words: 'Disclosures and their records', acts: DISCLOSURE_PERMISSIONS },
  requests: { words: 'Requests for personal information', acts: REQUEST_PERMISSIONS },
  breach: { words: 'Breaches', acts: BREACH_PERMISSIONS },
  audit: { words: 'Disclosure log and its review', acts: AUDIT_PERMISSIONS },
  keeping: { words: 'Retention, subject access and what is passed on', acts: KEEPING_PERMISSIONS },
  agreement: { words: 'Agreement and log', acts: AGREEMENT_PERMISSIONS },
  witness: { words: 'The witnesses of the log', acts: WITNESS_PERMISSIONS },
  deadlines: { words: 'Deadlines and calendar', acts: DEADLINES_PERMISSIONS },
  notices: { words: 'Notices', acts: NOTICES_PERMISSIONS },
  officers: { words: 'Officers, training and registrations', acts: OFFICERS_PERMISSIONS },
  access: { words: 'Who may do what', acts: ACCESS_PERMISSIONS },
  tokens: { words: 'Programs', acts: TOKEN_PERMISSIONS },
  'sign-in': { words: 'Ways to sign in', acts: SIGN_IN_PERMISSIONS },
  identity: { words: 'People and sign-ins', acts: IDENTITY_PERMISSIONS },
} as const;

/** The name of a part of the table. */
export type PermissionGroup = keyof typeof PERMISSION_GROUPS;

type Grouped = { [G in PermissionGroup]: keyof (typeof PERMISSION_GROUPS)[G]['acts'] }[PermissionGroup];

/** Does not compile while an act stands in no group. */
export const EVERY_ACT_HAS_A_GROUP: [Act] extends [Grouped] ? true : never = true;
