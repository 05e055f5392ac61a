import { Injectable } from '@nestjs/common';
import type { Clause, LocalDate, Refusal } from '@broker/kernel';
import type { ClockName } from '@broker/working-calendar';
import { DataSource } from 'typeorm';
import type { DeadlineState } from './domain/index.js';

/** A deadline as pages and interfaces read it. */
export interface DeadlineView {
  id: string;
  agencyId: string | null;
  kind: string;
  subject: { kind: string; id: string };
  clause: Clause;
  startOn: LocalDate;
  dueOn: LocalDate;
  /** The first instant that is too late. */
  dueAt: Date;
  clock: ClockName | null;
  terms: object | null;
  calendarVersion: string | null;
  version: number;
  state: DeadlineState;
  armedAt: Date;
  closedAt: Date | null;
}

const COLUMNS = `id, agency_id AS "agencyId", kind, json_build_object('kind', subject_kind, 'id', subject_id) AS subject,
  clause, start_on::text AS "startOn", due_on::text AS "dueOn", due_at AS "dueAt", clock, terms,
  calendar_version AS "calendarVersion", version, state, armed_at AS "armedAt", closed_at AS "closedAt"`;

/** Whose deadlines are asked for: an agency's own and everybody's, or (null) all of the partnership. */
export interface DeadlineScope {
  partnershipId: string;
  agencyId: string | null;
}

/** What pages and interfaces read about deadlines. */
@Injectable()
export class DeadlineQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** The open deadlines, the one due first on top, late ones therefore before all. @param kind narrows to one kind. */
  openFor(
    { partnershipId, agencyId }: DeadlineScope,
    kind: string | null = null,
    page: { limit: number; offset: number } = { limit: 500, offset: 0 },
  ): Promise<DeadlineView[]> {
    return this.dataSource.query<DeadlineView[]>(
      `SELECT ${COLUMNS} FROM deadline
        WHERE partnership_id = $1 AND ($2::uuid IS NULL OR agency_id = $2 OR agency_id IS NULL) AND state = 'armed'
          AND ($3::text IS NULL OR kind = $3)
        ORDER BY due_at, kind, id LIMIT $4 OFFSET $5`,
      [partnershipId, agencyId, kind, page.limit, page.offset],
    );
  }

  /** One deadline of a partnership, in any state; an agency sees its own and everybody's. Null when there is none to see. */
  async one({ partnershipId, agencyId }: DeadlineScope, id: string): Promise<DeadlineView | null> {
    const [row] = await this.dataSource.query<DeadlineView[]>(
      `SELECT ${COLUMNS} FROM deadline
        WHERE id::text = $3 AND partnership_id = $1 AND ($2::uuid IS NULL OR agency_id = $2 OR agency_id IS NULL)`,
      [partnershipId, agencyId, id],
    );
    return row ?? null;
  }

  /** Every version of a deadline, the first one first: the dates it had before the calendar changed. */
  versions({ kind, subject }: Pick<DeadlineView, 'kind' | 'subject'>): Promise<DeadlineView[]> {
    return this.dataSource.query<DeadlineView[]>(
      `SELECT ${COLUMNS} FROM deadline WHERE kind = $1 AND subject_kind = $2 AND subject_id = $3 ORDER BY version`,
      [kind, subject.kind, subject.id],
    );
  }

  /** The kinds that have open deadlines. */
  async openKinds({ partnershipId, agencyId }: DeadlineScope): Promise<string[]> {
    const rows = await this.dataSource.query<{ kind: string }[]>(
      `SELECT DISTINCT kind FROM deadline
        WHERE partnership_id = $1 AND ($2::uuid IS NULL OR agency_id = $2 OR agency_id IS NULL) AND state = 'armed'
        ORDER BY kind`,
      [partnershipId, agencyId],
    );
    return rows.map(({ kind }) => kind);
  }

  /** When a worker last looked at the clock, which each does every few seconds; null when none ever has. */
  async clockSeenAt(): Promise<Date | null> {
    const [row] = await this.dataSource.query<{ seenAt: Date }[]>(`SELECT seen_at AS "seenAt" FROM clock_watch`);
    return row?.seenAt ?? null;
  }
}

/** No such deadline, or not one for this person to see. */
export const noSuchDeadline: Refusal = {
  code: 'deadlines/no-such-deadline',
  clause: 'ISA-32',
  message: 'There is no such deadline among those of your agency.',
  mend: 'Look for it in the list of deadlines.',
};
