import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@broker/kernel';
import { DataSource } from 'typeorm';
import {
  PERMISSIONS,
  programState,
  refreshableUntil,
  type Actor,
  type ProgramLife,
  type ProgramState,
  type Role,
} from '../domain/index.js';

/** A program as lists show it. */
export interface ProgramView {
  id: string;
  name: string;
  scopes: string[];
  /** Whom it acts for. */
  officer: string;
  role: Role;
  issuedAt: Date;
  lastUsedAt: Date;
  /** When it ends unless it is used before. */
  refreshableUntil: Date;
  /** When it ends in any case. */
  expiresAt: Date;
  state: ProgramState;
}

/** Programs that ended longer ago than this are in the log alone. */
export const SHOWN_AFTER_END_DAYS = 30;

/** Whether a role looks after every program of its agency, not only its own. */
export const seesAgencyPrograms = ({ role }: Actor): boolean =>
  (PERMISSIONS['program.view'].roles as readonly Role[]).includes(role);

/** What is read about programs. */
@Injectable()
export class MachineTokenQueries {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The programs that an actor may see, those that were let in last first: their own or, for some roles, their agency's (ISA-26). */
  programs(actor: Actor, page: { limit: number; offset: number }): Promise<ProgramView[]> {
    return this.find(actor, null, page);
  }

  /** One of them, or null. */
  async program(actor: Actor, id: string): Promise<ProgramView | null> {
    const [found] = await this.find(actor, id, { limit: 1, offset: 0 });
    return found ?? null;
  }

  private async find(actor: Actor, id: string | null, { limit, offset }: { limit: number; offset: number }) {
    const now = this.clock.now();
    const rows = await this.dataSource.query<(Omit<ProgramView, 'state' | 'refreshableUntil'> & ProgramLife)[]>(
      `SELECT t.id, t.name, t.scopes, o.name AS officer, a.role, t.issued_at AS "issuedAt", t.last_used_at AS "lastUsedAt",
              t.expires_at AS "expiresAt", t.revoked_at AS "revokedAt", t.revoked_because AS "revokedBecause"
         FROM machine_token t JOIN appointment a ON a.id = t.appointment_id JOIN officer o ON o.id = a.officer_id
        WHERE a.partnership_id = $1 AND a.agency_id = $2 AND (a.officer_id = $3 OR $4) AND ($5::text IS NULL OR t.id::text = $5)
          AND coalesce(t.revoked_at, t.expires_at) > $6::timestamptz - make_interval(days => $7)
        ORDER BY t.issued_at DESC, t.id LIMIT $8 OFFSET $9`,
      [
        actor.partnershipId,
        actor.agencyId,
        actor.officerId,
        seesAgencyPrograms(actor),
        id,
        now,
        SHOWN_AFTER_END_DAYS,
        limit,
        offset,
      ],
    );
    return rows.map(({ revokedAt, revokedBecause, ...program }): ProgramView => {
      const life = { ...program, revokedAt, revokedBecause };
      return { ...program, refreshableUntil: refreshableUntil(life), state: programState(life, now) };
    });
  }
}
