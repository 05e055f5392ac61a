import type { DeadlineView } from '@broker/deadlines';
import { PERMISSIONS, type Act, type Role } from '@broker/identity';

/** What has to be permitted to somebody for a deadline of this kind to be theirs; a kind that is not named is everybody's of its agency. */
const DUTIES: Readonly<Record<string, Act>> = {
  'breach-report': 'breach.report',
  'breach-response': 'breach.answer',
  'breach-meeting': 'breach.meet',
  'breach-minutes': 'breach.meet',
  'breach-action': 'breach.act',
  'breach-close': 'breach.close',
  'breach-commissioner': 'breach.answer',
  'request-decision': 'request.decide',
  'request-reply': 'request.ask',
  'agreement-review': 'agreement.review',
  'agreement-end': 'agreement.sign',
  'registration-expiry': 'registration.record',
  'designated-officer-vacancy': 'officer.nominate',
  'break-glass-review': 'break-glass.review',
  'witness-quorum': 'witness.manage',
};

/**
 * The deadlines that somebody in this role can do something about: those of acts that the table of permissions gives the role, whatever
 * else still lacks (a signature, training); of those that belong to no agency and no act, the partnership manager's.
 */
export const dutiesOf = (deadlines: readonly DeadlineView[], role: Role): DeadlineView[] =>
  deadlines.filter(({ kind, agencyId }) => {
    const act = DUTIES[kind];
    if (!act) return agencyId !== null || role === 'partnership-manager';
    const { roles }: { roles: readonly Role[] } = PERMISSIONS[act];
    return roles.includes(role);
  });
