import { accept, refuse, type Result } from '@broker/kernel';
import { PERMISSIONS, type Act } from './table.js';
import { ROLE_NAMES, type Permission, type Role } from './permission.js';

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
  if (permission.needs.includes('signed') && standing !== 'signed')
    return refuse(standingRefusal(standing, agencyName));
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
