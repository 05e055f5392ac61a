import { Injectable } from '@nestjs/common';
import type { LocalDate } from '@broker/kernel';
import type { EntityManager } from 'typeorm';
import type { IndexedKind, SubjectHit } from '../../subject-index/index.js';

/** What an agency holds that may be about a person: enough to recognise it by, and no more. */
export interface Holding extends SubjectHit {
  /** How the agency calls it. */
  reference: string;
  occurredOn: LocalDate;
  /** The partner that disclosed the information; null where it is the agency's own. */
  fromAgencyId: string | null;
}

interface HoldingRow {
  recordId: string;
  exchangeId: string | null;
  reference: string;
  occurredOn: LocalDate;
  fromAgencyId: string | null;
}

/** $1: ids; $2: the agency and all whose duties have come to it. */
const SOURCES: Readonly<Record<IndexedKind, string>> = {
  request: `SELECT id AS "recordId", NULL AS "exchangeId", reference, coalesce(sent_at::date, CURRENT_DATE)::text AS "occurredOn", NULL AS "fromAgencyId"
    FROM information_request WHERE id = ANY ($1::uuid[]) AND cardinality($2::uuid[]) > 0`,
  disclosure: `SELECT d.id AS "recordId", d.exchange_id AS "exchangeId", coalesce(r.reference, 'no reference') AS reference,
      d.disclosed_at::date::text AS "occurredOn", CASE WHEN d.receiving_agency_id = ANY ($2) THEN d.disclosing_agency_id END AS "fromAgencyId"
    FROM disclosure d LEFT JOIN LATERAL (SELECT reference FROM disclosure_record r
      WHERE r.exchange_id = d.exchange_id AND r.agency_id = ANY ($2) ORDER BY reference LIMIT 1) r ON true
    WHERE d.id = ANY ($1::uuid[]) AND d.disposed_at IS NULL`,
  record: `SELECT id AS "recordId", exchange_id AS "exchangeId", reference, coalesce(occurred_on, started_at::date)::text AS "occurredOn",
      CASE WHEN side = 'asking' AND kind IN ('disclosure', 'informal') THEN counterpart_agency_id END AS "fromAgencyId"
    FROM disclosure_record WHERE id = ANY ($1::uuid[]) AND agency_id = ANY ($2) AND disposed_at IS NULL AND state <> 'superseded'`,
};

/** Tells of the records that a search has found what they are, without opening any (ISA-17e). */
@Injectable()
export class HoldingsQueries {
  /**
   * One line for each thing that an agency holds: where a disclosure and the record of it are both found, the record speaks for both.
   * @param agencyIds the agency and all whose duties have come to it.
   */
  async of(manager: EntityManager, hits: readonly SubjectHit[], agencyIds: readonly string[]): Promise<Holding[]> {
    const found: Holding[] = [];
    const exchanges = new Set<string>();
    for (const kind of ['record', 'disclosure', 'request'] as const) {
      const ofKind = new Map(hits.filter(({ recordKind }) => recordKind === kind).map((hit) => [hit.recordId, hit]));
      if (ofKind.size === 0) continue;
      const rows = await manager.query<HoldingRow[]>(SOURCES[kind], [[...ofKind.keys()], agencyIds]);
      const fresh = rows.filter(({ exchangeId }) => exchangeId === null || !exchanges.has(exchangeId));
      for (const { exchangeId, ...row } of fresh) {
        found.push({ ...ofKind.get(row.recordId)!, ...row });
        if (exchangeId !== null) exchanges.add(exchangeId);
      }
    }
    return found;
  }
}
