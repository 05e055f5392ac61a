import { Inject, Injectable } from '@nestjs/common';
import { accept, CLOCK, refuse, type Clock, type Refusal, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../domain/index.js';
import { Officer } from '../officer.entity.js';
import { beginAttempt, findAttempt, takeAttempt } from './attempts.js';
import { GuessingService, waiting } from './guessing.service.js';
import { inSystem } from './in-system.js';
import type { Origin } from './origin.js';
import { passwordMatches } from './password.js';
import { SecondFactorService, waysOf, type Ways } from './second-factor.service.js';
import { currentAppointment, SessionService, type SignInMethod } from './session.service.js';
import {
  attemptOver,
  noAppointment,
  secondFactorNeeded,
  wrongCode,
  wrongEmailOrPassword,
  wrongPassword,
} from './sign-in-refusals.js';

/** A browser that is signed in: the tokens of its session and of the cookie that knows it again. Neither is stored. */
export interface SignedIn {
  actor: Actor;
  token: string;
  device: string;
}

/** The answer to a right password: signed in, or the token of an attempt that waits for a second proof. */
export type SignInAnswer = (SignedIn & { attempt?: never }) | { attempt: string; ways: Ways; token?: never };

/** Lets officers in and out. Every success and every refusal leaves a ledger entry. */
@Injectable()
export class SignInService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: LedgerService,
    private readonly sessions: SessionService,
    private readonly guessing: GuessingService,
    private readonly secondFactors: SecondFactorService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Checks who it is, for a program.
   * @param given the code of the second proof, where the account asks for one, and where the request comes from.
   * @returns the actor, or `identity/wrong-email-or-password`, `identity/wait`, `identity/no-appointment`,
   * `identity/second-factor-needed` or `identity/wrong-code`.
   */
  async identify(
    email: string,
    password: string,
    given: { code?: string | undefined; origin?: Origin } = {},
  ): Promise<Result<Actor>> {
    const origin = given.origin ?? {};
    const actor = await this.byPassword(email, password, origin);
    if (!actor.ok) return actor;
    if (!asksForMore(await this.secondFactors.waysOf(actor.value.officerId))) return actor;
    if (!given.code) return this.refused(actor.value.officerId, secondFactorNeeded);
    const proof = await this.byCode(actor.value, given.code, origin);
    return proof.ok ? actor : proof;
  }

  /**
   * Signs a browser in, or asks for the second proof that the officer has set up.
   * @returns also `identity/wrong-email-or-password`, `identity/wait` or `identity/no-appointment`.
   */
  async signIn(email: string, password: string, origin: Origin = {}): Promise<Result<SignInAnswer>> {
    const actor = await this.byPassword(email, password, origin);
    return actor.ok ? accept(await this.goOn(actor.value, 'password', origin)) : actor;
  }

  /**
   * Goes on after a first proof: to the second one where the officer has set one up, otherwise in.
   * @param isFresh false when the first proof was given some time ago.
   */
  goOn(actor: Actor, first: 'password' | 'provider', origin: Origin, isFresh = true): Promise<SignInAnswer> {
    return inSystem(this.dataSource, async (manager) => {
      const ways = await waysOf(manager, actor.officerId);
      if (!asksForMore(ways)) return this.letIn(manager, actor, first, origin, isFresh);
      const waits = { purpose: 'second-factor', officerId: actor.officerId, expected: { first } } as const;
      return { attempt: await beginAttempt(manager, waits, this.clock.now()), ways };
    });
  }

  /** The means open to an attempt that waits for a second proof, or null when it is over. */
  async waysOfAttempt(attempt: string): Promise<{ officerId: string; ways: Ways } | null> {
    return inSystem(this.dataSource, async (manager) => {
      const found = await findAttempt(manager, attempt, 'second-factor', this.clock.now());
      return found?.officerId ? { officerId: found.officerId, ways: await waysOf(manager, found.officerId) } : null;
    });
  }

  /**
   * Ends an attempt with a code of the app or a recovery code.
   * @returns also `identity/attempt-over`, `identity/wrong-code`, `identity/wait` or `identity/no-appointment`.
   */
  async finishWithCode(attempt: string, code: string, origin: Origin = {}): Promise<Result<SignedIn>> {
    const actor = await this.actorOfAttempt(attempt);
    if (!actor.ok) return actor;
    const proof = await this.byCode(actor.value, code, origin);
    return proof.ok ? this.finish(attempt, actor.value, proof.value, origin) : proof;
  }

  /** Ends an attempt with a passkey that was checked already. @returns as `finishWithCode`. */
  async finishWithPasskey(attempt: string, officerId: string, origin: Origin = {}): Promise<Result<SignedIn>> {
    const actor = await this.actorOfAttempt(attempt);
    if (!actor.ok) return actor;
    if (actor.value.officerId !== officerId) return this.refused(officerId, attemptOver);
    return this.finish(attempt, actor.value, 'passkey', origin);
  }

  /** Signs a browser in whose person has been checked by a passkey or an agency's own sign-in. @returns or `identity/no-appointment`. */
  async signInAs(officerId: string, method: 'passkey' | 'provider', origin: Origin, isFresh = true) {
    const actor = await inSystem(this.dataSource, (manager) =>
      currentAppointment(manager, officerId, this.clock.now()),
    );
    if (!actor) return this.refused(officerId, noAppointment);
    const signedIn = await inSystem(this.dataSource, (manager) => this.letIn(manager, actor, method, origin, isFresh));
    return accept(signedIn);
  }

  /** The actor of a session, or null when there is none or it has ended. Marks the session as used. */
  actorOf(token: string): Promise<Actor | null> {
    return this.sessions.actorOf(token);
  }

  /**
   * Lets a signed-in person show again who they are: by a code where an app or passkeys are set up, by the password otherwise.
   * @returns the session's new token, or `identity/wrong-password`, `identity/wrong-code`, `identity/second-factor-needed` or `identity/wait`.
   */
  async stepUp(
    actor: Actor,
    given: { password?: string; code?: string },
    origin: Origin = {},
  ): Promise<Result<string>> {
    if (given.code !== undefined) {
      const proof = await this.byCode(actor, given.code, origin);
      return proof.ok ? accept(await this.stepUpWith(actor, proof.value)) : proof;
    }
    if (asksForMore(await this.secondFactors.waysOf(actor.officerId)))
      return this.refused(actor.officerId, secondFactorNeeded);
    const right = await this.byOwnPassword(actor, given.password ?? '', origin);
    return right.ok ? accept(await this.stepUpWith(actor, 'password')) : right;
  }

  /** Notes that a person has shown again who they are by a means that was checked already. @returns the session's new token. */
  stepUpWith(actor: Actor, method: 'password' | 'app' | 'recovery-code' | 'passkey'): Promise<string> {
    return inSystem(this.dataSource, (manager) => this.sessions.stepUp(manager, actor, method));
  }

  /** Checks the password of somebody who is signed in. @returns also `identity/wrong-password` or `identity/wait`. */
  async byOwnPassword(actor: Actor, password: string, origin: Origin): Promise<Result<true>> {
    const { officerId } = actor;
    const { email, passwordHash } = await inSystem(this.dataSource, (manager) =>
      manager.findOneByOrFail(Officer, { id: officerId }),
    );
    const tried = await this.guessing.attempt({ what: 'password', account: email, officerId, origin }, async () =>
      (await passwordMatches(password, passwordHash)) ? true : null,
    );
    if (tried.waitSeconds > 0) return this.refused(officerId, waiting(tried.waitSeconds));
    return tried.found ? accept(true) : this.refused(officerId, wrongPassword);
  }

  /** Ends a session. */
  signOut(token: string, actor: Actor): Promise<void> {
    return this.sessions.signOut(token, actor);
  }

  /** Writes a refusal into the log by itself: there is no act for it to be part of. @param officerId null when nobody is known. */
  async refused(officerId: string | null, refusal: Refusal): Promise<{ ok: false; refusal: Refusal }> {
    await inSystem(this.dataSource, async (manager) => {
      const now = this.clock.now();
      const actor = officerId ? await currentAppointment(manager, officerId, now) : null;
      await this.ledger.append(manager, {
        event: 'SignInRefused',
        partnershipId: actor?.partnershipId ?? null,
        agencyId: actor?.agencyId ?? null,
        officerId,
        subject: null,
        at: now,
        facts: { code: refusal.code },
      });
    });
    return refuse(refusal);
  }

  /** The same work for an unknown address as for a known one: neither the answer nor its time tells them apart. */
  private async byPassword(email: string, password: string, origin: Origin): Promise<Result<Actor>> {
    const account = email.trim().toLowerCase();
    const officer = await inSystem(this.dataSource, (manager) => manager.findOneBy(Officer, { email: account }));
    const officerId = officer?.id ?? null;
    const tried = await this.guessing.attempt({ what: 'password', account, officerId, origin }, async () =>
      (await passwordMatches(password, officer?.passwordHash ?? null)) ? officerId : null,
    );
    if (tried.waitSeconds > 0) return this.refused(officerId, waiting(tried.waitSeconds));
    if (!tried.found) return this.refused(officerId, wrongEmailOrPassword);
    const actor = await inSystem(this.dataSource, (manager) =>
      currentAppointment(manager, tried.found ?? '', this.clock.now()),
    );
    return actor ? accept(actor) : this.refused(officerId, noAppointment);
  }

  private async byCode(actor: Actor, code: string, origin: Origin): Promise<Result<'app' | 'recovery-code'>> {
    const { officerId } = actor;
    const tried = await this.guessing.attempt({ what: 'code', account: officerId, officerId, origin }, () =>
      inSystem(this.dataSource, (manager) => this.secondFactors.takeCode(manager, actor, code)),
    );
    if (tried.waitSeconds > 0) return this.refused(officerId, waiting(tried.waitSeconds));
    return tried.found ? accept(tried.found) : this.refused(officerId, wrongCode);
  }

  private async actorOfAttempt(attempt: string): Promise<Result<Actor>> {
    const now = this.clock.now();
    const { officerId, actor } = await inSystem(this.dataSource, async (manager) => {
      const found = await findAttempt(manager, attempt, 'second-factor', now);
      const who = found?.officerId ?? null;
      return { officerId: who, actor: who ? await currentAppointment(manager, who, now) : null };
    });
    if (!officerId) return this.refused(null, attemptOver);
    return actor ? accept(actor) : this.refused(officerId, noAppointment);
  }

  private async finish(
    attempt: string,
    actor: Actor,
    proof: 'app' | 'recovery-code' | 'passkey',
    origin: Origin,
  ): Promise<Result<SignedIn>> {
    const signedIn = await inSystem(this.dataSource, async (manager) => {
      const taken = await takeAttempt(manager, attempt, 'second-factor', this.clock.now());
      const first = taken?.expected['first'] === 'provider' ? 'provider' : 'password';
      return taken ? this.letIn(manager, actor, `${first}-and-${proof}`, origin) : null;
    });
    return signedIn ? accept(signedIn) : this.refused(actor.officerId, attemptOver);
  }

  private async letIn(
    manager: EntityManager,
    actor: Actor,
    method: SignInMethod,
    origin: Origin,
    isFresh = true,
  ): Promise<SignedIn> {
    const token = await this.sessions.begin(manager, actor, method, origin, isFresh);
    return { actor, token, device: this.guessing.deviceToken(actor.officerId) };
  }
}

/** Whether an officer has set up a second proof. */
export const asksForMore = ({ app, passkeys }: Ways): boolean => app || passkeys > 0;
