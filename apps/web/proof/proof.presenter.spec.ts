import { describe, expect, it } from '@jest/globals';
import {
  leafBytes,
  leafHash,
  leafOf,
  proofText,
  signCheckpoint,
  toHex,
  type LedgerProof,
  type ProofFile,
} from '@broker/ledger';
import { LOG, signerOf } from '../../../test/support/made-log.js';
import { presentProof, presentSigned } from './proof.presenter.js';

const eventId = '0f8fad5b-d9cb-469f-a165-70867728950e';
const bytes = leafBytes(
  leafOf(eventId, {
    event: 'SignedOut',
    at: new Date('2026-11-20T15:05:00Z'),
    partnershipId: null,
    agencyId: null,
    officerId: null,
    subject: null,
    facts: {},
  }),
);
/** A log of one entry: its hash is the root. */
const proof: LedgerProof = {
  eventId,
  leaf: Buffer.from(bytes).toString(),
  leafHash: toHex(leafHash(bytes)),
  index: 0,
  treeSize: 1,
  rootHash: toHex(leafHash(bytes)),
  hashes: [],
};

describe('ISA-22: the proof of an entry', () => {
  it('says what happened, when, by which clause, and that the proof holds', () => {
    expect(presentProof(eventId, proof).proof).toMatchObject({
      meaning: 'An officer signed out.',
      at: 'Friday 20 November 2026 at 3:05pm',
      fault: null,
    });
  });

  it('says so when it does not hold', () => {
    const altered = { ...proof, leaf: proof.leaf.replace('SignedOut', 'SignedIn') };
    expect(presentProof(eventId, altered).proof?.fault).toBe('the entry does not hash to the leaf hash of the proof');
  });

  it('has nothing to show while the entry waits', () => {
    expect(presentProof(eventId, 'pending')).toEqual({ eventId, proof: null });
  });
});

describe('ISA-22: the proof for download', () => {
  const checkpoint = { origin: LOG.key.name, size: 1, rootHash: leafHash(bytes) };
  const note = signCheckpoint(checkpoint, LOG);
  const file = (text = proofText({ leaf: bytes, index: 0, hashes: [], checkpoint: note })): ProofFile => ({
    text,
    leaf: proof.leaf,
    checkpoint: { size: 1, rootHash: proof.rootHash, note, cosignatures: [], madeAt: new Date('2026-11-20T15:05:00Z') },
  });
  const policy = { logKeys: [LOG.key], witnesses: [], quorum: 0 };

  it('says where it is, under which checkpoint, and that it holds', () => {
    expect(presentSigned(eventId, file(), policy)).toMatchObject({
      download: `/proof/${eventId}.txt`,
      checkpoint: { origin: 'broker.example/log', size: '1', cosigned: [] },
      fault: null,
    });
  });

  it('says so when it does not hold by the partnership’s own rule', () => {
    const witness = signerOf('anna.example', 4, 2).key;
    expect(presentSigned(eventId, file(), { ...policy, witnesses: [witness], quorum: 1 }).fault).toBe(
      'fewer witnesses have cosigned the checkpoint than the policy wants',
    );
    expect(presentSigned(eventId, file('nothing'), policy).fault).toBe('this is not a proof file');
  });
});
