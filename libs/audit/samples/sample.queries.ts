import { Injectable } from '@nestjs/common';
import type { Actor } from '@broker/identity';
import type { LocalDate } from '@broker/kernel';
import { asSystem } from '@broker/platform';
import { DataSource } from 'typeorm';
import type { ExceptionId, FindingState, Severity, Strata } from '../domain/index.js';

/** A sample in the list of samples. */
export interface SampleView {
  id: string;
  number: number;
  drawnBy: string;
  drawnAt: Date;
  fromOn: LocalDate;
  toOn: LocalDate;
  strata: Strata;
  size: number;
  seed: string;
  population: number;
  drawSha256: string;
  /** Records drawn, gone through, and with a finding. */
  drawn: number;
  reviewed: number;
  findings: number;
}

/** One record of a sample. */
export interface SampleItemView {
  position: number;
  recordId: string;
  reference: string;
  agency: string;
  occurredOn: LocalDate | null;
  gateway: string | null;
  result: 'in-order' | 'finding' | null;
  reviewedAt: Date | null;
}

/** A finding as those see it who may: auditors and partnership managers all, designated officers those of their agency. */
export interface FindingView {
  id: string;
  number: number;
  recordId: string;
  reference: string;
  agencyId: string;
  agency: string;
  sampleNumber: number | null;
  rule: ExceptionId | null;
  severity: Severity;
  words: string;
  finder: string;
  foundAt: Date;
  followUpOn: LocalDate;
  state: FindingState;
  answer: string | null;
  answerer: string | null;
  answeredAt: Date | null;
  auditorWords: string | null;
  closer: string | null;
  closedAt: Date | null;
}

const SAMPLE = `s.id, s.number, o.name AS "drawnBy", s.drawn_at AS "drawnAt", s.from_on::text AS "fromOn", s.to_on::text AS "toOn", s.strata,
  s.size, s.seed, s.population, s.draw_sha256 AS "drawSha256", i.drawn, i.reviewed, i.findings
  FROM audit_sample s JOIN officer o ON o.id = s.drawn_by JOIN LATERAL (
    SELECT count(*)::int AS drawn, count(result)::int AS reviewed, (count(*) FILTER (WHERE result = 'finding'))::int AS findings
      FROM audit_sample_item WHERE sample_id = s.id) i ON true
 WHERE s.partnership_id = $1`;

const FINDING = `f.id, f.number, f.record_id AS "recordId", r.reference, f.agency_id AS "agencyId", a.name AS agency, s.number AS "sampleNumber",
  f.rule, f.severity, f.words, o.name AS finder, f.found_at AS "foundAt", f.follow_up_on::text AS "followUpOn", f.state, f.answer,
  n.name AS answerer, f.answered_at AS "answeredAt", f.auditor_words AS "auditorWords", c.name AS closer, f.closed_at AS "closedAt"
  FROM audit_finding f JOIN disclosure_record r ON r.id = f.record_id JOIN agency a ON a.id = f.agency_id
  JOIN officer o ON o.id = f.found_by LEFT JOIN audit_sample s ON s.id = f.sample_id LEFT JOIN officer n ON n.id = f.answered_by
  LEFT JOIN officer c ON c.id = f.closed_by
 WHERE f.partnership_id = $1 AND ($2::uuid IS NULL OR f.agency_id = $2)`;

/** What pages and interfaces read about samples and findings. */
@Injectable()
export class SampleQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** The samples of the partnership, the newest first. */
  samples({ partnershipId }: Actor, page = { limit: 50, offset: 0 }): Promise<SampleView[]> {
    return this.ask(`SELECT ${SAMPLE} ORDER BY s.number DESC LIMIT $2 OFFSET $3`, [
      partnershipId,
      page.limit,
      page.offset,
    ]);
  }

  /** One sample of the partnership with its records in the order of the draw; null when there is none. */
  async sample({ partnershipId }: Actor, id: string): Promise<{ sample: SampleView; items: SampleItemView[] } | null> {
    const [sample] = await this.ask<SampleView[]>(`SELECT ${SAMPLE} AND s.id::text = $2`, [partnershipId, id]);
    if (!sample) return null;
    const items = await this.ask<SampleItemView[]>(
      `SELECT i.position, i.record_id AS "recordId", r.reference, a.name AS agency, r.occurred_on::text AS "occurredOn", r.gateway, i.result,
              i.reviewed_at AS "reviewedAt"
         FROM audit_sample_item i JOIN disclosure_record r ON r.id = i.record_id JOIN agency a ON a.id = r.agency_id
        WHERE i.sample_id = $1 ORDER BY i.position`,
      [sample.id],
    );
    return { sample, items };
  }

  /** Findings that the actor may see: those not closed first, the follow-up that comes first on top. */
  findings(actor: Actor, page = { limit: 50, offset: 0 }): Promise<FindingView[]> {
    return this.ask(`SELECT ${FINDING} ORDER BY f.state = 'closed', f.follow_up_on, f.number DESC LIMIT $3 OFFSET $4`, [
      ...whose(actor),
      page.limit,
      page.offset,
    ]);
  }

  /** One that the actor may see, or null. */
  async finding(actor: Actor, id: string): Promise<FindingView | null> {
    const [row] = await this.ask<FindingView[]>(`SELECT ${FINDING} AND f.id::text = $3`, [...whose(actor), id]);
    return row ?? null;
  }

  /** The references of records belong to their agencies. */
  private ask<T>(statement: string, parameters: unknown[]): Promise<T> {
    return asSystem(() => this.dataSource.query<T>(statement, parameters));
  }
}

const whose = ({ partnershipId, agencyId, role }: Actor) => [
  partnershipId,
  role === 'designated-officer' ? agencyId : null,
];
