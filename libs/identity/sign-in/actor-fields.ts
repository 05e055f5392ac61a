import type { Actor } from '../domain/index.js';

/** The actor as a ledger entry names one: by pseudonymous ids alone. */
export const actorFields = (actor: Actor) => ({
  partnershipId: actor.partnershipId,
  agencyId: actor.agencyId,
  officerId: actor.officerId,
  subject: null,
});
