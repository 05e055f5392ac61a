import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@broker/kernel';
import { sharedPath } from '../../../test/support/shared-data.js';
import {
  consistencyProof,
  consistencyRanges,
  inclusionProof,
  inclusionRanges,
  leafHash,
  nodeHash,
  rootOf,
  verifyConsistency,
  verifyInclusion,
  type Hash,
  type NodeHashes,
} from './index.js';

const LEAVES = Array.from({ length: 64 }, (_, i) => leafHash(Uint8Array.of(i)));
const ROOTS = Array.from({ length: 65 }, (_, n) => rootOf(LEAVES.slice(0, n)));
const hashes: NodeHashes = ({ level, index }) => rootOf(LEAVES.slice(index * 2 ** level, (index + 1) * 2 ** level));

// The recursions as RFC 6962 sections 2.1.1 and 2.1.2 write them, for comparison.
const split = (n: number): number => 2 ** Math.ceil(Math.log2(n) - 1);
function plainPath(m: number, leaves: Hash[]): Hash[] {
  if (leaves.length <= 1) return [];
  const k = split(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return m < k ? [...plainPath(m, left), rootOf(right)] : [...plainPath(m - k, right), rootOf(left)];
}
function plainSubproof(m: number, leaves: Hash[], whole: boolean): Hash[] {
  if (m === leaves.length) return whole ? [] : [rootOf(leaves)];
  const k = split(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return m <= k
    ? [...plainSubproof(m, left, whole), rootOf(right)]
    : [...plainSubproof(m - k, right, false), rootOf(left)];
}

describe('inclusion proofs', () => {
  it('equal the plain recursion and verify, for every leaf of every tree up to 64', () => {
    for (let size = 1; size <= 64; size++) {
      for (let index = 0; index < size; index++) {
        const proof = inclusionProof(index, size, hashes);
        expect(proof).toEqual(plainPath(index, LEAVES.slice(0, size)));
        const claim = { leafHash: LEAVES[index]!, index, size, rootHash: ROOTS[size]! };
        expect(verifyInclusion(claim, proof)).toBe(true);
        expect(verifyInclusion({ ...claim, leafHash: LEAVES[(index + 1) % 64]! }, proof)).toBe(false);
        expect(verifyInclusion({ ...claim, index: index + 1 }, proof)).toBe(false);
        expect(verifyInclusion(claim, [...proof, ROOTS[1]!])).toBe(false);
      }
    }
  });

  it('do not exist for a leaf that the tree does not have', () => {
    expect(() => inclusionRanges(3, 3)).toThrow(DomainError);
    expect(() => inclusionRanges(-1, 3)).toThrow(DomainError);
    expect(verifyInclusion({ leafHash: ROOTS[1]!, index: 0, size: 0, rootHash: ROOTS[1]! }, [])).toBe(false);
    expect(verifyInclusion({ leafHash: ROOTS[1]!, index: 0, size: 1.5, rootHash: ROOTS[1]! }, [])).toBe(false);
  });

  it('do not reach above the root', () => {
    const [leaf, other] = LEAVES as [Hash, Hash];
    expect(verifyInclusion({ leafHash: leaf, index: 0, size: 1, rootHash: nodeHash(other, leaf) }, [other])).toBe(
      false,
    );
  });

  it('are never longer than the tree is high', () => {
    expect(inclusionRanges(123_456, 1_000_000)).toHaveLength(20);
  });
});

describe('consistency proofs', () => {
  it('equal the plain recursion and verify, for every pair of sizes up to 64', () => {
    for (let size2 = 1; size2 <= 64; size2++) {
      for (let size1 = 1; size1 <= size2; size1++) {
        const proof = consistencyProof(size1, size2, hashes);
        expect(proof).toEqual(plainSubproof(size1, LEAVES.slice(0, size2), true));
        const claim = { size1, root1: ROOTS[size1]!, size2, root2: ROOTS[size2]! };
        expect(verifyConsistency(claim, proof)).toBe(true);
        expect(verifyConsistency({ ...claim, root1: ROOTS[0]! }, proof)).toBe(false);
        expect(verifyConsistency({ ...claim, root2: ROOTS[0]! }, proof)).toBe(false);
        expect(verifyConsistency(claim, [...proof, ROOTS[1]!])).toBe(false);
      }
    }
  });

  it('find a tree that was rewritten at any earlier place', () => {
    for (let bad = 0; bad < 20; bad++) {
      const forged = LEAVES.map((hash, i) => (i === bad ? nodeHash(hash, hash) : hash));
      const forgedHashes: NodeHashes = ({ level, index }) =>
        rootOf(forged.slice(index * 2 ** level, (index + 1) * 2 ** level));
      const claim = { size1: 20, root1: ROOTS[20]!, size2: 64, root2: rootOf(forged) };
      expect(verifyConsistency(claim, consistencyProof(20, 64, forgedHashes))).toBe(false);
    }
  });

  it('do not reach above the roots', () => {
    const above = LEAVES[9]!;
    const claim = { size1: 3, root1: nodeHash(above, ROOTS[3]!), size2: 4, root2: nodeHash(above, ROOTS[4]!) };
    expect(verifyConsistency(claim, [...consistencyProof(3, 4, hashes), above])).toBe(false);
  });

  it('say nothing about the empty tree', () => {
    expect(() => consistencyRanges(0, 5)).toThrow(DomainError);
    expect(() => consistencyRanges(6, 5)).toThrow(DomainError);
    expect(verifyConsistency({ size1: 0, root1: ROOTS[0]!, size2: 0, root2: ROOTS[0]! }, [])).toBe(false);
    expect(verifyConsistency({ size1: 0, root1: ROOTS[0]!, size2: 5, root2: ROOTS[5]! }, [])).toBe(false);
  });
});

/** A published case: hashes in base64; `wantErr` tells whether it must be refused. */
interface Case {
  desc: string;
  wantErr: boolean;
  proof: string[] | null;
  leafIdx: number;
  treeSize: number;
  root: string;
  leafHash: string;
  size1: number;
  root1: string;
  size2: number;
  root2: string;
}

function casesIn(folder: string): Case[] {
  const root = sharedPath('vectors/ledger/rfc6962', folder);
  if (root === null) return [];
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
  expect(files.length).toBeGreaterThan(40);
  return files.map((file) => JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Case);
}

const bytes = (base64: string): Uint8Array => Buffer.from(base64, 'base64');

describe('the published cases', () => {
  it('of inclusion are all judged as published', () => {
    for (const each of casesIn('inclusion')) {
      const { leafIdx: index, treeSize: size } = each;
      const claim = { leafHash: bytes(each.leafHash), index, size, rootHash: bytes(each.root) };
      const verdict = verifyInclusion(claim, (each.proof ?? []).map(bytes));
      expect([each.desc, verdict]).toEqual([each.desc, !each.wantErr]);
    }
  });

  it('of consistency are all judged as published', () => {
    for (const each of casesIn('consistency')) {
      const { size1, size2 } = each;
      const claim = { size1, root1: bytes(each.root1), size2, root2: bytes(each.root2) };
      const verdict = verifyConsistency(claim, (each.proof ?? []).map(bytes));
      expect([each.desc, verdict]).toEqual([each.desc, !each.wantErr]);
    }
  });
});
