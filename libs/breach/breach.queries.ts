import { Injectable } from '@nestjs/common';
import { CalendarService } from '@broker/deadlines';
import type { Actor } from '@broker/identity';
import type { HolidayCalendar } from '@broker/working-calendar';
import { DataSource } from 'typeorm';
import { BreachService } from './breach.service.js';
import { ENDED, type Breach, type BreachEvent } from './domain/index.js';

/** A breach as pages and interfaces read it, with the names of the agencies in it. */
export interface BreachView {
  id: string;
  number: number;
  breach: Breach;
  noticedAt: Date;
  changedAt: Date;
  /** Agency id → name, for every agency of the partnership. */
  names: Readonly<Record<string, string>>;
  /** Agencies that are health bodies: they notify through the Data Security and Protection Toolkit. */
  healthAgencyIds: string[];
}

/** A line of the history, with who did it. */
export interface HistoryLine {
  sequence: number;
  at: Date;
  agency: string;
  officer: string;
  event: BreachEvent;
}

/** Which breaches are asked for. */
export interface BreachFilter {
  /** `open`: something is still to be done; `ended`: closed, withdrawn, merged; null: both. */
  which: 'open' | 'ended' | null;
  limit: number;
  offset: number;
}

const COLUMNS = `b.id, b.number, b.current AS breach, b.noticed_at AS "noticedAt", b.changed_at AS "changedAt"`;

/** The rule of `maySee` for lists: $2 the viewer's agency, $3 its role, $4 whether it has signed. */
const VISIBLE = `(b.alleging_agency_id = $2 OR (b.is_reported AND
  ($2 = ANY (b.accused_agency_ids) OR $4 OR $3 IN ('auditor', 'partnership-manager'))))`;

/** What pages and interfaces read about breaches: only what the reader may see (ISA-26). */
@Injectable()
export class BreachQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly breaches: BreachService,
    private readonly calendars: CalendarService,
  ) {}

  /** The calendar by which dates are explained. */
  calendar(): Promise<HolidayCalendar> {
    return this.calendars.current();
  }

  /** Breaches open to the reader: what waits longest for its next step first, then the rest by their number, newest first. */
  async list(actor: Actor, { which, limit, offset }: BreachFilter): Promise<BreachView[]> {
    const rows = await this.dataSource.query<Omit<BreachView, 'names' | 'healthAgencyIds'>[]>(
      `SELECT ${COLUMNS} FROM breach b
         LEFT JOIN LATERAL (SELECT min(due_at) AS due_at FROM deadline d WHERE d.partnership_id = b.partnership_id
           AND d.state = 'armed' AND d.kind LIKE 'breach-%' AND d.kind <> 'breach-commissioner'
           AND (d.subject_id = b.id::text
             OR b.current->'parties' @> jsonb_build_array(jsonb_build_object('id', d.subject_id))
             OR b.current->'actions' @> jsonb_build_array(jsonb_build_object('id', d.subject_id)))) due ON true
        WHERE b.partnership_id = $1 AND ${VISIBLE}
          AND ($5::boolean IS NULL OR (b.state = ANY ($6)) = $5)
        ORDER BY due.due_at NULLS LAST, b.number DESC LIMIT $7 OFFSET $8`,
      [...(await this.readerOf(actor)), which === null ? null : which === 'ended', ENDED, limit, offset],
    );
    return this.named(actor.partnershipId, rows);
  }

  /** One breach; null when there is none that is open to the reader. */
  async find(actor: Actor, id: string): Promise<BreachView | null> {
    const rows = await this.dataSource.query<Omit<BreachView, 'names' | 'healthAgencyIds'>[]>(
      `SELECT ${COLUMNS} FROM breach b WHERE b.partnership_id = $1 AND ${VISIBLE} AND b.id::text = $5`,
      [...(await this.readerOf(actor)), id],
    );
    return (await this.named(actor.partnershipId, rows))[0] ?? null;
  }

  /** The breach that one of its parties or actions belongs to, by the id that its deadline names; null when none is open to the reader. */
  async idOfWhole(actor: Actor, partId: string): Promise<string | null> {
    const [row] = await this.dataSource.query<{ id: string }[]>(
      `SELECT b.id FROM breach b WHERE b.partnership_id = $1 AND ${VISIBLE}
          AND (b.current->'parties' @> jsonb_build_array(jsonb_build_object('id', $5::text))
            OR b.current->'actions' @> jsonb_build_array(jsonb_build_object('id', $5::text)))`,
      [...(await this.readerOf(actor)), partId],
    );
    return row?.id ?? null;
  }

  /** Everything that has happened to a breach that the reader has found, oldest first. */
  history({ id }: Pick<BreachView, 'id'>): Promise<HistoryLine[]> {
    return this.dataSource.query<HistoryLine[]>(
      `SELECT e.sequence, e.at, e.event, a.name AS agency, o.name AS officer
         FROM breach_event e JOIN agency a ON a.id = e.agency_id JOIN officer o ON o.id = e.officer_id
        WHERE e.breach_id = $1 ORDER BY e.sequence`,
      [id],
    );
  }

  /** Agencies of the reader's partnership that a report can name: every signatory but the reader's own. */
  async accusable({ partnershipId, agencyId }: Actor): Promise<{ agencyId: string; agency: string }[]> {
    const agencies = await this.agencies(partnershipId);
    return agencies.filter((one) => one.agencyId !== agencyId);
  }

  private async readerOf(actor: Actor): Promise<unknown[]> {
    const { agencyId, role, isSigned } = await this.breaches.viewerOf(actor);
    return [actor.partnershipId, agencyId, role, isSigned];
  }

  private agencies(partnershipId: string): Promise<{ agencyId: string; agency: string; kind: string }[]> {
    return this.dataSource.query(
      `SELECT s.agency_id AS "agencyId", a.name AS agency, a.kind FROM signatory s JOIN agency a ON a.id = s.agency_id
        WHERE s.partnership_id = $1 ORDER BY s.position`,
      [partnershipId],
    );
  }

  private async named<T extends object>(partnershipId: string, rows: T[]) {
    if (rows.length === 0) return [];
    const agencies = await this.agencies(partnershipId);
    const names = Object.fromEntries(agencies.map(({ agencyId, agency }) => [agencyId, agency]));
    const healthAgencyIds = agencies.filter(({ kind }) => kind === 'health').map(({ agencyId }) => agencyId);
    return rows.map((row) => ({ ...row, names, healthAgencyIds }));
  }
}
