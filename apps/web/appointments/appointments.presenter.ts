import type { ActorNames } from '@broker/agreement';
import { ROLE_NAMES, type Role } from '@broker/identity';
import type { Refusal } from '@broker/kernel';
import { localPath } from '../paths.js';

/** An appointment that a person holds. */
export interface HeldAppointment {
  id: string;
  role: Role;
  names: ActorNames;
  /** Whether the person acts in it now. */
  current: boolean;
}

/** What the page shows on which a person chooses how to act. */
export interface AppointmentsPage {
  next: string;
  /** Arguments of the radios, last used first. */
  items: { value: string; text: string; hint: { text: string }; checked: boolean }[];
  errors: { text: string; href: string }[];
}

/** @param held last used first; @param given where to go on, and what went wrong. */
export function presentAppointments(
  held: readonly HeldAppointment[],
  given: { next: unknown; refusal?: Refusal },
): AppointmentsPage {
  return {
    next: localPath(given.next),
    items: held.map(({ id, role, names, current }) => ({
      value: id,
      text: `${capital(ROLE_NAMES[role])} for ${names.agency}`,
      hint: { text: names.partnership },
      checked: current,
    })),
    errors: given.refusal ? [{ text: `${given.refusal.message} ${given.refusal.mend}`, href: '#appointment' }] : [],
  };
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
