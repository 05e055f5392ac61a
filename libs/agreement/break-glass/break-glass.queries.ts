import { Injectable } from '@nestjs/common';
import type { Actor } from '@broker/identity';
import { isId } from '@broker/kernel';
import { DataSource } from 'typeorm';
import type { Emergency, Finding } from '../domain/index.js';

/** An emergency opening as those see it who may: its officer's agency, the owning agency, auditors. */
export interface OpeningView {
  id: string;
  officerId: string;
  officer: string;
  agency: string;
  ownerAgencyId: string;
  owner: string;
  emergency: Emergency;
  reason: string;
  openedAt: Date;
  endsAt: Date;
  endedAt: Date | null;
  reviewDueOn: string;
  reviewedAt: Date | null;
  reviewer: string | null;
  finding: Finding | null;
  reviewWords: string | null;
  /** Records looked at. */
  uses: number;
}

/** A record that was looked at during an opening. */
export interface OpeningUse {
  recordKind: string;
  recordId: string;
  usedAt: Date;
}

const OPENING = `g.id, g.officer_id AS "officerId", o.name AS officer, a.name AS agency, g.owner_agency_id AS "ownerAgencyId",
  w.name AS owner, g.emergency, g.reason, g.opened_at AS "openedAt", g.ends_at AS "endsAt", g.ended_at AS "endedAt",
  g.review_due_on::text AS "reviewDueOn", g.reviewed_at AS "reviewedAt", r.name AS reviewer, g.finding,
  g.review_words AS "reviewWords", (SELECT count(*)::int FROM break_glass_use u WHERE u.break_glass_id = g.id) AS uses
  FROM break_glass g JOIN officer o ON o.id = g.officer_id JOIN agency a ON a.id = g.agency_id
  JOIN agency w ON w.id = g.owner_agency_id LEFT JOIN officer r ON r.id = g.reviewed_by
 WHERE g.partnership_id = $1 AND ($3 = 'auditor' OR $2 IN (g.agency_id, g.owner_agency_id))`;

/** What pages read about emergency openings: an auditor all of the partnership, others those of their agency's records or by it. */
@Injectable()
export class BreakGlassQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** Those the actor may see: not judged yet first, then newest first; at most `limit` from `offset`. */
  openings(actor: Actor, page = { limit: 50, offset: 0 }): Promise<OpeningView[]> {
    return this.dataSource.query<OpeningView[]>(
      `SELECT ${OPENING} ORDER BY g.reviewed_at IS NOT NULL, g.opened_at DESC, g.id LIMIT $4 OFFSET $5`,
      [...whose(actor), page.limit, page.offset],
    );
  }

  /** One that the actor may see, or null. */
  async opening(actor: Actor, id: string): Promise<OpeningView | null> {
    if (!isId(id)) return null;
    const [row] = await this.dataSource.query<OpeningView[]>(`SELECT ${OPENING} AND g.id = $4`, [...whose(actor), id]);
    return row ?? null;
  }

  /** The records looked at during an opening, in the order in which they were. */
  uses(openingId: string): Promise<OpeningUse[]> {
    return this.dataSource.query<OpeningUse[]>(
      `SELECT record_kind AS "recordKind", record_id AS "recordId", used_at AS "usedAt"
         FROM break_glass_use WHERE break_glass_id = $1 ORDER BY used_at, id LIMIT 500`,
      [openingId],
    );
  }
}

const whose = ({ partnershipId, agencyId, role }: Actor) => [partnershipId, agencyId, role];
