import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkSamplePlan, drawHash, drawSample, rankOf, shareOut } from './sample.js';

const plan = { from: '2026-01-01', to: '2026-03-31', strata: 'agency', size: 10, seed: '2026-11-20' };

const population = (counts: Record<string, number>) =>
  Object.entries(counts).flatMap(([stratum, count]) =>
    Array.from({ length: count }, (_, at) => ({ id: `${stratum}-${at}`, stratum })),
  );

describe('shareOut', () => {
  it('gives every stratum its share, and at least one while it lasts', () => {
    const strata = [
      { stratum: 'police', count: 900 },
      { stratum: 'council', count: 95 },
      { stratum: 'fire', count: 5 },
      { stratum: 'none', count: 0 },
    ];
    expect(Object.fromEntries(shareOut(strata, 20))).toEqual({ police: 18, council: 1, fire: 1 });
    expect(Object.fromEntries(shareOut(strata, 2))).toEqual({ police: 1, council: 1, fire: 0 });
    expect(Object.fromEntries(shareOut(strata, 5000))).toEqual({ police: 900, council: 95, fire: 5 });
    expect(shareOut([], 5).size).toBe(0);
  });

  it('shares out exactly what was asked for, or all there is, and never more than a stratum has', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 8 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 120 }), (list, size) => {
        const strata = list.map((count, at) => ({ stratum: `s${at}`, count }));
        const shares = shareOut(strata, size);
        const total = list.reduce((sum, count) => sum + count, 0);
        expect([...shares.values()].reduce((sum, share) => sum + share, 0)).toBe(Math.min(size, total));
        for (const { stratum, count } of strata) expect(shares.get(stratum) ?? 0).toBeLessThanOrEqual(count);
      }),
    );
  });
});

describe('drawSample', () => {
  it('draws the same records for the same seed, whatever their order, and others for another', () => {
    const all = population({ police: 60, council: 30, fire: 10 });
    const drawn = drawSample(all, plan);
    expect(drawn).toHaveLength(10);
    expect(drawSample(all.toReversed(), plan)).toEqual(drawn);
    expect(drawSample(all, { ...plan, seed: '2026-11-21' })).not.toEqual(drawn);
    expect(drawn.filter((id) => id.startsWith('police'))).toHaveLength(6);
    expect(drawn.map((id) => rankOf(plan.seed, id))).toEqual(drawn.map((id) => rankOf(plan.seed, id)).toSorted());
  });

  it('prefers nobody: over many seeds each record is drawn about as often as any other', () => {
    const all = population({ one: 20 });
    const times = new Map(all.map(({ id }) => [id, 0]));
    for (let seed = 0; seed < 2000; seed += 1)
      for (const id of drawSample(all, { size: 5, seed: `seed-${seed}` })) times.set(id, times.get(id)! + 1);
    // 500 expected; five standard deviations are 97.
    for (const count of times.values()) expect(Math.abs(count - 500)).toBeLessThan(100);
  });

  it('is known by a hash of its records in their order', () => {
    expect(drawHash(['a', 'b'])).not.toBe(drawHash(['b', 'a']));
    expect(drawHash(['a', 'b'])).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('checkSamplePlan', () => {
  it('lets a whole plan pass', () => expect(checkSamplePlan(plan)).toEqual({ ok: true, value: plan }));

  it.each([
    ['audit/sample-period', { from: '2026-04-01' }],
    ['audit/sample-period', { to: '' }],
    ['audit/sample-size', { size: 0 }],
    ['audit/sample-size', { size: 1.5 }],
    ['audit/sample-size', { size: 501 }],
    ['audit/sample-seed', { seed: 'abc' }],
    ['audit/sample-seed', { seed: "'; DROP" }],
    ['audit/sample-strata', { strata: 'officer' }],
  ])('refuses %s of %j', (code, change) =>
    expect(checkSamplePlan({ ...plan, ...change })).toMatchObject({ refusal: { code, clause: 'ISA-22' } }),
  );
});
