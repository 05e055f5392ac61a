import type { Clause } from '@broker/kernel';

/** What a person is in a partnership. */
export type Role =
  'data-steward' | 'designated-officer' | 'signing-officer' | 'auditor' | 'partnership-manager' | 'operator';

/** A role as people say it. */
export const ROLE_NAMES: Record<Role, string> = {
  'data-steward': 'data steward',
  'designated-officer': 'designated officer',
  'signing-officer': 'signing officer',
  auditor: 'auditor',
  'partnership-manager': 'partnership manager',
  operator: 'operator',
};

/** Every role, in the order in which pages list them. */
export const ROLES = Object.keys(ROLE_NAMES) as Role[];

/**
 * What must be so at the moment of the act. `signed`: the agency has signed the agreement in force (ISA-10). `trained`: the
 * person's training has not lapsed (ISA-22). `step-up`: the person has shown within the last minutes who they are (ISA-26).
 */
export type Need = 'signed' | 'trained' | 'step-up';

/** Whose things the act is done to: those of the whole partnership, of the person's own agency, or the person's own. */
export type Involvement = 'partnership' | 'own-agency' | 'own';

/** What must be so, in the words of a table. */
export const NEED_WORDS: Record<Need, string> = {
  signed: 'the agency has signed the agreement in force',
  trained: 'training has not lapsed',
  'step-up': 'the person has just confirmed who they are',
};

/** Whose things, in the words of a table. */
export const INVOLVEMENT_WORDS: Record<Involvement, string> = {
  partnership: 'of the partnership',
  'own-agency': 'of the own agency',
  own: 'of the person',
};

/** One line of the table of permissions. */
export interface Permission {
  /** The act, as it ends the sentence "You may not …". */
  words: string;
  roles: readonly Role[];
  involvement: Involvement;
  needs: readonly Need[];
  clause: Clause;
  /** Whether another agency's record can be opened to this act in an emergency (ISA-26); never an act that changes or releases. */
  breakGlass?: true;
}
