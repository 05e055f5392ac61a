import type { Actor } from './actor.js';

/** Roles that look after the whole partnership. */
const EVERYWHERE: readonly Actor['role'][] = ['auditor', 'partnership-manager', 'operator'];

/** Whose deadlines a person sees: those of their agency and everybody's, or (agency null) all of the partnership's. */
export const deadlineScopeOf = ({ partnershipId, agencyId, role }: Actor) => ({
  partnershipId,
  agencyId: EVERYWHERE.includes(role) ? null : agencyId,
});
