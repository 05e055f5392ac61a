import { isId, type Refusal } from '@broker/kernel';
import type { EntityManager } from 'typeorm';
import type { Away, Post } from '../domain/index.js';

/** A post with the appointment that it is. */
export type KnownPost = Post & { appointmentId: string };

/** An agency of one partnership. */
export interface AgencyPlace {
  partnershipId: string;
  agencyId: string;
}

/**
 * Locks an agency against other changes to its posts until the transaction ends.
 * @returns false for an agency that is neither a signatory of the partnership nor has a post in it.
 */
export async function lockAgency(manager: EntityManager, { partnershipId, agencyId }: AgencyPlace): Promise<boolean> {
  if (!isId(agencyId)) return false;
  const rows = await manager.query<unknown[]>(
    `SELECT id FROM agency g WHERE id = $2 AND (
       EXISTS (SELECT FROM signatory s WHERE s.partnership_id = $1 AND s.agency_id = g.id)
       OR EXISTS (SELECT FROM appointment a WHERE a.partnership_id = $1 AND a.agency_id = g.id)) FOR UPDATE`,
    [partnershipId, agencyId],
  );
  return rows.length > 0;
}

/** Every post of an agency, whenever it is held. */
export function postsOf(manager: EntityManager, { partnershipId, agencyId }: AgencyPlace): Promise<KnownPost[]> {
  return manager.query<KnownPost[]>(
    `SELECT id AS "appointmentId", officer_id AS "officerId", agency_id AS "agencyId", role, started_on::text AS "startedOn",
            ended_on::text AS "endedOn", deputy_id AS "deputyId"
       FROM appointment WHERE partnership_id = $1 AND agency_id = $2 ORDER BY started_on, id`,
    [partnershipId, agencyId],
  );
}

/** Every absence from an agency. */
export function awaysOf(manager: EntityManager, { partnershipId, agencyId }: AgencyPlace): Promise<Away[]> {
  return manager.query<Away[]>(
    `SELECT officer_id AS "officerId", agency_id AS "agencyId", from_on::text AS "fromOn", to_on::text AS "toOn"
       FROM absence WHERE partnership_id = $1 AND agency_id = $2`,
    [partnershipId, agencyId],
  );
}

export const noSuchAgency: Refusal = {
  code: 'officers/no-such-agency',
  clause: 'ISA-26',
  message: 'Your partnership has no agency with this address.',
  mend: 'Open it from the page of your partners.',
};

export const noSuchNomination: Refusal = {
  code: 'officers/no-such-nomination',
  clause: 'ISA-26',
  message: 'Your partnership has no nomination with this address.',
  mend: 'Open it from the page of the agency.',
};

export const noSuchOfficer: Refusal = {
  code: 'officers/no-such-officer',
  clause: 'ISA-26',
  message: 'The agency has nobody in post with this address.',
  mend: 'Choose somebody from the page of the agency.',
};
