import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  canonicalBytes,
  inclusionProof,
  leafHash,
  NOTE_KEY,
  noteSigner,
  openProof,
  parseProof,
  proofText,
  rootOf,
  signCheckpoint,
  signNote,
  toBase64,
  type ProvenEntry,
  type TlogProofFault,
  type WitnessPolicy,
} from './index.js';

const LOG = noteSigner('broker.example/log', NOTE_KEY, generateKeyPairSync('ed25519').privateKey);
const OTHER = noteSigner('broker.example/log', NOTE_KEY, generateKeyPairSync('ed25519').privateKey);
const POLICY: WitnessPolicy = { logKeys: [LOG.key], witnesses: [], quorum: 0 };
const LEAVES = Array.from({ length: 11 }, (_, n) => canonicalBytes({ v: 1, n }));
const HASHES = LEAVES.map(leafHash);
const CHECKPOINT = { origin: 'broker.example/log', size: 11, rootHash: rootOf(HASHES) };
const hashes = (index: number) =>
  inclusionProof(index, 11, (node) =>
    rootOf(HASHES.slice(node.index * 2 ** node.level, (node.index + 1) * 2 ** node.level)),
  );
const proofOf = (
  index: number,
  leaf: Uint8Array | null = LEAVES[index]!,
  checkpoint = signCheckpoint(CHECKPOINT, LOG),
) => proofText({ leaf, index, hashes: hashes(index), checkpoint });

describe('a proof file', () => {
  it('is a tlog-proof whose extra line is the entry', () => {
    const file = proofOf(2);
    expect(file.split('\n').slice(0, 4)).toEqual([
      'c2sp.org/tlog-proof@v1',
      `extra ${toBase64(LEAVES[2]!)}`,
      'index 2',
      toBase64(HASHES[3]!),
    ]);
    expect(file.endsWith(`\n\n${signCheckpoint(CHECKPOINT, LOG)}`)).toBe(true);
  });

  it('holds for every entry', () => {
    for (const index of HASHES.keys()) {
      const { leaf, index: place, checkpoint } = openProof(proofOf(index), POLICY) as ProvenEntry;
      expect([place, [...leaf], checkpoint.size]).toEqual([index, [...LEAVES[index]!], 11]);
    }
  });

  it('may leave the entry to the reader, who then has to bring it', () => {
    expect(parseProof(proofOf(4, null))).toMatchObject({ leaf: null, index: 4 });
    expect(openProof(proofOf(4, null), POLICY)).toBe('leaf-missing');
  });

  const file = proofOf(4);
  it.each<[string, string, TlogProofFault]>([
    ['nothing', '', 'not-a-proof'],
    ['another version', file.replace('@v1', '@v2'), 'not-a-proof'],
    ['no place', file.replace('index 4\n', ''), 'not-a-proof'],
    ['a place with a leading zero', file.replace('index 4', 'index 04'), 'not-a-proof'],
    ['a place that is not exact', file.replace('index 4', 'index 9007199254740993'), 'not-a-proof'],
    ['an entry that is no base64', file.replace('extra ', 'extra !'), 'not-a-proof'],
    ['a hash too short', file.replace(toBase64(HASHES[5]!), 'AAAA'), 'not-a-proof'],
    ['no checkpoint', file.slice(0, file.indexOf('\n\n') + 2), 'not-a-note'],
    ['an entry that is not canonical', proofOf(4, new TextEncoder().encode('{ "v":1}')), 'leaf-not-canonical'],
    ['another entry', proofOf(4, LEAVES[5]), 'not-included'],
    ['another place', file.replace('index 4', 'index 5'), 'not-included'],
    ['another hash', file.replace(toBase64(HASHES[5]!), toBase64(HASHES[6]!)), 'not-included'],
    ['another size', file.replace('\n11\n', '\n12\n'), 'bad-signature'],
    ['somebody else’s signature', proofOf(4, LEAVES[4], signCheckpoint(CHECKPOINT, OTHER)), 'not-signed'],
    ['a note that is no checkpoint', proofOf(4, LEAVES[4], signNote('hello\n', [LOG])), 'not-a-checkpoint'],
  ])('is refused with %s', (_, text, fault) => expect(openProof(text, POLICY)).toBe(fault));

  it('is refused when any character of it is another', () => {
    const same = new Set<string>();
    for (let at = 0; at < file.length; at++) {
      const altered = file.slice(0, at) + (file[at] === 'A' ? 'B' : 'A') + file.slice(at + 1);
      if (typeof openProof(altered, POLICY) !== 'string') same.add(altered);
    }
    expect([...same]).toEqual([]);
  });

  it('is refused while too few witnesses have cosigned its checkpoint', () => {
    const witness = noteSigner('anna.example', 4, generateKeyPairSync('ed25519').privateKey);
    expect(openProof(file, { ...POLICY, witnesses: [witness.key], quorum: 1 })).toBe('too-few-witnesses');
  });
});
