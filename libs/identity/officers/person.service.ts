import { Injectable } from '@nestjs/common';
import { accept, refuse, type Refusal, type Result } from '@broker/kernel';
import { asSystemWithin } from '@broker/platform';
import type { EntityManager } from 'typeorm';
import { Officer } from '../officer.entity.js';

/** A person as a nomination names one. */
export interface Person {
  name: string;
  /** In lower case. */
  email: string;
}

const EMAIL = /^[^\s@]{1,64}@[^\s@]+\.[^\s@]+$/;
const LENGTH_MAX = 200;

/** Finds and enters the people whom agencies nominate. */
@Injectable()
export class PersonService {
  /** @returns the person tidied, or `officers/name-missing` or `officers/email-malformed`. */
  read(asked: Person): Result<Person> {
    const name = asked.name.trim().replaceAll(/\s+/g, ' ');
    const email = asked.email.trim().toLowerCase();
    if (name === '' || name.length > LENGTH_MAX) return refuse(nameMissing);
    return EMAIL.test(email) && email.length <= LENGTH_MAX ? accept({ name, email }) : refuse(emailMalformed);
  }

  /** The id of the officer with an address, or null. A person may be known from another partnership, which this does not tell. */
  async find(manager: EntityManager, email: string): Promise<string | null> {
    const wanted = { where: { email }, select: { id: true } };
    const officer = await asSystemWithin(manager, () => manager.findOne(Officer, wanted));
    return officer?.id ?? null;
  }

  /**
   * Whether a person is to be sent a link to choose a password: they have no way to sign in, and serve no other agency, whose officer's
   * sign-in would pass through this one's hands.
   */
  async isToInvite(manager: EntityManager, officerId: string, agencyId: string): Promise<boolean> {
    const [{ isToInvite }] = await asSystemWithin(manager, () =>
      manager.query<[{ isToInvite: boolean }]>(
        `SELECT o.password_hash IS NULL
            AND NOT EXISTS (SELECT FROM provider_subject s WHERE s.officer_id = o.id)
            AND NOT EXISTS (SELECT FROM passkey k WHERE k.officer_id = o.id)
            AND NOT EXISTS (SELECT FROM appointment a WHERE a.officer_id = o.id AND a.agency_id <> $2) AS "isToInvite"
           FROM officer o WHERE o.id = $1`,
        [officerId, agencyId],
      ),
    );
    return isToInvite;
  }

  /** Enters a person who cannot sign in until they have chosen a password. @returns their id. */
  async enter(manager: EntityManager, person: Person): Promise<string> {
    const officer = { ...person, passwordHash: null };
    return (await asSystemWithin(manager, () => manager.save(Officer, officer))).id;
  }
}

const nameMissing: Refusal = {
  code: 'officers/name-missing',
  clause: 'ISA-20',
  message: 'The nomination does not name anybody.',
  mend: `Write the person’s name, in at most ${LENGTH_MAX} characters.`,
};

const emailMalformed: Refusal = {
  code: 'officers/email-malformed',
  clause: 'ISA-20',
  message: 'This is not an e-mail address.',
  mend: 'Write the address at which the person is reached at work, for example name@agency.uk.',
};
