import { CHECKPOINT_PATH } from '../../libs/ledger/domain/index.js';
import { Chance } from './chance.js';
import { filesOf, inventedLeaf, noteOf, type Files } from './made-log.js';

/** A log with which something was done by somebody who cannot sign, and which entry is the first bad one (null: none is). */
export interface TamperedLog {
  kind: string;
  seq: number | null;
  /** Made when it is asked for. */
  files: () => Files;
}

const flipped = (bytes: Uint8Array, at: number, bit: number): Uint8Array => {
  const copy = Uint8Array.from(bytes);
  copy[at]! ^= 1 << bit;
  return copy;
};

/** Where each entry of a bundle starts, its two length bytes first. */
function startsIn(bundle: Uint8Array): number[] {
  const view = new DataView(bundle.buffer, bundle.byteOffset);
  const starts: number[] = [];
  for (let at = 0; at < bundle.length; at += 2 + view.getUint16(at)) starts.push(at);
  return starts;
}

/** Every byte of every file with a bit of it flipped; `bits` of each byte, of which chance picks the first. */
export function* flippedBytes(files: Files, bits: number, chance: Chance): Iterable<TamperedLog> {
  let firstEntry = 0;
  for (const [path, bytes] of files) {
    const starts = path.startsWith('tile/entries/') ? startsIn(bytes) : [];
    for (let at = 0; at < bytes.length; at++) {
      const first = chance.upTo(8);
      for (let more = 0; more < bits; more++) {
        const altered = (): Files => new Map(files).set(path, flipped(bytes, at, (first + more) % 8));
        yield { kind: kindOf(path), seq: badEntry(path, at, starts, firstEntry), files: altered };
      }
    }
    firstEntry += starts.length;
  }
}

const kindOf = (path: string): string =>
  path === CHECKPOINT_PATH ? 'checkpoint byte' : path.startsWith('tile/entries/') ? 'entry byte' : 'tree byte';

/** The entry that a byte belongs to; of a byte of a higher tile, the first entry below its hash. */
function badEntry(path: string, at: number, starts: readonly number[], firstEntry: number): number | null {
  if (path === CHECKPOINT_PATH) return null;
  if (starts.length > 0) return firstEntry + starts.findLastIndex((start) => start <= at);
  const [, level, index] = /^tile\/(\d)\/(\d{3})/.exec(path)!;
  return (Number(index) * 256 + Math.floor(at / 32)) * 256 ** Number(level);
}

/**
 * Entries deleted, swapped, duplicated and forged: in the bundles alone, and with the tree made to fit them. The signed checkpoint stays what
 * it was, as nobody here can sign. `pairs` swaps, picked by chance.
 */
export function* rearranged(leaves: readonly Uint8Array[], pairs: number, chance: Chance): Iterable<TamperedLog> {
  const note = noteOf(leaves);
  const both = function* (kind: string, seq: number, altered: readonly Uint8Array[]): Iterable<TamperedLog> {
    yield { kind: `${kind}, tree left`, seq, files: () => filesOf(altered, note, leaves) };
    const fitting = [...altered, ...leaves.slice(altered.length)].slice(0, leaves.length);
    yield { kind: `${kind}, tree made to fit`, seq, files: () => filesOf(altered, note, fitting) };
  };
  for (let seq = 0; seq < leaves.length; seq++) {
    yield* both('deleted', seq, leaves.toSpliced(seq, 1));
    yield* both('deleted and replaced at the end', seq, [...leaves.toSpliced(seq, 1), inventedLeaf(seq, 'new')]);
    yield* both('duplicated', seq + 1, leaves.toSpliced(seq, 0, leaves[seq]!));
    yield* both('forged', seq, leaves.with(seq, inventedLeaf(seq, 'forged')));
    yield* both('emptied', seq, leaves.with(seq, new Uint8Array(0)));
  }
  for (let n = 0; n < pairs; n++) {
    const a = chance.upTo(leaves.length - 1);
    const b = chance.from(a + 1, leaves.length - 1);
    yield* both('swapped', a, leaves.with(a, leaves[b]!).with(b, leaves[a]!));
  }
}
