import { accept, refuse, type Clause, type Result } from '@broker/kernel';

/** What a person is in a partnership. */
export type Role = 'data-steward' | 'designated-officer' | 'auditor' | 'partnership-manager';

/** A role as people say it. */
export const ROLE_NAMES: Record<Role, string> = {
  'data-steward': 'data steward',
  'designated-officer': 'designated officer',
  auditor: 'auditor',
  'partnership-manager': 'partnership manager',
};

/** Who acts: one officer in one role for one agency in one partnership. */
export interface Actor {
  appointmentId: string;
  officerId: string;
  agencyId: string;
  partnershipId: string;
  role: Role;
}

interface Permission {
  /** The act, as it ends the sentence "You may not …". */
  words: string;
  roles: readonly Role[];
  /** True when nothing may flow to or from the agency before it has signed the agreement (ISA-10). */
  signedAgencyOnly: boolean;
  clause: Clause;
}

const everyone: readonly Role[] = ['data-steward', 'designated-officer', 'auditor', 'partnership-manager'];

/**
 * The one table of permissions: act → who may do it, and by which clause. Every page, route and command asks it.
 * Whose submission or release it is, the rooms check against the row itself.
 */
export const PERMISSIONS = {
  'home.view': { words: 'see this partnership', roles: everyone, signedAgencyOnly: false, clause: 'ISA-26' },
  'session.end': { words: 'sign out', roles: everyone, signedAgencyOnly: false, clause: 'ISA-26' },
  'agreement.view': { words: 'read the agreement', roles: everyone, signedAgencyOnly: false, clause: 'ISA-2' },
  'dataset.view': {
    words: 'see the datasets',
    roles: everyone,
    signedAgencyOnly: false,
    clause: 'ISA-19',
  },
  'submission.upload': {
    words: 'upload a dataset',
    roles: ['data-steward'],
    signedAgencyOnly: true,
    clause: 'ISA-11',
  },
  'submission.view': {
    words: 'see the submissions of your agency',
    roles: ['data-steward', 'designated-officer'],
    signedAgencyOnly: true,
    clause: 'ISA-26',
  },
  'submission.decide': {
    words: 'release a submission or withdraw it',
    roles: ['data-steward'],
    signedAgencyOnly: true,
    clause: 'ISA-11',
  },
  'release.view': {
    words: 'see the releases',
    roles: ['data-steward', 'designated-officer', 'auditor', 'partnership-manager'],
    signedAgencyOnly: true,
    clause: 'ISA-10',
  },
  'release.collect': {
    words: 'download a release',
    roles: ['data-steward', 'designated-officer'],
    signedAgencyOnly: true,
    clause: 'ISA-18',
  },
  'ledger.view': { words: 'see the proof of the log', roles: everyone, signedAgencyOnly: false, clause: 'ISA-22' },
} as const satisfies Record<string, Permission>;

/** The name of an act that may be permitted. */
export type Act = keyof typeof PERMISSIONS;

/** How an agency stands to the agreement in force. */
export type Standing = 'signed' | 'unsigned' | 'not-a-signatory';

/**
 * Answers "may this person do this?".
 * @param agencyName the actor's agency, named in the answer.
 * @returns the act accepted, or a refusal `identity/not-your-role` (clause of the act), `agreement/not-a-signatory` or
 * `agreement/not-signed` (ISA-10).
 */
export function mayAct(act: Act, role: Role, standing: Standing, agencyName: string): Result<Act> {
  const permission: Permission = PERMISSIONS[act];
  if (permission.signedAgencyOnly && standing !== 'signed') return refuse(standingRefusal(standing, agencyName));
  if (permission.roles.includes(role)) return accept(act);
  const names = permission.roles.map((allowed) => ROLE_NAMES[allowed]);
  return refuse({
    code: 'identity/not-your-role',
    clause: permission.clause,
    message: `You may not ${permission.words} as ${ROLE_NAMES[role]}.`,
    mend: `Ask a ${names.join(' or ')} of your agency to do it.`,
  });
}

function standingRefusal(standing: 'unsigned' | 'not-a-signatory', agencyName: string) {
  return standing === 'unsigned'
    ? {
        code: 'agreement/not-signed',
        clause: 'ISA-10' as const,
        message: `${agencyName} has not signed the agreement in force, so no data may flow to it or from it.`,
        mend: 'Ask the person who signs for your agency to sign the agreement. What was released in the meantime is then open to you.',
      }
    : {
        code: 'agreement/not-a-signatory',
        clause: 'ISA-10' as const,
        message: `${agencyName} is not a signatory of this partnership’s agreement, so no data may flow to it or from it.`,
        mend: 'Ask the partnership manager whether your agency should join the agreement.',
      };
}
