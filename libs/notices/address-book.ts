import type { EntityManager } from 'typeorm';

/** How notices find people, who are a matter of a room above this one. */
export interface AddressBook {
  /** The e-mail addresses of officers who hold a post today; the others are left out. */
  addressesOf(officerIds: readonly string[]): Promise<{ officerId: string; email: string }[]>;
  /** The agencies for which officers hold a post in a partnership today. Runs in the caller's transaction. */
  agenciesOf(
    manager: EntityManager,
    partnershipId: string,
    officerIds: readonly string[],
  ): Promise<{ officerId: string; agencyId: string }[]>;
  /** The agencies and partnerships for which one officer holds a post today. */
  postsOf(officerId: string): Promise<{ partnershipId: string; agencyId: string }[]>;
}

/** Name under which the address book is injected. */
export const ADDRESS_BOOK = Symbol('AddressBook');
