import { Injectable } from '@nestjs/common';
import { isId, type LocalDate } from '@broker/kernel';
import { VaultService } from '@broker/platform';
import { DataSource } from 'typeorm';
import { openUnlessDestroyed } from '../vault-words.js';
import type { DisposalCertificate } from './disposal-certificate.entity.js';
import type { RetainedKind } from './retention.entity.js';

/** What is asked for of the things that are kept. */
export type KeptFilter = 'kept' | 'held' | 'disposed';

/** Something that is kept, was, or is held. */
export interface KeptView {
  id: string;
  recordKind: RetainedKind;
  recordId: string;
  /** Who has to see that it is disposed of. */
  agencyId: string;
  agency: string;
  beganOn: LocalDate;
  retainUntilOn: LocalDate;
  disposedAt: Date | null;
  /** How others call it, for example `D-2026-0001`; of disclosed information, the request that it answers; null where it has none. */
  reference: string | null;
  /** The agencies that hold it. */
  heldBy: { agencyId: string; agency: string; placedAt: string }[];
  certificateId: string | null;
}

/** A hold with the reasons, where they may be read. */
export interface HoldView {
  agencyId: string;
  agency: string;
  placedBy: string;
  placedAt: Date;
  liftedAt: Date | null;
  /** Null for another agency's hold, and after disposal. */
  reason: string | null;
  liftReason: string | null;
}

/** A certificate with the names in it. */
export type CertificateView = DisposalCertificate & { agency: string; partnership: string; holders: string[] };

const REFERENCE = `CASE r.record_kind
  WHEN 'record' THEN (SELECT reference FROM disclosure_record WHERE id = r.record_id)
  WHEN 'disclosure' THEN (SELECT q.reference FROM disclosure d JOIN information_request q ON q.id = d.request_id WHERE d.id = r.record_id)
  WHEN 'request' THEN (SELECT reference FROM information_request WHERE id = r.record_id)
  WHEN 'subject-access' THEN (SELECT reference FROM subject_access WHERE id = r.record_id)
  WHEN 'foi' THEN (SELECT reference FROM foi_request WHERE id = r.record_id) END`;

const KEPT = `SELECT r.id, r.record_kind AS "recordKind", r.record_id AS "recordId", r.agency_id AS "agencyId", a.name AS agency,
    r.began_on::text AS "beganOn", r.retain_until_on::text AS "retainUntilOn", r.disposed_at AS "disposedAt",
    ${REFERENCE} AS reference, c.id AS "certificateId",
    coalesce((SELECT json_agg(json_build_object('agencyId', h.agency_id, 'agency', g.name, 'placedAt', h.placed_at) ORDER BY h.placed_at)
                FROM legal_hold h JOIN agency g ON g.id = h.agency_id
               WHERE h.retention_id = r.id AND h.lifted_at IS NULL), '[]') AS "heldBy"
  FROM retention r JOIN agency a ON a.id = r.agency_id LEFT JOIN disposal_certificate c ON c.retention_id = r.id`;

/** What pages and interfaces read about retention; row security leaves in what belongs to the reader's agency. */
@Injectable()
export class RetentionQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: VaultService,
  ) {}

  /** What is kept (the one that ends first on top), held, or disposed of (the newest on top). */
  list(which: KeptFilter, { limit, offset }: { limit: number; offset: number }): Promise<KeptView[]> {
    const held = 'EXISTS (SELECT FROM legal_hold h WHERE h.retention_id = r.id AND h.lifted_at IS NULL)';
    const where = {
      kept: `r.disposed_at IS NULL AND NOT ${held} ORDER BY r.retain_until_on, r.id`,
      held: `r.disposed_at IS NULL AND ${held} ORDER BY r.retain_until_on, r.id`,
      disposed: 'r.disposed_at IS NOT NULL ORDER BY r.disposed_at DESC, r.id',
    }[which];
    return this.dataSource.query<KeptView[]>(`${KEPT} WHERE ${where} LIMIT $1 OFFSET $2`, [limit, offset]);
  }

  /** One thing that is kept or was; null when there is none to see. */
  async one(id: string): Promise<KeptView | null> {
    if (!isId(id)) return null;
    const [row] = await this.dataSource.query<KeptView[]>(`${KEPT} WHERE r.id = $1`, [id]);
    return row ?? null;
  }

  /** Its holds, the newest on top. @param agencyId whose reasons are read. */
  async holds(id: string, agencyId: string): Promise<HoldView[]> {
    const rows = await this.dataSource.query<(HoldView & { vaultId: string; liftVaultId: string | null })[]>(
      `SELECT h.agency_id AS "agencyId", g.name AS agency, o.name AS "placedBy", h.placed_at AS "placedAt",
              h.lifted_at AS "liftedAt", h.vault_id AS "vaultId", h.lift_vault_id AS "liftVaultId"
         FROM legal_hold h JOIN agency g ON g.id = h.agency_id JOIN officer o ON o.id = h.placed_by
        WHERE h.retention_id = $1 ORDER BY h.placed_at DESC`,
      [id],
    );
    const open = (vaultId: string | null) => this.reason(vaultId, id);
    return Promise.all(
      rows.map(async ({ vaultId, liftVaultId, ...hold }) => ({
        ...hold,
        reason: hold.agencyId === agencyId ? await open(vaultId) : null,
        liftReason: hold.agencyId === agencyId ? await open(liftVaultId) : null,
      })),
    );
  }

  private async reason(vaultId: string | null, id: string): Promise<string | null> {
    const { manager } = this.dataSource;
    const words = await openUnlessDestroyed<{ reason: string }>(this.vault, manager, vaultId, `legal-hold:${id}`);
    return words?.reason ?? null;
  }

  /** A certificate of disposal; null when there is none to see. */
  async certificate(id: string): Promise<CertificateView | null> {
    if (!isId(id)) return null;
    const [row] = await this.dataSource.query<CertificateView[]>(
      `SELECT c.id, c.reference, c.retention_id AS "retentionId", c.partnership_id AS "partnershipId", c.agency_id AS "agencyId",
              c.agency_ids AS "agencyIds", c.record_kind AS "recordKind", c.record_id AS "recordId", c.why, c.clause,
              c.began_on::text AS "beganOn", c.retain_until_on::text AS "retainUntilOn", c.disposed_at AS "disposedAt",
              c.items, c.commitments, a.name AS agency, p.name AS partnership,
              ARRAY(SELECT name FROM agency WHERE id = ANY (c.agency_ids) ORDER BY name) AS holders
         FROM disposal_certificate c JOIN agency a ON a.id = c.agency_id JOIN partnership p ON p.id = c.partnership_id
        WHERE c.id = $1`,
      [id],
    );
    return row ?? null;
  }
}
