import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../domain/index.js';
import { Session } from './session.entity.js';
import { actorFields } from './actor-fields.js';
import { inSystem } from './in-system.js';
import type { Origin } from './origin.js';
import { newToken, sha256 } from './tokens.js';

/** A session ends after this long without use, and after this long in any case. */
export const SESSION_IDLE_MINUTES = 30;
export const SESSION_HOURS = 10;

const MINUTE_MS = 60_000;

/** How a person showed who they are. */
export type Proof = 'password' | 'app' | 'recovery-code' | 'passkey' | 'provider';
export type SignInMethod = Proof | `password-and-${Proof}` | `provider-and-${Proof}`;

/** A signed-in browser in the list that its officer sees. */
export interface SessionView {
  id: string;
  browser: string;
  startedAt: Date;
  lastSeenAt: Date;
}

/** Signed-in browsers: begun, used, shown to be the person's again, and ended (ISA-26). */
@Injectable()
export class SessionService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Begins a session in the caller's transaction.
   * @param isFresh false when the person was let in on an earlier proof, as another organisation's sign-in may do.
   * @returns the token for the cookie, which is never stored.
   */
  async begin(
    manager: EntityManager,
    actor: Actor,
    method: SignInMethod,
    { browser = '' }: Origin = {},
    isFresh = true,
  ): Promise<string> {
    const now = this.clock.now();
    const token = newToken();
    await manager.insert(Session, {
      tokenSha256: sha256(token),
      appointmentId: actor.appointmentId,
      startedAt: now,
      lastSeenAt: now,
      endsAt: new Date(now.getTime() + SESSION_HOURS * 60 * MINUTE_MS),
      steppedUpAt: isFresh ? now : null,
      browser,
    });
    await this.ledger.append(manager, { event: 'SignedIn', ...actorFields(actor), at: now, facts: { method } });
    return token;
  }

  /** The actor of a session, or null when there is none or it has ended. Marks the session as used. */
  async actorOf(token: string): Promise<Actor | null> {
    const now = this.clock.now();
    const [[row]] = await inSystem(this.dataSource, (manager) =>
      manager.query<[Actor[], number]>(
        `UPDATE session SET last_seen_at = $2 FROM appointment a
          WHERE token_sha256 = $1 AND ends_at > $2 AND last_seen_at > $3 AND a.id = session.appointment_id
            AND a.started_on <= $2::date AND (a.ended_on IS NULL OR a.ended_on >= $2::date)
          RETURNING ${ACTOR_COLUMNS}, session.id AS "sessionId", session.stepped_up_at AS "steppedUpAt",
            ${HOLDS_SEVERAL} AS "holdsSeveral", session.chosen_at IS NULL AND ${HOLDS_SEVERAL} AS "mustChoose"`,
        [sha256(token), now, this.idleSince(now)],
      ),
    );
    return row ?? null;
  }

  /**
   * Notes in the caller's transaction that the person has shown again who they are.
   * @returns the session's new token: whoever knew the old one is out.
   */
  async stepUp(manager: EntityManager, actor: Actor, method: Proof): Promise<string> {
    const now = this.clock.now();
    const token = newToken();
    await manager.update(Session, { id: actor.sessionId ?? '' }, { tokenSha256: sha256(token), steppedUpAt: now });
    await this.ledger.append(manager, { event: 'StepUpPassed', ...actorFields(actor), at: now, facts: { method } });
    return token;
  }

  /** Ends a session. */
  signOut(token: string, actor: Actor): Promise<void> {
    return inSystem(this.dataSource, async (manager) => {
      await manager.delete(Session, { tokenSha256: sha256(token) });
      await this.ledger.append(manager, { event: 'SignedOut', ...actorFields(actor), at: this.clock.now(), facts: {} });
    });
  }

  /** The officer's browsers that are signed in now, the one used last first. */
  async sessionsOf(officerId: string): Promise<SessionView[]> {
    const now = this.clock.now();
    return inSystem(this.dataSource, (manager) =>
      manager.query<SessionView[]>(
        `SELECT s.id, s.browser, s.started_at AS "startedAt", s.last_seen_at AS "lastSeenAt"
           FROM session s JOIN appointment a ON a.id = s.appointment_id
          WHERE a.officer_id = $1 AND s.ends_at > $2 AND s.last_seen_at > $3 ORDER BY s.last_seen_at DESC, s.id`,
        [officerId, now, this.idleSince(now)],
      ),
    );
  }

  /** Signs out one of the actor's own browsers, or all but the one they use. @returns how many there were. */
  end(actor: Actor, which: { id: string } | 'others'): Promise<number> {
    const only = which === 'others' ? null : which.id;
    return inSystem(this.dataSource, (manager) =>
      this.endWhere(
        manager,
        actor,
        `officer_id = $1 AND s.id <> $2 AND ($3::uuid IS NULL OR s.id = $3)`,
        [actor.officerId, only ? NO_SESSION : actor.sessionId, only],
        'by-hand',
      ),
    );
  }

  /** Signs out every browser of an officer but the actor's own, in the caller's transaction: their way to sign in has changed. */
  endAfterChange(manager: EntityManager, actor: Actor, officerId = actor.officerId): Promise<number> {
    const keep = officerId === actor.officerId ? (actor.sessionId ?? NO_SESSION) : NO_SESSION;
    return this.endWhere(
      manager,
      { ...actor, officerId },
      'officer_id = $1 AND s.id <> $2',
      [officerId, keep],
      'changed',
    );
  }

  private async endWhere(
    manager: EntityManager,
    actor: Actor,
    condition: string,
    values: unknown[],
    reason: 'by-hand' | 'changed',
  ): Promise<number> {
    const [, count] = await manager.query<[unknown[], number]>(
      `DELETE FROM session s USING appointment a WHERE a.id = s.appointment_id AND a.${condition}`,
      values,
    );
    if (count > 0) {
      const facts = { count, reason };
      await this.ledger.append(manager, { event: 'SessionsEnded', ...actorFields(actor), at: this.clock.now(), facts });
    }
    return count;
  }

  private idleSince(now: Date): Date {
    return new Date(now.getTime() - SESSION_IDLE_MINUTES * MINUTE_MS);
  }
}

const NO_SESSION = '00000000-0000-0000-0000-000000000000';

/** The columns of an `Actor`, where the appointment is called `a`. */
export const ACTOR_COLUMNS = `a.id AS "appointmentId", a.officer_id AS "officerId", a.agency_id AS "agencyId",
  a.partnership_id AS "partnershipId", a.role`;

/** Whether the officer of the appointment `a` holds others on the day `$2`. */
const HOLDS_SEVERAL = `EXISTS (SELECT FROM appointment b WHERE b.officer_id = a.officer_id AND b.id <> a.id
  AND b.started_on <= $2::date AND (b.ended_on IS NULL OR b.ended_on >= $2::date))`;

/** The officer's appointment in force (where there are several, the one last used, then the earliest), or null. */
export async function currentAppointment(manager: EntityManager, officerId: string, now: Date): Promise<Actor | null> {
  const [row] = await manager.query<Actor[]>(
    `SELECT ${ACTOR_COLUMNS} FROM appointment a
      WHERE a.officer_id = $1 AND a.started_on <= $2::date AND (a.ended_on IS NULL OR a.ended_on >= $2::date)
      ORDER BY a.last_used_at DESC NULLS LAST, a.started_on, a.id LIMIT 1`,
    [officerId, now],
  );
  return row ?? null;
}
