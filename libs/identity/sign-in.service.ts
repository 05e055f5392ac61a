import { Inject, Injectable } from '@nestjs/common';
import { accept, CLOCK, refuse, type Clock, type Refusal, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { asSystem } from '@broker/platform';
import { DataSource } from 'typeorm';
import type { Actor } from './domain/index.js';
import { Officer } from './officer.entity.js';
import { passwordMatches } from './password.js';
import { waitAfterFailures } from './domain/guessing.js';
import { currentAppointment, SessionService, type Origin } from './sign-in/session.service.js';

export { actorFields } from './sign-in/actor-fields.js';

const WRONG: Refusal = {
  code: 'identity/wrong-email-or-password',
  clause: 'ISA-26',
  message: 'The email address or the password is not right.',
  mend: 'Check both and try again.',
};

const WRONG_PASSWORD: Refusal = {
  code: 'identity/wrong-password',
  clause: 'ISA-26',
  message: 'The password is not right.',
  mend: 'Check it and try again.',
};

/** Lets officers in and out. Every success and every refusal leaves a ledger entry. */
@Injectable()
export class SignInService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: LedgerService,
    private readonly sessions: SessionService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Checks who it is, for a browser or for a machine.
   * @returns the actor, or `identity/wrong-email-or-password`, `identity/wait` or `identity/no-appointment`.
   */
  identify(email: string, password: string): Promise<Result<Actor>> {
    return asSystem(() => this.whoIs(email, password));
  }

  private async whoIs(email: string, password: string): Promise<Result<Actor>> {
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
  signIn(email: string, password: string, origin: Origin = {}): Promise<Result<{ token: string; actor: Actor }>> {
    return asSystem(() => this.begin(email, password, origin));
  }

  private async begin(
    email: string,
    password: string,
    origin: Origin,
  ): Promise<Result<{ token: string; actor: Actor }>> {
    const found = await this.whoIs(email, password);
    if (!found.ok) return found;
    const actor = found.value;
    const token = await this.dataSource.transaction((manager) =>
      this.sessions.begin(manager, actor, 'password', origin),
    );
    return accept({ token, actor });
  }

  /** The actor of a session, or null when there is none or it has ended. Marks the session as used. */
  actorOf(token: string): Promise<Actor | null> {
    return asSystem(() => this.sessions.actorOf(token));
  }

  /**
   * Lets a signed-in person show again who they are, by the password.
   * @returns the session's new token, or `identity/wrong-password` or `identity/wait`.
   */
  async stepUp(actor: Actor, password: string): Promise<Result<string>> {
    const now = this.clock.now();
    const officers = this.dataSource.getRepository(Officer);
    const officer = await officers.findOneByOrFail({ id: actor.officerId });
    const waitSeconds = waitAfterFailures(officer.failedSignIns, officer.lastFailedAt, now);
    if (waitSeconds > 0) return this.refused(officer, waiting(waitSeconds));
    if (!(await passwordMatches(password, officer.passwordHash))) {
      await officers.increment({ id: officer.id }, 'failedSignIns', 1);
      await officers.update({ id: officer.id }, { lastFailedAt: now });
      return this.refused(officer, WRONG_PASSWORD);
    }
    await officers.update({ id: officer.id }, { failedSignIns: 0 });
    return accept(await this.dataSource.transaction((manager) => this.sessions.stepUp(manager, actor, 'password')));
  }

  /** Ends a session. */
  signOut(token: string, actor: Actor): Promise<void> {
    return this.sessions.signOut(token, actor);
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
