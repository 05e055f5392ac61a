import { parseCanonical } from './canonical-json.js';
import { entriesIn } from './entry-bundle.js';
import { hashesIn, TILE_WIDTH } from './hash-tiles.js';
import { sameBytes, toHex } from './hex.js';
import { firstChange, keptRoot } from './kept-hashes.js';
import type { KeptHashes } from './kept-hashes.js';
import { GrowingTree, HASH_BYTES, leafHash, rootOf } from './merkle-tree.js';
import type { Hash } from './merkle-tree.js';
import { noteText } from './signed-note.js';
import { CHECKPOINT_PATH, filesInOrder, pathOf } from './tile-path.js';
import type { TileFile } from './tile-path.js';
import { parseCheckpoint } from './tlog-checkpoint.js';
import type { Checkpoint } from './tlog-checkpoint.js';
import { TLOG_PROOF_FAULTS } from './tlog-proof.js';
import { openCosigned } from './witness-policy.js';
import type { TrustedCheckpoint, TrustFault, WitnessPolicy } from './witness-policy.js';

/** Where a log is read from: a server, a folder or a bundle. They are asked for `checkpoint` first and then for the files in order, each once. */
export interface LogFiles {
  /** The octets at an address below the log's prefix; null when there is nothing. */
  read(path: string): Promise<Uint8Array | null>;
}

/** What a verifier brings along. */
export interface VerifierKnows {
  policy: WitnessPolicy;
  /** Checkpoints of this log known from elsewhere: kept from last time, told by a witness or by another partner. Signed notes. */
  kept: readonly string[];
  /** The hashes of the entries that were kept with the newest of them, if they were: with them a rewritten entry is named, and not a range alone. */
  keptHashes?: KeptHashes;
  /** The earliest time, in seconds since 1970, at which the quorum may have cosigned; null: any time. Finds an old checkpoint shown again. */
  cosignedSince: number | null;
  /** Whether entries may be withheld, so that their hash is all that is shown (those of other partnerships: see docs/ledger-formats.md). */
  mayWithhold: boolean;
}

/** What can be wrong with a log that is read from its files. */
export type LogFilesFault =
  | TrustFault
  | 'file-missing'
  | 'file-broken'
  | 'gap'
  | 'tree-hash-wrong'
  | 'leaf-not-canonical'
  | 'withheld'
  | 'tile-wrong'
  | 'root-mismatch'
  | 'kept-unreadable'
  | 'rolled-back'
  | 'rewritten'
  | 'not-fresh';

/** Each fault in plain English. */
export const LOG_FILES_FAULTS: Record<LogFilesFault, string> = {
  ...TLOG_PROOF_FAULTS,
  'file-missing': 'a file of the log is missing',
  'file-broken': 'a file of the log breaks off, or holds more than it should',
  gap: 'an entry is missing, or there is one too many',
  'tree-hash-wrong': 'the entry is not the one that the tree was built from',
  'leaf-not-canonical': 'the entry is not canonical JSON',
  withheld: 'the entry is withheld: only its hash is shown',
  'tile-wrong': 'the hashes of the tree do not follow from the entries',
  'root-mismatch': 'the entries do not add up to the root that was signed',
  'kept-unreadable': 'a kept checkpoint cannot be read, or is of another log',
  'rolled-back': 'the log is shorter than it was: a kept checkpoint has more entries',
  rewritten: 'the entries are not those that a kept checkpoint was made of: the log was rewritten',
  'not-fresh': 'the witnesses last cosigned it too long ago: it may be an old checkpoint shown again',
};

/** A log that is not whole. */
export interface BadLog {
  ok: false;
  fault: LogFilesFault;
  /** The first bad entry, from 0; with `until`, the first that may be bad. Null when the fault is of no entry. */
  seq: number | null;
  /** The first bad entry comes before this one; null where `seq` is exactly it. */
  until: number | null;
  /** The file in which the fault was found, or whose lack it is. */
  path: string | null;
}

/** Either the log is whole, or the first bad entry and what is wrong. */
export type LogFilesVerdict =
  | {
      ok: true;
      checkpoint: TrustedCheckpoint;
      /** The checkpoint as it was signed: to be kept until next time. */
      note: string;
      /** Lower-case hexadecimal. */
      rootHash: string;
      /** Entries of which only the hash was shown (see docs/ledger-formats.md). */
      withheld: number;
    }
  | BadLog;

/**
 * Recomputes a whole log from its files and compares it with its signed checkpoint, its witnesses and the kept checkpoints. Reads every file
 * once; memory does not grow with the log. Ends at the first fault.
 */
export async function verifyFiles(files: LogFiles, knows: VerifierKnows): Promise<LogFilesVerdict> {
  const found = await files.read(CHECKPOINT_PATH);
  if (!found) return bad('file-missing', { path: CHECKPOINT_PATH });
  const note = textOf(found);
  const checkpoint = openCosigned(note, knows.policy);
  if (typeof checkpoint === 'string') return bad(checkpoint, { path: CHECKPOINT_PATH });
  const kept = keptOf(knows.kept, checkpoint.origin);
  if (!kept) return bad('kept-unreadable', {});
  const longer = kept.find(({ size }) => size > checkpoint.size);
  if (longer) return rolledBack(files, checkpoint.size, longer, knows.keptHashes);
  if (!isFresh(checkpoint, knows)) return bad('not-fresh', { path: CHECKPOINT_PATH });
  const work = new Recomputation(kept, knows.mayWithhold);
  let changedAt: number | null = null;
  for (const file of filesInOrder(checkpoint.size)) {
    const path = pathOf(file);
    const bytes = await files.read(path);
    if (bytes && file.level === 0) changedAt ??= await changeIn(file, bytes, knows.keptHashes);
    const fault = bytes ? work.take(file, bytes) : bad('file-missing', { seq: work.size, path });
    if (fault) {
      const contradicted = kept.filter(({ size }) => fault.fault === 'rewritten' && size === fault.until);
      return { ...(await closer(fault, changedAt, contradicted, knows.keptHashes)), path };
    }
  }
  const root = work.root();
  if (!sameBytes(root, checkpoint.rootHash)) return work.between('root-mismatch', checkpoint.size);
  return { ok: true, checkpoint, note, rootHash: toHex(root), withheld: work.withheld };
}

const bad = (fault: LogFilesFault, more: Partial<BadLog>): BadLog => ({
  ok: false,
  fault,
  seq: null,
  until: null,
  path: null,
  ...more,
});

/** Octets that are no UTF-8 become a text that is no signed note. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return '';
  }
}

function keptOf(notes: readonly string[], origin: string): Checkpoint[] | null {
  const kept = notes.map((note) => parseCheckpoint(noteText(note) ?? ''));
  return kept.every((each) => each?.origin === origin) ? (kept as Checkpoint[]) : null;
}

function isFresh({ cosignedBy }: TrustedCheckpoint, { cosignedSince, policy }: VerifierKnows): boolean {
  if (cosignedSince === null) return true;
  return cosignedBy.filter(({ time }) => time >= cosignedSince).length >= Math.max(policy.quorum, 1);
}

/** The first entry of a tile of hashes that is not what it was when its hash was kept; null when none is known to be. */
async function changeIn({ index, width }: TileFile, hashes: Uint8Array, kept?: KeptHashes): Promise<number | null> {
  const first = index * TILE_WIDTH;
  const change = kept ? firstChange(hashes, await kept(first, width)) : null;
  return change === null ? null : first + change;
}

/** A log that is shorter than a kept checkpoint says: it ends too early, unless kept hashes tell of an entry before that. */
async function rolledBack(files: LogFiles, size: number, kept: Checkpoint, keptHashes?: KeptHashes): Promise<BadLog> {
  const fault = bad('rolled-back', { seq: size });
  if (!keptHashes) return fault;
  let changedAt: number | null = null;
  for (const file of filesInOrder(size)) {
    const bytes = await files.read(pathOf(file));
    if (bytes && file.level === 0) changedAt ??= await changeIn(file, bytes, keptHashes);
  }
  return closer(fault, changedAt, [kept], keptHashes);
}

/** Names the entry at which the log was rewritten, where kept hashes tell and are true: they add up to a kept checkpoint that it contradicts. */
async function closer(
  fault: BadLog,
  changedAt: number | null,
  contradicted: readonly Checkpoint[],
  keptHashes?: KeptHashes,
): Promise<BadLog> {
  if (changedAt === null || !keptHashes) return fault;
  for (const { size, rootHash } of contradicted) {
    const root = await keptRoot(keptHashes, size);
    if (root && sameBytes(root, rootHash)) return { ...fault, fault: 'rewritten', seq: changedAt, until: null };
  }
  return fault;
}

/** Recomputes the tree file by file. */
class Recomputation {
  private readonly tree = new GrowingTree();
  private readonly keptRoots = new Map<number, Hash[]>();
  /** Hashes that the tiles of each level are to hold and that no tile has held yet; of level 0, those of the entries at hand. */
  private readonly awaited: Hash[][] = [];
  private bundle: ReturnType<typeof entriesIn> = { entries: [], whole: true };
  /** The largest size so far at which a kept checkpoint bore the tree out. */
  private confirmed = 0;
  withheld = 0;

  constructor(
    kept: readonly Checkpoint[],
    private readonly mayWithhold: boolean,
  ) {
    for (const { size, rootHash } of kept) this.keptRoots.set(size, [...(this.keptRoots.get(size) ?? []), rootHash]);
  }

  get size(): number {
    return this.tree.size;
  }

  root(): Hash {
    return this.tree.root();
  }

  /** A fault of which nothing closer is known than that it lies after the last confirmed size. */
  between(fault: LogFilesFault, until: number): BadLog {
    return bad(fault, { seq: this.confirmed, until });
  }

  take({ level, index, width }: TileFile, bytes: Uint8Array): BadLog | null {
    if (level === 'entries') {
      // What is wrong with it is told when its tile is there, which lets the entry be named.
      this.bundle = entriesIn(bytes);
      return null;
    }
    if (bytes.length !== width * HASH_BYTES) return bad('file-broken', { seq: index * TILE_WIDTH ** (level + 1) });
    const hashes = hashesIn(bytes);
    const fault = level === 0 ? this.takeLowest(hashes) : this.takeHigher(level, index, hashes);
    if (!fault && width === TILE_WIDTH) (this.awaited[level + 1] ??= []).push(rootOf(hashes));
    return fault;
  }

  private takeLowest(hashes: readonly Hash[]): BadLog | null {
    const { entries, whole } = this.bundle;
    for (const [i, treeHash] of hashes.entries()) {
      const fault = i === entries.length && !whole ? 'file-broken' : this.faultOf(entries[i], treeHash);
      if (fault) return bad(fault, { seq: this.size });
      this.tree.append(treeHash);
      const rewritten = this.compareWithKept();
      if (rewritten) return rewritten;
    }
    if (entries.length > hashes.length) return bad('gap', { seq: this.size });
    return whole ? null : bad('file-broken', { seq: this.size });
  }

  private faultOf(leaf: Uint8Array | undefined, treeHash: Hash): LogFilesFault | null {
    if (!leaf) return 'gap';
    // No entry is empty: of this one the hash is all that is shown.
    if (leaf.length === 0) {
      this.withheld++;
      return this.mayWithhold ? null : 'withheld';
    }
    if (!sameBytes(leafHash(leaf), treeHash)) return 'tree-hash-wrong';
    return parseCanonical(leaf) === undefined ? 'leaf-not-canonical' : null;
  }

  private compareWithKept(): BadLog | null {
    const roots = this.keptRoots.get(this.size);
    if (!roots) return null;
    const root = this.root();
    if (!roots.every((kept) => sameBytes(kept, root))) return this.between('rewritten', this.size);
    this.confirmed = this.size;
    return null;
  }

  private takeHigher(level: number, index: number, hashes: readonly Hash[]): BadLog | null {
    const expected = this.awaited[level] ?? [];
    this.awaited[level] = [];
    const wrong = hashes.findIndex((hash, i) => !expected[i] || !sameBytes(hash, expected[i]));
    if (wrong === -1) return null;
    const span = TILE_WIDTH ** level;
    const seq = (index * TILE_WIDTH + wrong) * span;
    return bad('tile-wrong', { seq, until: seq + span });
  }
}
