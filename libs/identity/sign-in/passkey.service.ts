import { Inject, Injectable, Logger } from '@nestjs/common';
import { accept, CLOCK, refuse, type Clock, type Refusal, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { DataSource } from 'typeorm';
import type { Actor } from '../domain/index.js';
import { Officer } from '../officer.entity.js';
import { actorFields } from './actor-fields.js';
import { beginAttempt, takeAttempt } from './attempts.js';
import { inSystem } from './in-system.js';
import { Passkey } from './passkey.entity.js';
import { SecondFactorService } from './second-factor.service.js';
import { SignInService } from './sign-in.service.js';
import { attemptOver, passkeyRefused } from './sign-in-refusals.js';

/** Where the pages stand, as a browser names it: a passkey made for one site is good at no other. */
export interface Site {
  /** For example `https://broker.example`. */
  origin: string;
  /** Its host name, for example `broker.example`. */
  rpId: string;
}

/** A passkey in the list that its officer sees. */
export type PasskeyView = Pick<Passkey, 'id' | 'name' | 'addedAt' | 'lastUsedAt'>;

const NAME_LENGTH_MAX = 60;
const RP_NAME = 'Safe City Broker';

/** Passkeys (WebAuthn): several for each officer, each good alone, for the person's device has checked the person (ISA-26). */
@Injectable()
export class PasskeyService {
  private readonly log = new Logger('Passkeys');

  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: LedgerService,
    private readonly secondFactors: SecondFactorService,
    private readonly signIns: SignInService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** An officer's passkeys, the newest first. */
  passkeysOf(officerId: string): Promise<PasskeyView[]> {
    return inSystem(this.dataSource, (manager) =>
      manager.find(Passkey, {
        where: { officerId },
        select: { id: true, name: true, addedAt: true, lastUsedAt: true },
        order: { addedAt: 'DESC' },
      }),
    );
  }

  /** What a browser needs to make a passkey, and the token of the attempt. */
  async beginAdding(
    actor: Actor,
    site: Site,
  ): Promise<{ options: PublicKeyCredentialCreationOptionsJSON; attempt: string }> {
    const { officerId } = actor;
    const [officer, known] = await inSystem(this.dataSource, async (manager) => [
      await manager.findOneByOrFail(Officer, { id: officerId }),
      await manager.findBy(Passkey, { officerId }),
    ]);
    const options = await generateRegistrationOptions({
      rpName: RP_NAME,
      rpID: site.rpId,
      userName: officer.email,
      userDisplayName: officer.name,
      userID: new Uint8Array(Buffer.from(officerId)),
      attestationType: 'none',
      excludeCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    const waits = { purpose: 'passkey-registration', officerId, expected: { challenge: options.challenge } } as const;
    const attempt = await inSystem(this.dataSource, (manager) => beginAttempt(manager, waits, this.clock.now()));
    return { options, attempt };
  }

  /**
   * Adds a passkey. Other browsers of the officer are signed out.
   * @param response what the browser made, as JSON text.
   * @returns recovery codes where these are the officer's first (null otherwise), or `identity/attempt-over`, `identity/passkey-refused`
   * or `identity/passkey-name`.
   */
  async add(
    actor: Actor,
    given: { attempt: string; response: string; name: string },
    site: Site,
  ): Promise<Result<{ recoveryCodes: string[] | null }>> {
    const name = given.name.trim();
    if (name === '' || name.length > NAME_LENGTH_MAX) return this.refusedChange(actor, passkeyName);
    const attempt = await inSystem(this.dataSource, (manager) =>
      takeAttempt(manager, given.attempt, 'passkey-registration', this.clock.now()),
    );
    if (attempt?.officerId !== actor.officerId) return this.refusedChange(actor, attemptOver);
    const made = await this.orNull(() =>
      verifyRegistrationResponse({
        response: JSON.parse(given.response) as RegistrationResponseJSON,
        expectedChallenge: attempt.expected['challenge'] ?? '',
        expectedOrigin: site.origin,
        expectedRPID: site.rpId,
        requireUserVerification: true,
      }),
    );
    if (!made?.verified) return this.refusedChange(actor, passkeyRefused);
    const { id: credentialId, publicKey, counter, transports } = made.registrationInfo.credential;
    const recoveryCodes = await inSystem(this.dataSource, async (manager) => {
      if (await manager.existsBy(Passkey, { credentialId })) return undefined;
      await manager.insert(Passkey, {
        officerId: actor.officerId,
        credentialId,
        publicKey: Buffer.from(publicKey),
        counter: String(counter),
        transports: transports ?? [],
        name,
        addedAt: this.clock.now(),
      });
      return this.secondFactors.added(manager, actor, 'passkey');
    });
    return recoveryCodes === undefined ? this.refusedChange(actor, passkeyRefused) : accept({ recoveryCodes });
  }

  /** Takes away one of the actor's own passkeys. @returns true, or `identity/no-such-passkey`. */
  async remove(actor: Actor, id: string): Promise<Result<true>> {
    const isRemoved = await inSystem(this.dataSource, async (manager) => {
      const { affected } = await manager.delete(Passkey, { id, officerId: actor.officerId });
      if (affected === 1) await this.secondFactors.removed(manager, actor, 'passkey');
      return affected === 1;
    });
    return isRemoved ? accept(true) : this.refusedChange(actor, noSuchPasskey);
  }

  /**
   * What a browser needs to show a passkey, and the token of the attempt.
   * @param officerId whose passkey is asked for; null lets the browser offer those it knows for this site.
   */
  async beginShowing(
    officerId: string | null,
    site: Site,
  ): Promise<{ options: PublicKeyCredentialRequestOptionsJSON; attempt: string }> {
    const known = officerId ? await inSystem(this.dataSource, (manager) => manager.findBy(Passkey, { officerId })) : [];
    const options = await generateAuthenticationOptions({
      rpID: site.rpId,
      userVerification: 'required',
      allowCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    });
    const waits = { purpose: 'passkey', officerId, expected: { challenge: options.challenge } } as const;
    const attempt = await inSystem(this.dataSource, (manager) => beginAttempt(manager, waits, this.clock.now()));
    return { options, attempt };
  }

  /**
   * Checks a passkey that was shown.
   * @param given the token of the attempt, and what the browser made, as JSON text. @param mustBe whose passkey alone will do; null: anybody's.
   * @returns the officer whose it is, or `identity/attempt-over` or `identity/passkey-refused`, which are then in the log.
   */
  async check(
    given: { attempt: string; response: string },
    site: Site,
    mustBe: string | null,
  ): Promise<Result<{ officerId: string }>> {
    const now = this.clock.now();
    const response = await this.orNull(async () => JSON.parse(given.response) as AuthenticationResponseJSON);
    const [attempt, passkey] = await inSystem(this.dataSource, async (manager) => [
      await takeAttempt(manager, given.attempt, 'passkey', now),
      typeof response?.id === 'string' ? await manager.findOneBy(Passkey, { credentialId: response.id }) : null,
    ]);
    if (!attempt) return this.signIns.refused(passkey?.officerId ?? null, attemptOver);
    const isTheirs = passkey && (mustBe ?? passkey.officerId) === passkey.officerId && attempt.officerId === mustBe;
    if (!isTheirs || !response) return this.signIns.refused(attempt.officerId, passkeyRefused);
    const shown = await this.orNull(() =>
      verifyAuthenticationResponse({
        response,
        expectedChallenge: attempt.expected['challenge'] ?? '',
        expectedOrigin: site.origin,
        expectedRPID: site.rpId,
        requireUserVerification: true,
        credential: {
          id: passkey.credentialId,
          publicKey: new Uint8Array(passkey.publicKey),
          counter: Number(passkey.counter),
        },
      }),
    );
    if (!shown?.verified) return this.signIns.refused(passkey.officerId, passkeyRefused);
    const used = { counter: String(shown.authenticationInfo.newCounter), lastUsedAt: now };
    await inSystem(this.dataSource, (manager) => manager.update(Passkey, { id: passkey.id }, used));
    return accept({ officerId: passkey.officerId });
  }

  private async refusedChange(actor: Actor, refusal: Refusal): Promise<{ ok: false; refusal: Refusal }> {
    await inSystem(this.dataSource, (manager) =>
      this.ledger.append(manager, {
        event: 'SecondFactorRefused',
        ...actorFields(actor),
        at: this.clock.now(),
        facts: { code: refusal.code },
      }),
    );
    return refuse(refusal);
  }

  /** The library throws at whatever is wrong with an answer. Why is for the operator's eyes, without what was sent. */
  private async orNull<T>(check: () => Promise<T>): Promise<T | null> {
    try {
      return await check();
    } catch (error) {
      this.log.warn(`A passkey was not accepted: ${error instanceof SyntaxError ? 'not JSON' : errorName(error)}`);
      return null;
    }
  }
}

const errorName = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

const noSuchPasskey: Refusal = {
  code: 'identity/no-such-passkey',
  clause: 'ISA-26',
  message: 'You have no such passkey.',
  mend: 'Go back to your account and see which you have.',
};

const passkeyName: Refusal = {
  code: 'identity/passkey-name',
  clause: 'ISA-26',
  message: `A passkey needs a name of at most ${NAME_LENGTH_MAX} characters.`,
  mend: 'Name it after the device, for example “Work laptop”.',
};
