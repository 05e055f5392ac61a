import type { Role } from './permissions/index.js';

/** Who acts: one officer in one role for one agency in one partnership. */
export interface Actor {
  appointmentId: string;
  officerId: string;
  agencyId: string;
  partnershipId: string;
  role: Role;
}
