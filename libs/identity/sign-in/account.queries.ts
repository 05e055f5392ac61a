import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, type LocalDate } from '@broker/kernel';
import { DataSource } from 'typeorm';
import type { Actor, Role } from '../domain/index.js';
import { inSystem } from './in-system.js';

/** A person's own particulars, as their account page shows them. */
export interface AccountView {
  name: string;
  email: string;
  hasPassword: boolean;
  appointments: { role: Role; agency: string; startedOn: LocalDate; endedOn: LocalDate | null }[];
}

/** How it stands with a colleague's way to sign in. */
export interface ColleagueView {
  officerId: string;
  name: string;
  agency: string;
  roles: Role[];
  /** Whether they have chosen a password. */
  hasPassword: boolean;
  /** The reset of their sign-in that is under way; null when none is. */
  reset: { id: string; startedBy: string; startedAt: Date; approvedAt: Date | null; opensAt: Date | null } | null;
}

/** What pages read about how people sign in. */
@Injectable()
export class AccountQueries {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** An officer's own account. */
  accountOf(officerId: string): Promise<AccountView> {
    return inSystem(this.dataSource, async (manager) => {
      const [officer] = await manager.query<[Omit<AccountView, 'appointments'>]>(
        `SELECT name, email, password_hash IS NOT NULL AS "hasPassword" FROM officer WHERE id = $1`,
        [officerId],
      );
      const appointments = await manager.query<AccountView['appointments']>(
        `SELECT a.role, g.name AS agency, a.started_on::text AS "startedOn", a.ended_on::text AS "endedOn"
           FROM appointment a JOIN agency g ON g.id = a.agency_id WHERE a.officer_id = $1 ORDER BY a.started_on, a.id`,
        [officerId],
      );
      return { ...officer, appointments };
    });
  }

  /** The officers whom an actor may help: of the own agency, or of the whole partnership for its manager. By agency and name. */
  colleagues(actor: Actor): Promise<ColleagueView[]> {
    const now = this.clock.now();
    return inSystem(this.dataSource, (manager) =>
      manager.query<ColleagueView[]>(
        `SELECT o.id AS "officerId", o.name, g.name AS agency, array_agg(DISTINCT a.role) AS roles,
                o.password_hash IS NOT NULL AS "hasPassword", r.reset
           FROM appointment a
           JOIN officer o ON o.id = a.officer_id
           JOIN agency g ON g.id = a.agency_id
           LEFT JOIN LATERAL (
             SELECT jsonb_build_object('id', r.id, 'startedBy', r.started_by, 'startedAt', r.started_at,
                                      'approvedAt', r.approved_at, 'opensAt', i.opens_at) AS reset
               FROM sign_in_reset r LEFT JOIN invitation i ON i.id = r.invitation_id
              WHERE r.officer_id = o.id AND r.cancelled_at IS NULL
                AND CASE WHEN i.id IS NULL THEN r.started_at > $4
                         ELSE i.used_at IS NULL AND i.withdrawn_at IS NULL AND i.expires_at > $3 END
              ORDER BY r.started_at DESC LIMIT 1) r ON true
          WHERE a.partnership_id = $1 AND ($2::uuid IS NULL OR a.agency_id = $2) AND o.id <> $5
            AND a.started_on <= $3::date AND (a.ended_on IS NULL OR a.ended_on >= $3::date)
          GROUP BY o.id, g.name, r.reset ORDER BY g.name, o.name, o.id`,
        [
          actor.partnershipId,
          actor.role === 'partnership-manager' ? null : actor.agencyId,
          now,
          new Date(now.getTime() - 7 * 86_400_000),
          actor.officerId,
        ],
      ),
    );
  }
}
