import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { accept, CLOCK, refuse, type Clock, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { CONFIG, seal, unseal, type Config } from '@broker/platform';
import { generateSecret, generateURI, verify } from 'otplib';
import { DataSource, IsNull, Not, type EntityManager } from 'typeorm';
import { readCode, recoveryCodeOf, type Actor } from '../domain/index.js';
import { Officer } from '../officer.entity.js';
import { actorFields } from './actor-fields.js';
import { AuthenticatorApp } from './authenticator-app.entity.js';
import { GuessingService, waiting } from './guessing.service.js';
import { inSystem } from './in-system.js';
import type { Origin } from './origin.js';
import { Passkey } from './passkey.entity.js';
import { RecoveryCode } from './recovery-code.entity.js';
import { SessionService } from './session.service.js';
import { wrongCode } from './sign-in-refusals.js';
import { sha256 } from './tokens.js';

const PURPOSE = 'authenticator-app';
const STEP_SECONDS = 30;
const RECOVERY_CODES = 10;
const ISSUER = 'Safe City Broker';

/** By which means, besides the password, an officer can show who they are. */
export interface Ways {
  app: boolean;
  passkeys: number;
  recoveryCodesLeft: number;
}

/** Authenticator apps and recovery codes (ISA-26). */
@Injectable()
export class SecondFactorService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: LedgerService,
    private readonly guessing: GuessingService,
    private readonly sessions: SessionService,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'tokenSecret'>,
  ) {}

  /** What an officer has set up. */
  waysOf(officerId: string): Promise<Ways> {
    return inSystem(this.dataSource, (manager) => waysOf(manager, officerId));
  }

  /**
   * The key of a new app, which counts only once `confirmApp` has seen its first code. Asked again, the same key is shown.
   * @returns the key in base32 and the address that a QR code carries.
   */
  beginApp(actor: Actor): Promise<{ key: string; uri: string }> {
    return inSystem(this.dataSource, async (manager) => {
      const { email } = await manager.findOneByOrFail(Officer, { id: actor.officerId });
      const waits = await manager.findOneBy(AuthenticatorApp, { officerId: actor.officerId, confirmedAt: IsNull() });
      const key = waits ? this.open(waits) : generateSecret();
      if (!waits) {
        const secret = seal(this.config.tokenSecret, PURPOSE, actor.officerId, Buffer.from(key));
        await manager.query(
          `INSERT INTO authenticator_app (officer_id, secret, added_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
          [actor.officerId, secret, this.clock.now()],
        );
      }
      return { key, uri: generateURI({ issuer: ISSUER, label: email, secret: key }) };
    });
  }

  /**
   * Takes the first code of a new app. Other browsers of the officer are signed out.
   * @returns the recovery codes when these are the officer's first (null otherwise), or `identity/wrong-code` or `identity/wait`.
   */
  async confirmApp(actor: Actor, code: string, origin: Origin): Promise<Result<{ recoveryCodes: string[] | null }>> {
    const guess = { what: 'code', account: actor.officerId, officerId: actor.officerId, origin } as const;
    const tried = await this.guessing.attempt(guess, () =>
      inSystem(this.dataSource, async (manager) => {
        if (!(await this.takeAppCode(manager, actor.officerId, code, false))) return null;
        const now = this.clock.now();
        await manager.update(AuthenticatorApp, { officerId: actor.officerId }, { confirmedAt: now });
        return { recoveryCodes: await this.added(manager, actor, 'app') };
      }),
    );
    if (tried.waitSeconds > 0) return refuse(waiting(tried.waitSeconds));
    return tried.found ? accept(tried.found) : refuse(wrongCode);
  }

  /** Notes a new way in the caller's transaction, and gives recovery codes to whoever has none. Other browsers are signed out. */
  async added(manager: EntityManager, actor: Actor, method: 'app' | 'passkey'): Promise<string[] | null> {
    const at = this.clock.now();
    await this.ledger.append(manager, { event: 'SecondFactorAdded', ...actorFields(actor), at, facts: { method } });
    await this.sessions.endAfterChange(manager, actor);
    const { recoveryCodesLeft } = await waysOf(manager, actor.officerId);
    return recoveryCodesLeft > 0 ? null : this.makeCodes(manager, actor);
  }

  /** Takes the app away. Recovery codes go with the last way they stand in for. */
  removeApp(actor: Actor): Promise<void> {
    return inSystem(this.dataSource, async (manager) => {
      await manager.delete(AuthenticatorApp, { officerId: actor.officerId });
      await this.removed(manager, actor, 'app');
    });
  }

  /** Notes in the caller's transaction that a way was taken away. */
  async removed(manager: EntityManager, actor: Actor, method: 'app' | 'passkey'): Promise<void> {
    const at = this.clock.now();
    await this.ledger.append(manager, { event: 'SecondFactorRemoved', ...actorFields(actor), at, facts: { method } });
    const { app, passkeys } = await waysOf(manager, actor.officerId);
    if (!app && passkeys === 0) await manager.delete(RecoveryCode, { officerId: actor.officerId });
  }

  /** New recovery codes in place of those before; they are told once and never again. */
  renewCodes(actor: Actor): Promise<string[]> {
    return inSystem(this.dataSource, (manager) => this.makeCodes(manager, actor));
  }

  /**
   * Takes a code in the caller's transaction: of the app, or a recovery code.
   * @returns which it was, or null when it is neither right nor unused.
   */
  async takeCode(manager: EntityManager, actor: Actor, text: string): Promise<'app' | 'recovery-code' | null> {
    const given = readCode(text);
    if (given?.kind === 'app')
      return (await this.takeAppCode(manager, actor.officerId, given.digits, true)) ? 'app' : null;
    if (given?.kind !== 'recovery') return null;
    const codeSha256 = sha256(given.code);
    const unused = { codeSha256, officerId: actor.officerId, usedAt: IsNull() };
    const { affected } = await manager.update(RecoveryCode, unused, { usedAt: this.clock.now() });
    if (affected !== 1) return null;
    const left = (await waysOf(manager, actor.officerId)).recoveryCodesLeft;
    const at = this.clock.now();
    await this.ledger.append(manager, { event: 'RecoveryCodeUsed', ...actorFields(actor), at, facts: { left } });
    return 'recovery-code';
  }

  /** Whether digits are a code of the app of now, of the step before or after, and of none that was taken before. */
  private async takeAppCode(manager: EntityManager, officerId: string, digits: string, isConfirmed: boolean) {
    const app = await manager.findOne(AuthenticatorApp, {
      where: { officerId, confirmedAt: isConfirmed ? Not(IsNull()) : IsNull() },
      lock: { mode: 'pessimistic_write' },
    });
    const given = readCode(digits);
    if (!app || given?.kind !== 'app') return false;
    const checked = await verify({
      secret: this.open(app),
      token: given.digits,
      epoch: Math.floor(this.clock.now().getTime() / 1000),
      epochTolerance: STEP_SECONDS,
      ...(app.lastStep !== null && { afterTimeStep: Number(app.lastStep) }),
    });
    if (!checked.valid || !('timeStep' in checked)) return false;
    await manager.update(AuthenticatorApp, { officerId }, { lastStep: String(checked.timeStep) });
    return true;
  }

  private open({ officerId, secret }: AuthenticatorApp): string {
    return unseal(this.config.tokenSecret, PURPOSE, officerId, secret).toString();
  }

  private async makeCodes(manager: EntityManager, actor: Actor): Promise<string[]> {
    const { officerId } = actor;
    const madeAt = this.clock.now();
    const codes: string[] = [];
    for (
      let made = recoveryCodeOf(randomBytes(64));
      codes.length < RECOVERY_CODES;
      made = recoveryCodeOf(randomBytes(64))
    )
      if (made) codes.push(made);
    await manager.delete(RecoveryCode, { officerId });
    const rows = codes.map((code) => ({ codeSha256: sha256(code.replaceAll('-', '')), officerId, madeAt }));
    await manager.insert(RecoveryCode, rows);
    const facts = { count: codes.length };
    await this.ledger.append(manager, { event: 'RecoveryCodesMade', ...actorFields(actor), at: madeAt, facts });
    return codes;
  }
}

/** What an officer has set up, in the caller's transaction. */
export async function waysOf(manager: EntityManager, officerId: string): Promise<Ways> {
  const [app, passkeys, recoveryCodesLeft] = [
    await manager.existsBy(AuthenticatorApp, { officerId, confirmedAt: Not(IsNull()) }),
    await manager.countBy(Passkey, { officerId }),
    await manager.countBy(RecoveryCode, { officerId, usedAt: IsNull() }),
  ];
  return { app, passkeys, recoveryCodesLeft };
}
