import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '@broker/kernel';
import { DataSource, type EntityManager } from 'typeorm';
import { asSystem, asSystemWithin } from '../database/row-scope.js';
import { closeEnvelope, openEnvelope, orderedJson, rewrap } from './envelope.js';
import { VaultDestroyed, VaultKeyUnknown } from './vault-faults.js';
import { VaultItem } from './vault-item.entity.js';
import { VaultKeys, type VaultKey } from './vault-keys.js';

/** What is put into the vault, and for whom. */
export interface NewVaultItem {
  partnershipId: string;
  /** The agencies whose officers may open it; the acting one among them, unless the system acts. */
  agencyIds: readonly string[];
  /** What it belongs to, `request:<id>`. */
  boundTo: string;
  plain: Uint8Array | object;
}

/** Where an item lies, and what may be told of its content. */
export interface Vaulted {
  vaultId: string;
  /** HMAC-SHA256 (hex) under a nonce of the item's own: the only thing of it that may stand in the ledger. */
  commitment: string;
}

const KEYS_LOCK = 23_0001;
const BATCH = 200;
const READS = 3;

/**
 * Keeps personal information, each item encrypted under a key of its own, so that destroying that key disposes of the item for good
 * (ISA-23, 26). The items' keys are closed under a key that lies outside the database (VaultKeys).
 */
@Injectable()
export class VaultService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly keys: VaultKeys,
  ) {}

  /** Puts bytes, or an object that JSON can hold, into the vault in the caller's transaction. */
  async put(manager: EntityManager, { plain, agencyIds, ...place }: NewVaultItem): Promise<Vaulted> {
    const key = await this.closingKey(manager);
    const vaultId = randomUUID();
    const { commitment, ...closed } = closeEnvelope(key, { vaultId, ...place }, bytesOf(plain));
    await manager.insert(VaultItem, { id: vaultId, ...place, agencyIds: [...agencyIds], commitment, ...closed });
    return { vaultId, commitment };
  }

  /**
   * The bytes that were put. Throws VaultDestroyed after their destruction, DomainError when the item is not open to the scope, was
   * altered or belongs to something else.
   */
  async openBytes(manager: EntityManager, vaultId: string, boundTo: string): Promise<Buffer> {
    for (let read = 1; ; read += 1) {
      const [row] = await manager.query<ItemRow[]>(`${ITEM} WHERE id = $1`, [vaultId]);
      if (!row) throw new DomainError('The vault holds no such item that is open here.');
      if (row.keyId === null) throw new VaultDestroyed(vaultId);
      try {
        const place = { vaultId, partnershipId: row.partnershipId, boundTo };
        return openEnvelope(this.keys.of(row.keyId), place, row);
      } catch (error) {
        // Between our two steps it was closed under a newer key, and the older one forgotten.
        if (!(error instanceof VaultKeyUnknown) || read === READS) throw error;
      }
    }
  }

  /** The object that was put; throws as `openBytes`. */
  async openObject<T>(manager: EntityManager, vaultId: string, boundTo: string): Promise<T> {
    return JSON.parse((await this.openBytes(manager, vaultId, boundTo)).toString('utf8')) as T;
  }

  /** Puts other content in the place of a draft's; throws as `openBytes` where that is not there any more. */
  async replace(
    manager: EntityManager,
    vaultId: string,
    boundTo: string,
    plain: Uint8Array | object,
  ): Promise<Vaulted> {
    const key = await this.closingKey(manager);
    const [row] = await manager.query<ItemRow[]>(`${ITEM} WHERE id = $1 AND bound_to = $2 FOR UPDATE`, [
      vaultId,
      boundTo,
    ]);
    if (!row) throw new DomainError('The vault holds no such item that is open here.');
    if (row.keyId === null) throw new VaultDestroyed(vaultId);
    const envelope = closeEnvelope(key, { vaultId, partnershipId: row.partnershipId, boundTo }, bytesOf(plain));
    await manager.update(VaultItem, { id: vaultId }, envelope);
    return { vaultId, commitment: envelope.commitment };
  }

  /** Opens an item to other agencies from now on: what an agency prepared for itself goes out. */
  async share(manager: EntityManager, vaultId: string, agencyIds: readonly string[]): Promise<void> {
    await manager.update(VaultItem, { id: vaultId }, { agencyIds: [...agencyIds] });
  }

  /** Destroys an item: its key, the nonce of its commitment and its cipher text. The row stays and says when. Twice is once. */
  async destroy(manager: EntityManager, vaultId: string, at: Date): Promise<void> {
    await manager.query(
      `UPDATE vault_item SET key_id = NULL, wrapped_key = NULL, sealed = NULL, destroyed_at = $2
        WHERE id = $1 AND destroyed_at IS NULL`,
      [vaultId, at],
    );
  }

  /**
   * Makes a new key in the key file, closes the key of every item under it in batches, while others read and write, and then forgets
   * the older keys. May be run again after it was cut short.
   * @param evidence is called in the transaction that makes the new key. @returns the new key's id and how many items were re-wrapped.
   */
  async rotate(
    evidence: (manager: EntityManager, keyId: string) => Promise<void>,
  ): Promise<{ keyId: string; items: number }> {
    const key = await this.inLock(async (manager) => {
      await this.closingKey(manager);
      const made = this.keys.add();
      await evidence(manager, made.id);
      return made;
    });
    let items = 0;
    for (let batch = -1; batch !== 0; items += batch) batch = await this.rewrapBatch(key);
    await this.inLock(async (manager) => {
      const [{ left }] = await manager.query<[{ left: number }]>(
        'SELECT count(*)::int AS left FROM vault_item WHERE key_id <> $1',
        [key.id],
      );
      if (left === 0) this.keys.forgetOthers();
    });
    return { keyId: key.id, items };
  }

  /** No item is being closed under an older key while this works: whoever closes one shares the lock until its transaction ends. */
  private inLock<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return asSystem(() =>
      this.dataSource.transaction(async (manager) => {
        await manager.query('SELECT pg_advisory_xact_lock($1)', [KEYS_LOCK]);
        return work(manager);
      }),
    );
  }

  private rewrapBatch(to: VaultKey): Promise<number> {
    return asSystem(() =>
      this.dataSource.transaction(async (manager) => {
        const rows = await manager.query<{ id: string; keyId: string; wrappedKey: Buffer }[]>(
          `SELECT id, key_id AS "keyId", wrapped_key AS "wrappedKey" FROM vault_item
            WHERE key_id <> $1 ORDER BY id LIMIT $2 FOR UPDATE`,
          [to.id, BATCH],
        );
        const wrapped = rows.map(({ id, keyId, wrappedKey }) => rewrap(this.keys.of(keyId), to, id, wrappedKey));
        await manager.query(
          `UPDATE vault_item v SET key_id = $1, wrapped_key = n.wrapped_key
             FROM unnest($2::uuid[], $3::bytea[]) AS n(id, wrapped_key) WHERE v.id = n.id`,
          [to.id, rows.map(({ id }) => id), wrapped],
        );
        return rows.length;
      }),
    );
  }

  /** The key that closes what is put now. The first item of an installation makes the key file. */
  private async closingKey(manager: EntityManager): Promise<VaultKey> {
    await manager.query('SELECT pg_advisory_xact_lock_shared($1)', [KEYS_LOCK]);
    if (!this.keys.exists() && !(await this.holdsAnything(manager))) this.keys.make();
    return this.keys.current();
  }

  /** A lost key file is never replaced by a new one: what it opened would be lost without a word. */
  private holdsAnything(manager: EntityManager): Promise<boolean> {
    return asSystemWithin(manager, async () => {
      const [{ found }] = await manager.query<[{ found: boolean }]>(
        'SELECT EXISTS (SELECT FROM vault_item WHERE destroyed_at IS NULL) AS found',
      );
      return found;
    });
  }
}

type ItemRow = { partnershipId: string; commitment: string } & (
  { keyId: null; wrappedKey: null; sealed: null } | { keyId: string; wrappedKey: Buffer; sealed: Buffer }
);

const ITEM = `SELECT partnership_id AS "partnershipId", key_id AS "keyId", wrapped_key AS "wrappedKey", sealed, commitment
  FROM vault_item`;

const bytesOf = (plain: Uint8Array | object): Uint8Array =>
  plain instanceof Uint8Array ? plain : Buffer.from(orderedJson(plain));
