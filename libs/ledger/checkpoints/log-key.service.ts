import { createHash, createPrivateKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, DomainError, type Clock } from '@broker/kernel';
import { asSystem, CONFIG, seal, unseal, type Config } from '@broker/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { NOTE_KEY, noteKey, noteSigner, sameBytes, toHex, type NoteKey, type NoteSigner } from '../domain/index.js';
import { LedgerService } from '../ledger.service.js';
import { LedgerKey } from './ledger-key.entity.js';

/** One number, known to every process, under which only one of them makes the key. */
const KEY_LOCK = 22_24_27;

const PURPOSE = 'log-key';

/** The key of the log: it signs checkpoints and receipts. Made once, in the database or taken from a file (LOG_KEY_FILE). */
@Injectable()
export class LogKeyService {
  private signerInUse: NoteSigner | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'tokenSecret' | 'logKeyFile' | 'publicUrl'>,
  ) {}

  /** The public key under the log's name; null before the log has one. */
  async publicKey(): Promise<NoteKey | null> {
    if (this.signerInUse) return this.signerInUse.key;
    const found = await asSystem(() => this.dataSource.manager.findOneBy(LedgerKey, { id: 1 }));
    return found && noteKey(found.name, NOTE_KEY, new Uint8Array(found.publicKey));
  }

  /**
   * Who signs for the log; the key is made, or taken from its file, where there is none yet. Throws DomainError when the key cannot be
   * opened, when its file holds another one, or when it lives in a file that this process was not given.
   */
  async signer(): Promise<NoteSigner> {
    this.signerInUse ??= await asSystem(() => this.open());
    return this.signerInUse;
  }

  private async open(): Promise<NoteSigner> {
    const fromFile = await this.readFile();
    const kept = await this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [KEY_LOCK]);
      return (await find(manager)) ?? (await this.make(manager, fromFile));
    });
    const privateKey = fromFile ?? this.unsealed(kept);
    const signer = noteSigner(kept.name, NOTE_KEY, privateKey);
    if (!sameBytes(signer.key.publicKey, kept.publicKey))
      throw new DomainError('LOG_KEY_FILE holds another key than the one that has signed the log so far.');
    return signer;
  }

  private async readFile(): Promise<KeyObject | null> {
    if (!this.config.logKeyFile) return null;
    const pem = await readFile(this.config.logKeyFile, 'utf8').catch(() => {
      throw new DomainError('The file that LOG_KEY_FILE names cannot be read.');
    });
    const key = keyIn(pem);
    if (key?.asymmetricKeyType !== 'ed25519')
      throw new DomainError('The file that LOG_KEY_FILE names holds no Ed25519 private key in PEM.');
    return key;
  }

  private unsealed({ name, sealedPrivateKey }: LedgerKey): KeyObject {
    if (!sealedPrivateKey)
      throw new DomainError('The log’s key lives in a file: LOG_KEY_FILE has to name it for whoever signs.');
    const der = unseal(this.config.tokenSecret, PURPOSE, name, sealedPrivateKey);
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  }

  private async make(manager: EntityManager, fromFile: KeyObject | null): Promise<LedgerKey> {
    const privateKey = fromFile ?? generateKeyPairSync('ed25519').privateKey;
    // Like an address, and no other log's: witnesses tell logs apart by it.
    const name = `${new URL(this.config.publicUrl).hostname}/log/${randomBytes(4).toString('hex')}`;
    const { key } = noteSigner(name, NOTE_KEY, privateKey);
    const der = privateKey.export({ format: 'der', type: 'pkcs8' });
    const at = this.clock.now();
    const made = {
      id: 1,
      name,
      publicKey: Buffer.from(key.publicKey),
      sealedPrivateKey: fromFile ? null : seal(this.config.tokenSecret, PURPOSE, name, der),
      madeAt: at,
    };
    await manager.insert(LedgerKey, made);
    await this.ledger.append(manager, {
      event: 'LogKeyMade',
      partnershipId: null,
      agencyId: null,
      officerId: null,
      subject: null,
      at,
      facts: {
        keyId: toHex(key.keyId),
        publicKeySha256: createHash('sha256').update(key.publicKey).digest('hex'),
        isInFile: fromFile !== null,
      },
    });
    return made;
  }
}

const find = (manager: EntityManager): Promise<LedgerKey | null> =>
  manager.createQueryBuilder(LedgerKey, 'key').addSelect('key.sealedPrivateKey').where('key.id = 1').getOne();

function keyIn(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem);
  } catch {
    return null;
  }
}
