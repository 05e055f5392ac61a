import { describe, expect, it } from '@jest/globals';
import { readLogFilter, writeLogFilter } from './log-filter.js';

const agency = '2c6a4b1c-0c5a-4f6e-9c56-30b3f2c3d4e5';

describe('a filter of the disclosure log', () => {
  it('is read from an address and written into one', () => {
    const asked = { agency, late: 'yes', convictionData: 'no', from: '2026-02-28', outcome: 'refused' };
    const read = readLogFilter({ ...asked, gateway: '', to: undefined });
    expect(read).toEqual({
      ok: true,
      value: { agency, late: true, convictionData: false, from: '2026-02-28', outcome: 'refused' },
    });
    expect(read.ok && writeLogFilter(read.value)).toEqual(asked);
    expect(readLogFilter({})).toEqual({ ok: true, value: {} });
  });

  it.each([
    ['kind', 'everything'],
    ['agency', 'police'],
    ['officer', "x' OR 1=1"],
    ['gateway', 'a b'],
    ['outcome', 'constructor'],
    ['late', 'perhaps'],
    ['exception', 'no-such-rule'],
    ['from', '2026-02-30'],
    ['to', 'yesterday'],
    ['samePersonAs', '1'],
  ])('refuses %s = %s and says where', (part, text) =>
    expect(readLogFilter({ [part]: text })).toMatchObject({
      refusal: { code: 'audit/filter-not-understood', where: { column: part } },
    }),
  );

  it('refuses a period that is turned round', () =>
    expect(readLogFilter({ from: '2026-03-01', to: '2026-02-28' })).toMatchObject({
      refusal: { code: 'audit/period-turned-round' },
    }));
});
