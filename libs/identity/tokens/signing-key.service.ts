import { createHash, createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, DomainError, type Clock } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { asSystem, CONFIG, seal, unseal, type Config } from '@broker/platform';
import { DataSource, LessThanOrEqual, MoreThan, type EntityManager } from 'typeorm';
import { keyLife, minutesAfter, nextKeyFrom, OVERLAP_MINUTES, signingAt } from '../domain/index.js';
import { SigningKey, type PublicJwk } from './signing-key.entity.js';

/** One number, known to every process, under which only one of them makes a key at a time. */
const KEYS_LOCK = 1_831_0010;

const PURPOSE = 'signing-key';

/** Why a key was made: none signed, the last one ends soon, or the operator asked. */
type Why = 'none' | 'due' | 'asked';

/** A key that can sign now. */
export interface Signer {
  kid: string;
  privateKey: KeyObject;
}

/** A public key as it is published (RFC 7517). */
export interface PublishedKey extends PublicJwk {
  kid: string;
  alg: 'ES256';
  use: 'sig';
}

const generate = promisify(generateKeyPair);

/** Makes, publishes, rotates and opens the keys that sign access tokens (ISA-26). */
@Injectable()
export class SigningKeyService {
  /** Public keys never change, so each is read from the database once. */
  private readonly publicKeys = new Map<string, KeyObject>();
  private signerInUse: Signer | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'tokenSecret'>,
  ) {}

  /** The key that signs now; made at once where there is none. Throws DomainError when it was sealed under another secret. */
  async signer(): Promise<Signer> {
    const key = signingAt(await this.keys(), this.clock.now()) ?? (await this.makeDue());
    if (!key) throw new DomainError('There is no signing key.');
    if (this.signerInUse?.kid === key.kid) return this.signerInUse;
    const der = unseal(this.config.tokenSecret, PURPOSE, key.kid, key.sealedPrivateKey);
    this.signerInUse = { kid: key.kid, privateKey: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }) };
    return this.signerInUse;
  }

  /** The public key of an id, whether or not it is still taken (the check of the program says so), or null when there is none. */
  async publicKey(kid: string): Promise<KeyObject | null> {
    const known = this.publicKeys.get(kid);
    if (known) return known;
    const found = await this.dataSource.manager.findOneBy(SigningKey, { kid });
    if (!found) return null;
    const key = createPublicKey({ key: { ...found.publicJwk }, format: 'jwk' });
    this.publicKeys.set(kid, key);
    return key;
  }

  /** Every key that is published now: those that sign, those that will, and those that only verify. */
  async published(): Promise<PublishedKey[]> {
    const found = await this.keys();
    return found.map(({ kid, publicJwk }) => ({ ...publicJwk, kid, alg: 'ES256', use: 'sig' }));
  }

  /** The keys that have not ended, oldest first. */
  keys(): Promise<SigningKey[]> {
    return this.dataSource.manager.find(SigningKey, {
      where: { verifiesUntil: MoreThan(this.clock.now()) },
      order: { notBefore: 'ASC', kid: 'ASC' },
    });
  }

  /** Makes the next key when one is due. Any process may ask at any time: of several at once one makes it. @returns the key that signs now. */
  makeDue(): Promise<SigningKey | null> {
    return this.alone(async (manager) => {
      const now = this.clock.now();
      const keys = await manager.findBy(SigningKey, { verifiesUntil: MoreThan(now) });
      const from = nextKeyFrom(keys, now);
      if (from) keys.push(await this.make(manager, from, from > now ? 'due' : 'none'));
      return signingAt(keys, now);
    });
  }

  /**
   * Makes a new key that signs from now on; the others sign no more.
   * @param distrusted true when a key may have been stolen: what the others signed is then refused from now on.
   * @returns the new key's id.
   */
  rotate(distrusted: boolean): Promise<string> {
    return this.alone(async (manager) => {
      const now = this.clock.now();
      const verifiesUntil = distrusted ? now : minutesAfter(now, OVERLAP_MINUTES);
      const others = await manager.findBy(SigningKey, { verifiesUntil: MoreThan(verifiesUntil) });
      for (const { kid } of others) {
        await manager.update(SigningKey, { kid }, { signsUntil: now, verifiesUntil });
        await this.ledger.append(manager, {
          event: 'SigningKeyStopped',
          ...bySystem(kid, now),
          facts: { verifiesUntil: verifiesUntil.toISOString() },
        });
      }
      return (await this.make(manager, now, 'asked')).kid;
    });
  }

  /** Removes the keys whose time is over. @returns how many. */
  async removeEnded(): Promise<number> {
    const ended = await this.dataSource.manager.delete(SigningKey, {
      verifiesUntil: LessThanOrEqual(this.clock.now()),
    });
    return ended.affected ?? 0;
  }

  private async make(manager: EntityManager, from: Date, why: Why): Promise<SigningKey> {
    const now = this.clock.now();
    const { publicKey, privateKey } = await generate('ec', { namedCurve: 'P-256' });
    const { kty = '', crv = '', x = '', y = '' } = publicKey.export({ format: 'jwk' });
    const publicJwk = { kty, crv, x, y };
    const kid = thumbprint(publicJwk);
    const der = privateKey.export({ format: 'der', type: 'pkcs8' });
    const sealedPrivateKey = seal(this.config.tokenSecret, PURPOSE, kid, der);
    const key = { kid, publicJwk, sealedPrivateKey, madeAt: now, ...keyLife(from) };
    await manager.insert(SigningKey, key);
    const { notBefore, signsUntil } = key;
    await this.ledger.append(manager, {
      event: 'SigningKeyMade',
      ...bySystem(kid, now),
      facts: { why, notBefore: notBefore.toISOString(), signsUntil: signsUntil.toISOString() },
    });
    return key;
  }

  private alone<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const locked = async (manager: EntityManager): Promise<T> => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [KEYS_LOCK]);
      return work(manager);
    };
    return asSystem(() => this.dataSource.transaction(locked));
  }
}

const bySystem = (kid: string, at: Date) => ({
  partnershipId: null,
  agencyId: null,
  officerId: null,
  subject: { kind: 'signing-key', id: kid },
  at,
});

/** RFC 7638: SHA-256 of the key's required members in their order. */
const thumbprint = ({ crv, kty, x, y }: PublicJwk): string =>
  createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
