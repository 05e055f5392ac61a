import { DomainError } from '@broker/kernel';
import type { EntityManager } from 'typeorm';
import {
  consistencyProof,
  consistencyRanges,
  hashesInTiles,
  signCheckpoint,
  tilesOf,
  verifyConsistency,
  type Checkpoint,
  type Hash,
  type NoteSigner,
} from '../domain/index.js';
import { newestHead, tilesNamed } from '../ledger-rows.js';
import { LedgerCheckpoint } from './ledger-checkpoint.entity.js';

/** One number, known to every broker, under which only one process signs at a time. */
const CHECKPOINT_LOCK = 22_24_28;

/** The hashes that show the tree of `size1` leaves to be the beginning of that of `size2`, from the tiles; none for the empty tree. */
export async function storedConsistency(manager: EntityManager, size1: number, size2: number): Promise<Hash[]> {
  if (size1 === 0 || size1 === size2) return [];
  const tiles = await tilesNamed(manager, tilesOf(consistencyRanges(size1, size2)));
  return consistencyProof(size1, size2, hashesInTiles(tiles));
}

/** The newest checkpoint, or null. */
export async function newestCheckpoint(manager: EntityManager): Promise<LedgerCheckpoint | null> {
  const [newest] = await manager.find(LedgerCheckpoint, { order: { size: 'DESC' }, take: 1 });
  return newest ?? null;
}

/**
 * Signs the newest head in the transaction of `manager`, if it is newer than the last checkpoint. Returns its size, or null when there is
 * nothing new. Throws DomainError when it does not follow from the last checkpoint: two such checkpoints are never signed (ISA-22).
 */
export async function signNewestHead(manager: EntityManager, signer: NoteSigner, at: Date): Promise<number | null> {
  await manager.query('SELECT pg_advisory_xact_lock($1)', [CHECKPOINT_LOCK]);
  const [head, last] = [await newestHead(manager), await newestCheckpoint(manager)];
  const lastSize = Number(last?.size ?? 0);
  if (head.size === 0 || head.size === lastSize) return null;
  const proof = head.size > lastSize ? await storedConsistency(manager, lastSize, head.size) : null;
  const claim = { size1: lastSize, root1: last?.rootHash ?? new Uint8Array(0), size2: head.size, root2: head.rootHash };
  if (!proof || (last && !verifyConsistency(claim, proof)))
    throw new DomainError('The log does not follow from its last checkpoint: nothing is signed.');
  const { size, rootHash } = head;
  const checkpoint: Checkpoint = { origin: signer.key.name, size, rootHash };
  const note = signCheckpoint(checkpoint, signer);
  await manager.insert(LedgerCheckpoint, {
    size: String(size),
    rootHash: Buffer.from(rootHash),
    note,
    madeAt: at,
  });
  return size;
}
