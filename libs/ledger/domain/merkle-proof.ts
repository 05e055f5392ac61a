import { DomainError } from '@broker/kernel';
import { sameBytes } from './hex.js';
import { HASH_BYTES, nodeHash, rangeHash, largestPowerOfTwoUpTo } from './merkle-tree.js';
import type { Hash, LeafRange, NodeHashes } from './merkle-tree.js';

/** Where RFC 6962 splits a tree of n ≥ 2 leaves: the largest power of two below n. */
const splitOf = (n: number): number => largestPowerOfTwoUpTo(n - 1);

/**
 * The runs of leaves whose hashes prove that leaf `index` lies in the tree of `size` leaves, its sibling first
 * (RFC 6962 section 2.1.1). Throws DomainError when the tree has no such leaf.
 */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  if (!isCount(index) || !isCount(size) || index >= size) throw new DomainError('The tree has no such leaf');
  const path: LeafRange[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    if (index < middle) {
      path.push({ start: middle, end });
      end = middle;
    } else {
      path.push({ start, end: middle });
      start = middle;
    }
  }
  return path.toReversed();
}

/**
 * The runs of leaves whose hashes prove that the tree of `size1` leaves is the beginning of the tree of `size2` leaves
 * (RFC 6962 section 2.1.2). Throws DomainError unless 0 < size1 ≤ size2.
 */
export function consistencyRanges(size1: number, size2: number): LeafRange[] {
  if (!isCount(size1) || !isCount(size2) || size1 === 0 || size1 > size2) {
    throw new DomainError('There is no consistency proof between these sizes');
  }
  const path: LeafRange[] = [];
  let [start, end] = [0, size2];
  while (size1 !== end) {
    const middle = start + splitOf(end - start);
    if (size1 <= middle) {
      path.push({ start: middle, end });
      end = middle;
    } else {
      path.push({ start, end: middle });
      start = middle;
    }
  }
  // The old tree itself is left out when it is a whole subtree: the verifier holds its root already.
  if (start > 0) path.push({ start, end });
  return path.toReversed();
}

/** The inclusion proof of leaf `index` in the tree of `size` leaves, the leaf's sibling first. */
export const inclusionProof = (index: number, size: number, hashes: NodeHashes): Hash[] =>
  inclusionRanges(index, size).map((range) => rangeHash(range, hashes));

/** The consistency proof between the trees of `size1` and `size2` leaves. */
export const consistencyProof = (size1: number, size2: number, hashes: NodeHashes): Hash[] =>
  consistencyRanges(size1, size2).map((range) => rangeHash(range, hashes));

/** What an inclusion proof claims: this leaf stands at `index` in the tree of `size` leaves with this root. */
export interface InclusionClaim {
  leafHash: Hash;
  index: number;
  size: number;
  rootHash: Hash;
}

/** Whether the proof shows the claim to be true (RFC 9162 section 2.1.3.2). Never throws: anything odd is false. */
export function verifyInclusion(claim: InclusionClaim, proof: readonly Hash[]): boolean {
  const { index, size } = claim;
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  if (![claim.leafHash, claim.rootHash, ...proof].every(isHash)) return false;
  let [node, last] = [index, size - 1];
  let root = claim.leafHash;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      root = nodeHash(sibling, root);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      root = nodeHash(root, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && sameBytes(root, claim.rootHash);
}

/** What a consistency proof claims: the tree of `size1` leaves with `root1` is the beginning of that of `size2` with `root2`. */
export interface ConsistencyClaim {
  size1: number;
  root1: Hash;
  size2: number;
  root2: Hash;
}

/**
 * Whether the proof shows the claim to be true (RFC 9162 section 2.1.4.2). Never throws: anything odd is false.
 * The empty tree begins every tree, so nothing can be proven about it: size1 = 0 is false.
 */
export function verifyConsistency(claim: ConsistencyClaim, proof: readonly Hash[]): boolean {
  const { size1, root1, size2, root2 } = claim;
  if (!isCount(size1) || !isCount(size2) || size1 === 0 || size1 > size2) return false;
  if (![root1, root2, ...proof].every(isHash)) return false;
  if (size1 === size2) return proof.length === 0 && sameBytes(root1, root2);
  const path = size1 === largestPowerOfTwoUpTo(size1) ? [root1, ...proof] : [...proof];
  const seed = path.shift();
  if (!seed) return false;
  let [node, last] = [size1 - 1, size2 - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  let [old, grown] = [seed, seed];
  for (const hash of path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      [old, grown] = [nodeHash(hash, old), nodeHash(hash, grown)];
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      grown = nodeHash(grown, hash);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && sameBytes(old, root1) && sameBytes(grown, root2);
}

const half = (n: number): number => Math.floor(n / 2);
const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;
const isHash = (hash: Uint8Array): boolean => hash.length === HASH_BYTES;
