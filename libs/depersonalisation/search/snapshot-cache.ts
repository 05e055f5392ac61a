import type { Snapshot } from './snapshot.js';

/** A snapshot is worth its memory when it has at most this share of the rows it was counted from. */
const WORTHWHILE_SHARE = 0.7;

/** More than this many are not looked through for each check. */
const MOST_SNAPSHOTS = 512;

/** Snapshots within a budget of bytes; the base, from which everything can be counted, is kept outside the budget. */
export class SnapshotCache {
  private kept: Snapshot[] = [];
  private bytes = 0;
  private uses = 0;
  /** Most bytes at any time, without the base. */
  peakBytes = 0;

  constructor(
    private readonly base: Snapshot,
    private readonly budgetBytes: number,
  ) {}

  /** The snapshot with the fewest rows from which these levels can be counted. */
  smallestBelow(levels: Uint8Array): Snapshot {
    let best = this.base;
    for (const snapshot of this.kept) if (snapshot.rows < best.rows && snapshot.isBelow(levels)) best = snapshot;
    best.lastUse = ++this.uses;
    return best;
  }

  /** Whether a snapshot of this many rows, counted from `parent`, should be made at all. */
  wants(rows: number, parent: Snapshot): boolean {
    return rows <= parent.rows * WORTHWHILE_SHARE && (parent.bytes / parent.rows) * rows <= this.budgetBytes / 4;
  }

  /** Keeps a snapshot; those unused for longest make room. */
  add(snapshot: Snapshot): void {
    if (snapshot.bytes > this.budgetBytes) return;
    snapshot.lastUse = ++this.uses;
    if (this.bytes + snapshot.bytes > this.budgetBytes || this.kept.length >= MOST_SNAPSHOTS)
      this.makeRoom(snapshot.bytes);
    this.kept.push(snapshot);
    this.bytes += snapshot.bytes;
    this.peakBytes = Math.max(this.peakBytes, this.bytes);
  }

  /** Drops snapshots that no longer serve any of the levels still to be looked at. */
  keepOnly(serves: (snapshot: Snapshot) => boolean): void {
    this.kept = this.kept.filter((snapshot) => serves(snapshot));
    this.bytes = this.kept.reduce((sum, snapshot) => sum + snapshot.bytes, 0);
  }

  private makeRoom(bytes: number): void {
    this.kept.sort((a, b) => b.lastUse - a.lastUse);
    while (this.kept.length > 0 && (this.bytes + bytes > this.budgetBytes || this.kept.length >= MOST_SNAPSHOTS)) {
      this.bytes -= this.kept.pop()!.bytes;
    }
  }
}
