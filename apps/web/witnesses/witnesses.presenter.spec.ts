import { describe, expect, it } from '@jest/globals';
import type { QuorumStanding, WitnessState } from '@broker/ledger';
import { presentWitnesses, witnessFault, type WitnessFacts } from './witnesses.presenter.js';

const now = new Date('2026-11-20T12:00:00Z');
const witness: WitnessState = {
  id: 'w1',
  agencyId: 'a1',
  name: 'witness.fire.example',
  vkey: 'witness.fire.example+00000000+AAAA',
  address: 'https://witness.fire.example',
  registeredAt: new Date('2026-11-01T09:00:00Z'),
  cosignedSize: 1042,
  cosignedAt: new Date('2026-11-20T11:59:55Z'),
  failures: 0,
  fault: null,
};
const standing: QuorumStanding = {
  terms: { quorum: 1, hours: 4 },
  witnesses: 1,
  witnessedSize: 1042,
  unwitnessedSince: null,
  stopsAt: null,
  hasStopped: false,
};
const facts = (changes: Partial<WitnessFacts> = {}): WitnessFacts => ({
  now,
  witnesses: [witness],
  standing,
  signedSize: 1042,
  logKey: 'log.example+00000000+AAAA',
  agencies: new Map([['a1', 'Fire and Rescue']]),
  mayManage: false,
  maySetRule: false,
  ...changes,
});
const verdict = (changes: Partial<QuorumStanding>, more: Partial<WitnessFacts> = {}) =>
  presentWitnesses(facts({ standing: { ...standing, ...changes }, ...more })).verdict;

describe('how the log is witnessed, in words', () => {
  it('says that all is well while entries wait no longer than usual', () => {
    expect(verdict({})).toEqual({
      text: '1,042 entries are vouched for by 1 witness or more. That is all of them, but for those of the last moments.',
      isWarning: false,
    });
    const since = new Date('2026-11-20T11:59:30Z');
    expect(verdict({ unwitnessedSince: since, stopsAt: new Date('2026-11-20T15:59:30Z') }).text).toContain(
      'all of them',
    );
  });

  it('says when routine disclosures will stop, and when they have', () => {
    const waiting = { unwitnessedSince: new Date('2026-11-20T10:00:00Z'), stopsAt: new Date('2026-11-20T14:00:00Z') };
    expect(verdict(waiting).text).toContain('routine disclosures stop on Friday 20 November 2026 at 2:00pm');
    expect(verdict({ ...waiting, hasStopped: true })).toMatchObject({
      text: expect.stringContaining('routine disclosures have stopped'),
      isWarning: true,
    });
  });

  it('warns where nobody witnesses, and before all else of a witness that refuses the log', () => {
    expect(verdict({ witnesses: 0 }, { witnesses: [] })).toMatchObject({ isWarning: true });
    const refusing = { ...witness, fault: 'witness/fork' };
    expect(verdict({}, { witnesses: [refusing] })).toMatchObject({
      text: expect.stringContaining('witness.fire.example refuses the log: it has cosigned another log'),
      isWarning: true,
    });
  });
});

describe('a witness on the page', () => {
  const tagOf = (changes: Partial<WitnessState>) =>
    presentWitnesses(facts({ witnesses: [{ ...witness, ...changes }] })).witnesses[0]!.tag.text;

  it('is told by how it fares', () => {
    expect(tagOf({})).toBe('Cosigns');
    expect(tagOf({ cosignedSize: 1000 })).toBe('Cosigns, a step behind');
    expect(tagOf({ cosignedSize: 0, cosignedAt: null })).toBe('Not asked yet');
    expect(tagOf({ fault: 'witness/timeout' })).toBe('Does not cosign');
    expect(tagOf({ fault: 'witness/ahead' })).toBe('Refuses the log');
  });

  it('is named with its agency, also where that has left', () => {
    expect(presentWitnesses(facts()).witnesses[0]!.agency).toBe('Fire and Rescue');
    expect(presentWitnesses(facts({ agencies: new Map() })).witnesses[0]!.agency).toContain('no signatory any more');
  });

  it('has its faults in words', () => {
    expect(witnessFault('witness/timeout')).toBe('it did not answer within ten seconds');
    expect(witnessFault('witness/503')).toBe('it answered 503');
    expect(witnessFault('witness/EWHAT')).toBe('it failed (witness/EWHAT)');
  });
});
