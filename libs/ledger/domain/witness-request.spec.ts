import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  addCheckpointText,
  consistencyProof,
  EMPTY_ROOT,
  judgeAddCheckpoint,
  leafHash,
  NOTE_KEY,
  noteSigner,
  parseAddCheckpoint,
  rootOf,
  signCheckpoint,
  type AddCheckpoint,
  type Hash,
  type NodeHashes,
  type Witnessed,
} from './index.js';

const LEAVES = Array.from({ length: 40 }, (_, i) => leafHash(Uint8Array.of(i)));
const hashes: NodeHashes = ({ level, index }) => rootOf(LEAVES.slice(index * 2 ** level, (index + 1) * 2 ** level));
const rootAt = (size: number): Hash => rootOf(LEAVES.slice(0, size));
const log = noteSigner('log.example/1', NOTE_KEY, generateKeyPairSync('ed25519').privateKey);
const other = noteSigner('log.example/1', NOTE_KEY, generateKeyPairSync('ed25519').privateKey);
const stranger = noteSigner('elsewhere.example', NOTE_KEY, generateKeyPairSync('ed25519').privateKey);

const signed = (size: number, rootHash = rootAt(size), signer = log): string =>
  signCheckpoint({ origin: signer.key.name, size, rootHash }, signer);
const request = (oldSize: number, size: number, changes: Partial<AddCheckpoint> = {}): AddCheckpoint => ({
  oldSize,
  proof: oldSize === 0 || oldSize >= size ? [] : consistencyProof(oldSize, size, hashes),
  note: signed(size),
  ...changes,
});
const judged = (asked: AddCheckpoint, held: number | Witnessed | null) =>
  judgeAddCheckpoint(asked, [log.key], () =>
    typeof held === 'number' ? { size: held, rootHash: rootAt(held) } : held,
  );

describe('the request to a witness', () => {
  it('is read as it was written', () => {
    for (const asked of [request(0, 0), request(0, 7), request(7, 7), request(13, 40)])
      expect(parseAddCheckpoint(addCheckpointText(asked))).toEqual(asked);
  });

  it.each([
    ['nothing', ''],
    ['no empty line', 'old 1\n'],
    ['another first line', `new 1\n\n${signed(1)}`],
    ['a leading zero', `old 01\n\n${signed(1)}`],
    ['a size that is too large', `old 99999999999999999999\n\n${signed(1)}`],
    ['a hash of the wrong length', `old 1\nAAAA\n\n${signed(1)}`],
    ['no base64', `old 1\n****\n\n${signed(1)}`],
    ['64 hashes', `old 1\n${`${'A'.repeat(43)}=\n`.repeat(64)}\n${signed(1)}`],
  ])('is not read with %s', (_, body) => {
    expect(parseAddCheckpoint(body)).toBeNull();
  });

  it('is read with 63 hashes', () => {
    const body = `old 1\n${`${'A'.repeat(43)}=\n`.repeat(63)}\n${signed(1)}`;
    expect(parseAddCheckpoint(body)?.proof).toHaveLength(63);
  });
});

describe('a witness', () => {
  it('cosigns the first checkpoint that it is shown, and each that continues the last', () => {
    expect(judged(request(0, 5), null)).toMatchObject({ status: 200, checkpoint: { size: 5 } });
    expect(judged(request(0, 0, { note: signed(0, EMPTY_ROOT) }), null)).toMatchObject({ status: 200 });
    expect(judged(request(0, 5), { size: 0, rootHash: EMPTY_ROOT })).toMatchObject({ status: 200 });
    for (let size = 1; size <= 40; size++)
      for (let old = 1; old <= size; old++) expect(judged(request(old, size), old)).toMatchObject({ status: 200 });
  });

  it('answers 400 to what is no checkpoint, and to an old size above the new one', () => {
    expect(judged(request(0, 5, { note: 'nothing' }), null)).toEqual({ status: 400 });
    expect(judged(request(6, 5, { proof: [] }), 6)).toEqual({ status: 400 });
  });

  it('answers 404 to a log that it does not know, even one that signs well', () => {
    expect(judged(request(0, 5, { note: signed(5, rootAt(5), stranger) }), null)).toEqual({ status: 404 });
  });

  it('answers 403 to a checkpoint that the log’s own key did not sign', () => {
    expect(judged(request(0, 5, { note: signed(5, rootAt(5), other) }), null)).toEqual({ status: 403 });
    const altered = signed(5).replace('\n5\n', '\n6\n');
    expect(judged(request(0, 6, { note: altered }), null)).toEqual({ status: 403 });
  });

  it('answers 409 and the size it knows to another old size', () => {
    expect(judged(request(4, 9), 7)).toEqual({ status: 409, size: 7 });
    expect(judged(request(4, 9), null)).toEqual({ status: 409, size: 0 });
    expect(judged(request(0, 9), 9)).toEqual({ status: 409, size: 9 });
  });

  it('answers 409 to another tree of the same size', () => {
    expect(judged(request(7, 7), { size: 7, rootHash: rootAt(8) })).toEqual({ status: 409, size: 7 });
  });

  it('answers 422 to a proof that is wrong, missing or superfluous, and to an empty tree that is not empty', () => {
    expect(judged(request(7, 9, { proof: [] }), 7)).toEqual({ status: 422 });
    expect(judged(request(7, 9, { proof: consistencyProof(6, 9, hashes) }), 7)).toEqual({ status: 422 });
    expect(judged(request(7, 9), { size: 7, rootHash: rootAt(8) })).toEqual({ status: 422 });
    expect(judged(request(0, 9, { proof: [rootAt(3)] }), null)).toEqual({ status: 422 });
    expect(judged(request(7, 7, { proof: [rootAt(3)] }), 7)).toEqual({ status: 422 });
    expect(judged(request(0, 0, { note: signed(0, rootAt(1)) }), null)).toEqual({ status: 422 });
  });
});
