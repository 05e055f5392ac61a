import { describe, expect, it } from '@jest/globals';
import { quorumStanding, witnessedSize } from './witness-quorum.js';

const at = (time: string): Date => new Date(`2026-11-20T${time}:00Z`);
const terms = { quorum: 2, hours: 4 };

describe('what a quorum vouches for', () => {
  it.each([
    [[], 1, 0],
    [[7], 1, 7],
    [[7], 2, 0],
    [[7, 12], 2, 7],
    [[12, 7, 9], 2, 9],
    [[12, 7, 9], 3, 7],
    [[100, 20, 3], 1, 100],
  ])('of witnesses at %p, %i of them needed: the first %i entries', (sizes, quorum, size) => {
    expect(witnessedSize(sizes, quorum)).toBe(size);
  });
});

describe('ISA-22: the rule of the partnership', () => {
  it('stops nothing while every entry is vouched for', () => {
    const standing = quorumStanding(terms, [9, 9], null, at('01:00'), at('23:00'));
    expect(standing).toMatchObject({ unwitnessedSince: null, stopsAt: null, hasStopped: false, witnessedSize: 9 });
  });

  it('stops routine disclosures when the oldest entry that is not has waited for its hours, and not a moment before', () => {
    const standing = (now: Date) => quorumStanding(terms, [9, 3], at('10:00'), at('01:00'), now);
    expect(standing(at('13:59'))).toMatchObject({ stopsAt: at('14:00'), hasStopped: false, witnessedSize: 3 });
    expect(standing(at('14:00'))).toMatchObject({ hasStopped: true });
  });

  it('counts from the last change of the witnesses or the rule', () => {
    expect(quorumStanding(terms, [0], at('10:00'), at('12:00'), at('15:59'))).toMatchObject({
      unwitnessedSince: at('12:00'),
      hasStopped: false,
    });
  });

  it('does not hold where nobody witnesses', () => {
    expect(quorumStanding(terms, [], at('01:00'), at('01:00'), at('23:00'))).toMatchObject({
      witnesses: 0,
      hasStopped: false,
      stopsAt: null,
    });
  });
});
