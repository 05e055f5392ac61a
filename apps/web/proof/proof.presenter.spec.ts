import { describe, expect, it } from '@jest/globals';
import { leafBytes, leafHash, leafOf, toHex, type LedgerProof } from '@broker/ledger';
import { presentProof, presentProofs } from './proof.presenter.js';

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
      download: `/proof/${eventId}.json`,
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

describe('presentProofs', () => {
  const head = { size: 1200, rootHash: 'ab', madeAt: new Date('2026-11-20T15:05:00Z') };
  it('shows the head, or that there is none', () => {
    expect(presentProofs(head, null)).toMatchObject({ head: { size: '1,200' }, errors: [] });
    expect(presentProofs({ ...head, madeAt: null }, null).head).toBeNull();
  });
  it('explains what the number of an entry looks like', () => {
    expect(presentProofs(head, '').errors[0]?.text).toBe('Enter the number of an entry');
    expect(presentProofs(head, 'abc').errors[0]?.text).toContain('five groups');
  });
});
