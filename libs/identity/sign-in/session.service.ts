import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../domain/index.js';
import { Session } from '../session.entity.js';
import { actorFields } from './actor-fields.js';

/** A session ends after this long without use, and after this long in any case. */
export const SESSION_IDLE_MINUTES = 30;
export const SESSION_HOURS = 10;

const MINUTE_MS = 60_000;

/** How a person showed who they are. */
export type SignInMethod =
  'password' | 'password-and-app' | 'password-and-recovery-code' | 'password-and-passkey' | 'passkey' | 'provider';

/** Where a request comes from, as far as sign-in cares. Nothing of it is kept as it is. */
export interface Origin {
  /** The browser in words, for example `Chrome on Windows`. */
  browser?: string;
  /** Address of the network; only a keyed hash of its network part is kept. */
  address?: string;
  /** Token of the cookie that knows this browser from an earlier sign-in, when it has one. */
  device?: string;
}

/** A token (32 random bytes, base64url) for a cookie or a link. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is stored of a token: its SHA-256, hex. */
export const sha256 = (token: string): string => createHash('sha256').update(token).digest('hex');

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
    const [[row]] = await this.dataSource.query<[Actor[], number]>(
      `UPDATE session SET last_seen_at = $2 FROM appointment a
        WHERE token_sha256 = $1 AND ends_at > $2 AND last_seen_at > $3 AND a.id = session.appointment_id
          AND a.started_on <= $2::date AND (a.ended_on IS NULL OR a.ended_on >= $2::date)
        RETURNING ${ACTOR_COLUMNS}, session.id AS "sessionId", session.stepped_up_at AS "steppedUpAt",
          ${HOLDS_SEVERAL} AS "holdsSeveral", session.chosen_at IS NULL AND ${HOLDS_SEVERAL} AS "mustChoose"`,
      [sha256(token), now, new Date(now.getTime() - SESSION_IDLE_MINUTES * MINUTE_MS)],
    );
    return row ?? null;
  }

  /**
   * Notes in the caller's transaction that the person has shown again who they are.
   * @returns the session's new token: whoever knew the old one is out.
   */
  async stepUp(manager: EntityManager, actor: Actor, method: SignInMethod): Promise<string> {
    const now = this.clock.now();
    const token = newToken();
    const changed = { tokenSha256: sha256(token), steppedUpAt: now };
    await manager.update(Session, { id: actor.sessionId ?? '' }, changed);
    await this.ledger.append(manager, { event: 'StepUpPassed', ...actorFields(actor), at: now, facts: { method } });
    return token;
  }

  /** Ends a session. */
  async signOut(token: string, actor: Actor): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await manager.delete(Session, { tokenSha256: sha256(token) });
      await this.ledger.append(manager, { event: 'SignedOut', ...actorFields(actor), at: this.clock.now(), facts: {} });
    });
  }
}

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
