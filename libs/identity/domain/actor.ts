import type { Role } from './permissions/index.js';

/** Who acts: one officer in one role for one agency in one partnership. */
export interface Actor {
  appointmentId: string;
  officerId: string;
  agencyId: string;
  partnershipId: string;
  role: Role;
  /** When the person at a page last showed again who they are, null when they have not; absent for a program. */
  steppedUpAt?: Date | null;
  /** The signed-in browser, by the id that lists show (never its token); absent for a program. */
  sessionId?: string;
  /** At a page: whether the person holds other appointments too, and whether they still have to choose one. */
  holdsSeveral?: boolean;
  mustChoose?: boolean;
  /** The acts that a program's token was given; absent for a person at a page. */
  scopes?: readonly string[];
}
