import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { accept, CLOCK, refuse, type Clock, type Refusal, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from './domain/index.js';
import { Officer } from './officer.entity.js';
import { passwordMatches } from './password.js';
import { Session } from './session.entity.js';
import { waitAfterFailures } from './domain/guessing.js';

/** A session ends after this long without use, and after this long in any case. */
export const SESSION_IDLE_MINUTES = 30;
export const SESSION_HOURS = 10;

const MINUTE_MS = 60_000;

const WRONG: Refusal = {
  code: 'identity/wrong-email-or-password',
  clause: 'ISA-26',
  message: 'The email address or the password is not right.',
  mend: 'Check both and try again.',
};

const sha256 = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Lets officers in and out. Every success and every refusal leaves a ledger entry. */
@Injectable()
export class SignInService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Checks who it is, for a browser or for a machine.
   * @returns the actor, or `identity/wrong-email-or-password`, `identity/wait` or `identity/no-appointment`.
   */
  async identify(email: string, password: string): Promise<Result<Actor>> {
    const now = this.clock.now();
    const officers = this.dataSource.getRepository(Officer);
    const officer = await officers.findOneBy({ email: email.trim().toLowerCase() });
    const waitSeconds = officer ? waitAfterFailures(officer.failedSignIns, officer.lastFailedAt, now) : 0;
    if (waitSeconds > 0) return this.refused(officer, waiting(waitSeconds));
    const matches = await passwordMatches(password, officer?.passwordHash ?? null);
    if (!officer || !matches) {
      if (officer) {
        await officers.increment({ id: officer.id }, 'failedSignIns', 1);
        await officers.update({ id: officer.id }, { lastFailedAt: now });
      }
      return this.refused(officer, WRONG);
    }
    await officers.update({ id: officer.id }, { failedSignIns: 0 });
    const actor = await currentAppointment(this.dataSource.manager, officer.id, now);
    return actor ? accept(actor) : this.refused(officer, noAppointment);
  }

  /**
   * Signs a browser in.
   * @returns the token for the cookie (never stored) and the actor, or the refusal of `identify`.
   */
  async signIn(email: string, password: string): Promise<Result<{ token: string; actor: Actor }>> {
    const found = await this.identify(email, password);
    if (!found.ok) return found;
    const actor = found.value;
    const now = this.clock.now();
    const token = randomBytes(32).toString('base64url');
    await this.dataSource.transaction(async (manager) => {
      await manager.insert(Session, {
        tokenSha256: sha256(token),
        appointmentId: actor.appointmentId,
        startedAt: now,
        lastSeenAt: now,
        endsAt: new Date(now.getTime() + SESSION_HOURS * 60 * MINUTE_MS),
      });
      await this.ledger.append(manager, { event: 'SignedIn', ...actorFields(actor), at: now, facts: {} });
    });
    return accept({ token, actor });
  }

  /** The actor of a session, or null when there is none or it has ended. Marks the session as used. */
  async actorOf(token: string): Promise<Actor | null> {
    const now = this.clock.now();
    const [row] = await this.dataSource
      .query<Actor[]>(
        `UPDATE session SET last_seen_at = $2 FROM appointment a
        WHERE token_sha256 = $1 AND ends_at > $2 AND last_seen_at > $3 AND a.id = session.appointment_id
          AND a.started_on <= $2::date AND (a.ended_on IS NULL OR a.ended_on >= $2::date)
        RETURNING ${ACTOR_COLUMNS}`,
        [sha256(token), now, new Date(now.getTime() - SESSION_IDLE_MINUTES * MINUTE_MS)],
      )
      .then((answer: unknown) => (answer as [Actor[], number])[0]);
    return row ?? null;
  }

  /** Ends a session. */
  async signOut(token: string, actor: Actor): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await manager.delete(Session, { tokenSha256: sha256(token) });
      await this.ledger.append(manager, {
        event: 'SignedOut',
        ...actorFields(actor),
        at: this.clock.now(),
        facts: {},
      });
    });
  }

  private async refused(officer: Officer | null, refusal: Refusal) {
    const appointment = officer
      ? await currentAppointment(this.dataSource.manager, officer.id, this.clock.now())
      : null;
    await this.dataSource.transaction((manager) =>
      this.ledger.append(manager, {
        event: 'SignInRefused',
        partnershipId: appointment?.partnershipId ?? null,
        agencyId: appointment?.agencyId ?? null,
        officerId: officer?.id ?? null,
        subject: null,
        at: this.clock.now(),
        facts: { code: refusal.code },
      }),
    );
    return refuse(refusal);
  }
}

const ACTOR_COLUMNS = `a.id AS "appointmentId", a.officer_id AS "officerId", a.agency_id AS "agencyId",
  a.partnership_id AS "partnershipId", a.role`;

/** The officer's appointment in force (the earliest, where there are several), or null. */
export async function currentAppointment(manager: EntityManager, officerId: string, now: Date): Promise<Actor | null> {
  const [row] = await manager.query<Actor[]>(
    `SELECT ${ACTOR_COLUMNS} FROM appointment a
      WHERE a.officer_id = $1 AND a.started_on <= $2::date AND (a.ended_on IS NULL OR a.ended_on >= $2::date)
      ORDER BY a.started_on, a.id LIMIT 1`,
    [officerId, now],
  );
  return row ?? null;
}

/** The actor as a ledger entry names one: by pseudonymous ids alone. */
export const actorFields = (actor: Actor) => ({
  partnershipId: actor.partnershipId,
  agencyId: actor.agencyId,
  officerId: actor.officerId,
  subject: null,
});

const waiting = (seconds: number): Refusal => ({
  code: 'identity/wait',
  clause: 'ISA-26',
  message: 'There were too many wrong passwords for this account.',
  mend: `Wait ${seconds} seconds, then try again.`,
});

const noAppointment: Refusal = {
  code: 'identity/no-appointment',
  clause: 'ISA-20',
  message: 'You hold no appointment in any partnership today.',
  mend: 'Ask your agency to nominate you.',
};
