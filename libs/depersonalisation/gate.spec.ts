import { describe, expect, it } from '@jest/globals';
import { passGate } from './gate.js';
import type { DepersonalisationPolicy, Group } from './policy.js';

const POLICY: DepersonalisationPolicy = {
  clause: 'ISA-9',
  k: 5,
  kSensitive: 10,
  sensitiveCategories: ['violence'],
  suppressionLimitShare: 0.1,
  ladder: [],
};
const group = (rows: number, category = 'burglary', area = 'S 001'): Group => ({
  period: '2019-01',
  area,
  category,
  rows,
});
const CLAIM = { rows: 17, groups: 2, smallestGroup: 7 };

describe('passGate', () => {
  it('passes what is large enough and as reported', () => {
    const result = passGate([group(7), group(10, 'violence')], POLICY, CLAIM);
    expect(result).toEqual({ ok: true, value: { ...CLAIM, uniques: 0, groupsBelowThreshold: 0 } });
  });

  it('puts the parts of a group together before it counts', () => {
    expect(passGate([group(3), group(10, 'violence'), group(4)], POLICY, CLAIM).ok).toBe(true);
  });

  it.each([
    ['a group below k', [group(4), group(13)]],
    ['a sensitive group below its k', [group(9, 'violence')]],
    ['a single row', [group(1)]],
  ])('refuses %s', (_, groups) => {
    const areas = groups.map((each, i) => ({ ...each, area: `S 00${i}` }));
    expect(passGate(areas, POLICY)).toMatchObject({
      ok: false,
      refusal: { code: 'depersonalisation/below-threshold', clause: 'ISA-9' },
    });
  });

  it.each([
    ['a row more', { ...CLAIM, rows: 16 }],
    ['another number of groups', { ...CLAIM, groups: 3 }],
    ['another smallest group', { ...CLAIM, smallestGroup: 8 }],
  ])('refuses %s than was reported', (_, claim) => {
    expect(passGate([group(7), group(10, 'violence')], POLICY, claim)).toMatchObject({
      ok: false,
      refusal: { code: 'depersonalisation/gate-mismatch', clause: 'ISA-9' },
    });
  });

  it.each([0, -5, 5.5, Number.NaN])('refuses %p rows', (rows) => {
    expect(passGate([group(rows)], POLICY)).toMatchObject({
      ok: false,
      refusal: { code: 'depersonalisation/gate-mismatch' },
    });
  });
});
