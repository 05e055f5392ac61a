import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@broker/kernel';
import { GrowingTree, leafHash, nodeHash, nodesOf, rootOf, toHex, type Hash } from './index.js';

const leaves = (n: number): Hash[] => Array.from({ length: n }, (_, i) => leafHash(Uint8Array.of(i % 256, i >> 8)));

/** The tree hash in the words of RFC 6962 section 2.1, for comparison. */
function plainRoot(hashes: Hash[]): Hash {
  if (hashes.length === 1) return hashes[0]!;
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return nodeHash(plainRoot(hashes.slice(0, split)), plainRoot(hashes.slice(split)));
}

describe('the tree of RFC 6962', () => {
  it('hashes the empty tree and the empty leaf as published', () => {
    expect(toHex(rootOf([]))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(toHex(leafHash(new Uint8Array(0)))).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
  });

  it('has the root of the plain recursion at every size up to 300', () => {
    const all = leaves(300);
    const tree = new GrowingTree();
    for (const [i, hash] of all.entries()) {
      tree.append(hash);
      expect(tree.size).toBe(i + 1);
      expect(tree.root()).toEqual(plainRoot(all.slice(0, i + 1)));
    }
  });

  it('does not mistake an inner node for a leaf', () => {
    const [a, b] = leaves(2) as [Hash, Hash];
    expect(leafHash(Buffer.concat([a, b]))).not.toEqual(nodeHash(a, b));
  });
});

describe('nodesOf', () => {
  it('splits a tree into complete subtrees, largest first', () => {
    expect(nodesOf({ start: 0, end: 7 })).toEqual([
      { level: 2, index: 0 },
      { level: 1, index: 2 },
      { level: 0, index: 6 },
    ]);
  });

  it('works beyond 32 bits', () => {
    expect(nodesOf({ start: 0, end: 2 ** 40 })).toEqual([{ level: 40, index: 0 }]);
  });

  it('refuses a run of leaves that is no subtree', () => {
    expect(() => nodesOf({ start: 1, end: 3 })).toThrow(DomainError);
  });
});
