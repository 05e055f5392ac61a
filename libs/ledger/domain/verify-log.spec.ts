import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  canonicalBytes,
  leafHash,
  rootOf,
  toHex,
  verifyLog,
  type LogEntry,
  type LogHead,
  type LogVerdict,
} from './index.js';

const SIZE = 40;
const entry = (seq: number, content: unknown): LogEntry => {
  const leaf = canonicalBytes(content);
  return { seq, leaf, leafHash: leafHash(leaf), treeHash: leafHash(leaf) };
};
const log = (size = SIZE): LogEntry[] => Array.from({ length: size }, (_, i) => entry(i, { v: 1, n: `entry-${i}` }));
const headOf = (entries: LogEntry[]): LogHead => ({
  size: entries.length,
  rootHash: rootOf(entries.map(({ leafHash }) => leafHash)),
});
const HEAD = headOf(log());

async function* stream(entries: LogEntry[]): AsyncIterable<LogEntry> {
  yield* entries;
}
const verify = (entries: LogEntry[], head = HEAD): Promise<LogVerdict> => verifyLog(stream(entries), head);
const place = fc.nat(SIZE - 1);
const twoPlaces = fc.tuple(place, place).filter(([a, b]) => a < b);

describe('verifyLog', () => {
  it('finds nothing wrong with a log of any size', async () => {
    for (const size of [0, 1, 2, 3, 255, 256, 257]) {
      const head = headOf(log(size));
      expect(await verify(log(size), head)).toEqual({ ok: true, size, rootHash: toHex(head.rootHash) });
    }
  });

  it('names an entry of which any bit was flipped', () =>
    fc.assert(
      fc.asyncProperty(place, fc.nat(), fc.nat(7), async (seq, at, bit) => {
        const entries = log();
        const leaf = entries[seq]!.leaf;
        leaf[at % leaf.length]! ^= 1 << bit;
        expect(await verify(entries)).toEqual({ ok: false, seq, fault: 'leaf-hash-wrong' });
      }),
    ));

  it('names an entry that was rewritten together with its hash, from the tree', () =>
    fc.assert(
      fc.asyncProperty(place, async (seq) => {
        const entries = log();
        const forged = entry(seq, { v: 1, n: 'forged' });
        entries[seq] = { ...forged, treeHash: entries[seq]!.treeHash };
        expect(await verify(entries)).toEqual({ ok: false, seq, fault: 'tree-hash-wrong' });
        delete entries[seq].treeHash;
        expect(await verify(entries)).toEqual({ ok: false, seq: null, fault: 'root-mismatch' });
        entries[seq] = forged;
        expect(await verify(entries)).toEqual({ ok: false, seq: null, fault: 'root-mismatch' });
      }),
    ));

  it('names the place of an entry that was deleted, whether or not the rest was renumbered', () =>
    fc.assert(
      fc.asyncProperty(place, async (seq) => {
        const without = log().toSpliced(seq, 1);
        expect(await verify(without)).toEqual({ ok: false, seq, fault: 'gap' });
        const renumbered = without.map((each, i) => ({ ...each, seq: i, treeHash: log()[i]!.treeHash }));
        const fault = seq === SIZE - 1 ? 'gap' : 'tree-hash-wrong';
        expect(await verify(renumbered)).toEqual({ ok: false, seq, fault });
      }),
    ));

  it('names the first of two entries that were swapped', () =>
    fc.assert(
      fc.asyncProperty(twoPlaces, async ([a, b]) => {
        const rows = log();
        [rows[a], rows[b]] = [rows[b]!, rows[a]!];
        expect(await verify(rows)).toEqual({ ok: false, seq: a, fault: 'gap' });
        const renumbered = rows.map((each, i) => ({ ...each, seq: i, treeHash: log()[i]!.treeHash }));
        expect(await verify(renumbered)).toEqual({ ok: false, seq: a, fault: 'tree-hash-wrong' });
      }),
    ));

  it('names the second of two entries that are one', () =>
    fc.assert(
      fc.asyncProperty(place, async (seq) => {
        const entries = log().toSpliced(seq, 0, log()[seq]!);
        expect(await verify(entries)).toEqual({ ok: false, seq: seq + 1, fault: 'gap' });
      }),
    ));

  it('names an entry beyond the head', async () => {
    expect(await verify(log(SIZE + 1))).toEqual({ ok: false, seq: SIZE, fault: 'gap' });
  });

  it('names an entry that is not canonical, though its hash is right', async () => {
    const entries = log();
    const leaf = new TextEncoder().encode('{"n":"entry-7", "v":1}');
    entries[7] = { seq: 7, leaf, leafHash: leafHash(leaf), treeHash: leafHash(leaf) };
    expect(await verify(entries, headOf(entries))).toEqual({ ok: false, seq: 7, fault: 'leaf-not-canonical' });
  });

  it('names an entry that the tree does not hold', async () => {
    const entries = log();
    entries[3]!.treeHash = null;
    expect(await verify(entries)).toEqual({ ok: false, seq: 3, fault: 'tree-hash-wrong' });
  });

  it('finds a head with another root', async () => {
    const root = Uint8Array.from(HEAD.rootHash);
    root[0]! ^= 1;
    expect(await verify(log(), { ...HEAD, rootHash: root })).toEqual({ ok: false, seq: null, fault: 'root-mismatch' });
  });
});
