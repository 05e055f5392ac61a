import { createPrivateKey } from 'node:crypto';
import {
  canonicalBytes,
  CHECKPOINT_PATH,
  checkpointText,
  consistencyProof,
  COSIGNATURE_KEY,
  cosignatureLine,
  entryBundle,
  filesInOrder,
  HASH_BYTES,
  leafHash,
  NOTE_KEY,
  noteSigner,
  openCheckpoint,
  pathOf,
  rootOf,
  signCheckpoint,
  TILE_WIDTH,
  verifyConsistency,
  type Checkpoint,
  type Hash,
  type KeptHashes,
  type LogFiles,
  type NoteKey,
  type NoteSigner,
} from '../../libs/ledger/domain/index.js';

/** A log as its files, by address. */
export type Files = Map<string, Uint8Array>;

/** When the first checkpoint was cosigned, in seconds since 1970. */
export const FIRST_TIME = 1_763_596_800;

/** Somebody who signs with a key that depends on nothing but the number. */
export function signerOf(name: string, type: 1 | 4, number: number): NoteSigner {
  const seed = number.toString(16).padStart(64, '0');
  const der = Buffer.from(`302e020100300506032b657004220420${seed}`, 'hex');
  return noteSigner(name, type, createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
}

export const LOG = signerOf('broker.example/log', NOTE_KEY, 1);

/** An entry that looks like one of the product's. */
export const inventedLeaf = (n: number, marker = 'x'): Uint8Array =>
  canonicalBytes({ v: 1, event: 'ReleaseMade', eventId: `${marker}-${n}`, clause: 'ISA-9', facts: { rows: n * 7 } });

export const inventedLeaves = (count: number, marker?: string): Uint8Array[] =>
  Array.from({ length: count }, (_, n) => inventedLeaf(n, marker));

export const checkpointOf = (leaves: readonly Uint8Array[]): Checkpoint => ({
  origin: LOG.key.name,
  size: leaves.length,
  rootHash: rootOf(leaves.map(leafHash)),
});

/** The signed checkpoint of a log, and after it whatever cosignatures are given. */
export const noteOf = (leaves: readonly Uint8Array[], cosignatures: readonly string[] = []): string =>
  signCheckpoint(checkpointOf(leaves), LOG) + cosignatures.join('');

/** All files of a log with these entries, those beyond the tree in the last bundle; the tiles may be of other entries than the bundles, as a forger would have them. */
export function filesOf(leaves: readonly Uint8Array[], note = noteOf(leaves), treeLeaves = leaves): Files {
  const files: Files = new Map([[CHECKPOINT_PATH, new TextEncoder().encode(note)]]);
  const levels: Hash[][] = [treeLeaves.map(leafHash)];
  while (levels.at(-1)!.length >= TILE_WIDTH) {
    const below = levels.at(-1)!;
    const full = Math.floor(below.length / TILE_WIDTH);
    levels.push(Array.from({ length: full }, (_, i) => rootOf(below.slice(i * TILE_WIDTH, (i + 1) * TILE_WIDTH))));
  }
  for (const file of filesInOrder(treeLeaves.length)) {
    const from = file.index * TILE_WIDTH;
    const bytes =
      file.level === 'entries'
        ? entryBundle(leaves.slice(from, file.width < TILE_WIDTH ? undefined : from + file.width))
        : Uint8Array.from(levels[file.level]!.slice(from, from + file.width).flatMap((hash) => [...hash]));
    files.set(pathOf(file), bytes);
  }
  return files;
}

/** The hashes of these entries, as an auditor keeps them. */
export const keptHashesOf = (leaves: readonly Uint8Array[]): KeptHashes => {
  const hashes = Buffer.concat(leaves.map(leafHash));
  return async (first, count) => hashes.subarray(first * HASH_BYTES, (first + count) * HASH_BYTES);
};

export const reading = (files: Files): LogFiles => ({ read: async (path) => files.get(path) ?? null });

/** A witness that does as C2SP tlog-witness says: cosigns what continues the last that it has cosigned, and nothing else. */
export class HonestWitness {
  readonly signer: NoteSigner;
  private last: { checkpoint: Checkpoint; note: string } | null = null;

  constructor(
    name: string,
    number: number,
    private readonly logKey: NoteKey = LOG.key,
  ) {
    this.signer = signerOf(name, COSIGNATURE_KEY, number);
  }

  /** The newest checkpoint that it has cosigned. */
  get newest(): string | null {
    return this.last?.note ?? null;
  }

  /** The cosignature, or null when the checkpoint does not continue the last one. */
  cosign(note: string, proof: readonly Hash[], time: number): string | null {
    const checkpoint = openCheckpoint(note, [this.logKey]);
    if (typeof checkpoint === 'string') return null;
    const last = this.last?.checkpoint;
    const claim = last && {
      size1: last.size,
      root1: last.rootHash,
      size2: checkpoint.size,
      root2: checkpoint.rootHash,
    };
    if (claim && !verifyConsistency(claim, proof)) return null;
    this.last = { checkpoint, note };
    return cosignatureLine(this.signer, time, checkpointText(checkpoint));
  }
}

/** The proof that the first `size1` of these entries are the beginning of them all. */
export function proofFrom(size1: number, leaves: readonly Uint8Array[]): Hash[] {
  const hashes = leaves.map(leafHash);
  if (size1 === 0 || size1 > hashes.length) return [];
  return consistencyProof(size1, hashes.length, ({ level, index }) =>
    rootOf(hashes.slice(index * 2 ** level, (index + 1) * 2 ** level)),
  );
}
