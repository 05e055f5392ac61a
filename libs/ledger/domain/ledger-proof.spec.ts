import { describe, expect, it } from '@jest/globals';
import { canonicalJson, faultOfProof, inclusionProof, leafHash, rootOf, toHex, type LedgerProof } from './index.js';

const leaves = Array.from({ length: 11 }, (_, i) => canonicalJson({ v: 1, eventId: `event-${i}` }));
const hashes = leaves.map((leaf) => leafHash(new TextEncoder().encode(leaf)));
const proofOf = (index: number): LedgerProof => ({
  eventId: `event-${index}`,
  leaf: leaves[index]!,
  leafHash: toHex(hashes[index]!),
  index,
  treeSize: hashes.length,
  rootHash: toHex(rootOf(hashes)),
  hashes: inclusionProof(index, hashes.length, (node) =>
    rootOf(hashes.slice(node.index * 2 ** node.level, (node.index + 1) * 2 ** node.level)),
  ).map(toHex),
});

describe('faultOfProof', () => {
  it('finds nothing wrong with the proof of any entry, also after a journey through JSON', () => {
    for (const index of hashes.keys()) expect(faultOfProof(JSON.parse(JSON.stringify(proofOf(index))))).toBeNull();
  });

  const proof = proofOf(4);
  it.each<[string, unknown, ReturnType<typeof faultOfProof>]>([
    ['nothing', null, 'not-a-proof'],
    ['a list', [], 'not-a-proof'],
    ['hashes that are not hexadecimal', { ...proof, hashes: ['zz'] }, 'not-a-proof'],
    ['hashes in capitals', { ...proof, rootHash: proof.rootHash.toUpperCase() }, 'not-a-proof'],
    ['an index that is no number', { ...proof, index: '4' }, 'not-a-proof'],
    ['an entry that is not canonical', { ...proof, leaf: `${proof.leaf} ` }, 'leaf-not-canonical'],
    ['an entry that is no object', { ...proof, leaf: 'null' }, 'other-event'],
    ['another event', { ...proof, eventId: 'event-5' }, 'other-event'],
    [
      'another entry of the same event',
      { ...proof, leaf: canonicalJson({ v: 2, eventId: 'event-4' }) },
      'leaf-hash-wrong',
    ],
    ['another place', { ...proof, index: 5 }, 'not-included'],
    ['another size', { ...proof, treeSize: 30 }, 'not-included'],
    ['another root', { ...proof, rootHash: proof.leafHash }, 'not-included'],
    ['a short hash', { ...proof, hashes: [...proof.hashes.slice(1), 'ab'] }, 'not-included'],
  ])('refuses %s', (_, bad, fault) => expect(faultOfProof(bad)).toBe(fault));
});
