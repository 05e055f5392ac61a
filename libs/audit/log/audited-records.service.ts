import { Injectable } from '@nestjs/common';
import type { Actor } from '@broker/identity';
import { isId, RefusedError } from '@broker/kernel';
import { asSystemWithin } from '@broker/platform';
import type { EntityManager } from 'typeorm';
import { noSuchLogRow } from '../domain/index.js';

/** Whose a record is, and where its particulars lie. */
export interface AuditedRecord {
  id: string;
  reference: string;
  agencyId: string;
  vaultId: string;
}

/** The door through which an auditor reaches a record of another agency: named by its id, within the auditor's own partnership. */
@Injectable()
export class AuditedRecords {
  /** One record of the partnership. Throws RefusedError `audit/no-such-record` when there is none. */
  async one(manager: EntityManager, { partnershipId }: Actor, id: string): Promise<AuditedRecord> {
    if (!isId(id)) throw new RefusedError(noSuchLogRow);
    const [row] = await asSystemWithin(manager, () =>
      manager.query<AuditedRecord[]>(
        `SELECT id, reference, agency_id AS "agencyId", vault_id AS "vaultId"
           FROM disclosure_record WHERE id = $1 AND partnership_id = $2`,
        [id, partnershipId],
      ),
    );
    if (!row) throw new RefusedError(noSuchLogRow);
    return row;
  }
}
