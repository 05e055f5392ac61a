import { hash } from 'node:crypto';
import { DomainError } from '@broker/kernel';

/** A SHA-256 hash, 32 bytes. */
export type Hash = Uint8Array;

/** Length of every hash, in bytes. */
export const HASH_BYTES = 32;

const LEAF_PREFIX = 0;
const NODE_PREFIX = 1;

/** The root of the tree without leaves: SHA-256 of nothing (RFC 6962 section 2.1). */
export const EMPTY_ROOT: Hash = sha256(new Uint8Array(0));

/** The hash of one leaf: SHA-256(0x00 ‖ leaf) (RFC 6962 section 2.1). */
export function leafHash(leaf: Uint8Array): Hash {
  const bytes = new Uint8Array(1 + leaf.length);
  bytes[0] = LEAF_PREFIX;
  bytes.set(leaf, 1);
  return sha256(bytes);
}

/** The hash of an inner node: SHA-256(0x01 ‖ left ‖ right) (RFC 6962 section 2.1). */
export function nodeHash(left: Hash, right: Hash): Hash {
  const bytes = new Uint8Array(1 + left.length + right.length);
  bytes[0] = NODE_PREFIX;
  bytes.set(left, 1);
  bytes.set(right, 1 + left.length);
  return sha256(bytes);
}

/** In one call: a million of them must not leave a million objects behind. */
function sha256(bytes: Uint8Array): Hash {
  return hash('sha256', bytes, 'buffer');
}

/**
 * A tree to which leaves are only appended, of which nothing is kept but the roots of its complete subtrees:
 * one hash per set bit of the size, the largest subtree first. Memory O(log n).
 */
export class GrowingTree {
  private readonly subtrees: Hash[] = [];
  private leaves = 0;

  /** Number of leaves. */
  get size(): number {
    return this.leaves;
  }

  /** Appends one leaf, given by its leaf hash. */
  append(hash: Hash): void {
    let merged = hash;
    for (let rest = this.leaves; rest % 2 === 1; rest = (rest - 1) / 2) merged = nodeHash(this.subtrees.pop()!, merged);
    this.subtrees.push(merged);
    this.leaves++;
  }

  /** The root hash of the tree as it stands. */
  root(): Hash {
    return foldSubtrees(this.subtrees);
  }
}

/** The root over complete subtrees that stand side by side, largest first; the empty root when there are none. */
export function foldSubtrees(subtrees: readonly Hash[]): Hash {
  return subtrees.length === 0 ? EMPTY_ROOT : subtrees.reduceRight((right, left) => nodeHash(left, right));
}

/** The root of the tree with these leaf hashes, in order. */
export function rootOf(leafHashes: Iterable<Hash>): Hash {
  const tree = new GrowingTree();
  for (const hash of leafHashes) tree.append(hash);
  return tree.root();
}

/** The complete subtree that holds leaves `index·2^level` up to, not including, `(index+1)·2^level`. */
export interface TreeNode {
  level: number;
  index: number;
}

/** Looks a complete subtree's hash up, wherever it is kept. */
export type NodeHashes = (node: TreeNode) => Hash;

/** A run of leaves, `start` included, `end` not; inside a tree of which it is one subtree or its right edge. */
export interface LeafRange {
  start: number;
  end: number;
}

/** The complete subtrees that make up a run of leaves, largest first. Throws DomainError on a run no tree has. */
export function nodesOf({ start, end }: LeafRange): TreeNode[] {
  const nodes: TreeNode[] = [];
  for (let at = start; at < end;) {
    const width = largestPowerOfTwoUpTo(end - at);
    if (at % width !== 0) throw new DomainError(`Leaves ${start} to ${end} are not a subtree`);
    nodes.push({ level: Math.log2(width), index: at / width });
    at += width;
  }
  return nodes;
}

/** The tree hash of a run of leaves, from the hashes of the complete subtrees it consists of. */
export const rangeHash = (range: LeafRange, hashes: NodeHashes): Hash => foldSubtrees(nodesOf(range).map(hashes));

/** The largest power of two that is not above `n`, for n ≥ 1 (exact for every safe integer, unlike 32-bit operators). */
export function largestPowerOfTwoUpTo(n: number): number {
  let power = 1;
  while (power * 2 <= n) power *= 2;
  return power;
}
