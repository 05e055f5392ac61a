import { describe, expect, it } from '@jest/globals';
import type { LedgerEvidence } from '@broker/ledger';
import { presentEvidence, presentProveThis } from './evidence.presenter.js';

const entry: LedgerEvidence = {
  eventId: '0f8fad5b-d9cb-469f-a165-70867728950e',
  sequence: 1200,
  leafHash: 'ab',
  leaf: {
    v: 1,
    eventId: '0f8fad5b-d9cb-469f-a165-70867728950e',
    event: 'SubmissionWithdrawn',
    clause: 'ISA-9',
    outcome: 'done',
    at: '2026-11-20T15:05:00.000Z',
    partnershipId: null,
    agencyId: null,
    officerId: null,
    subject: null,
    facts: {},
  },
};

describe('ISA-22: the evidence of an act', () => {
  it('says what happened, when, and where its proof is', () => {
    expect(presentEvidence([entry], true)).toEqual([
      [
        'The data steward decided not to release a file that had passed.',
        'Friday 20 November 2026 at 3:05pm',
        '1,200',
        { href: `/proof/${entry.eventId}`, text: 'Prove this entry (0f8fad5b)' },
      ],
    ]);
  });

  it('waits for a place, and links to nothing that may not be seen', () => {
    expect(presentEvidence([{ ...entry, sequence: null }], false)[0]?.slice(2)).toEqual([
      'waits for its place (about a second)',
      entry.eventId,
    ]);
  });
});

describe('ISA-22: the way from a record to its proof', () => {
  it('leads to the entry of what made it', () => {
    expect(presentProveThis([entry], 'SubmissionWithdrawn', true)).toEqual({
      href: `/proof/${entry.eventId}`,
      meaning: 'The data steward decided not to release a file that had passed',
    });
  });

  it('is not there for who may not see it, or without an entry', () => {
    expect(presentProveThis([entry], 'SubmissionWithdrawn', false)).toBeNull();
    expect(presentProveThis([entry], 'ReleaseMade', true)).toBeNull();
  });
});
