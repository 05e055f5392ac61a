import { describe, expect, it } from '@jest/globals';
import { STANDARD_RETENTION } from '@broker/agreement';
import { retainUntil } from './retention.js';

describe('ISA-23: how long a record is kept', () => {
  it.each([
    ['disclosed', '2026-11-20', '2032-11-20'],
    ['disclosed', '2024-02-29', '2030-02-28'],
    ['refused', '2026-11-20', '2028-11-20'],
  ] as const)('%s on %s: until %s, by the agreement', (kept, on, until) => {
    expect(retainUntil(STANDARD_RETENTION, kept, on)).toBe(until);
  });

  it('is the agreement’s own line where it says days, and the first draft’s where it says nothing', () => {
    const days = [{ kind: 'Personal information', amount: 10, unit: 'days' as const }];
    expect(retainUntil(days, 'disclosed', '2026-11-25')).toBe('2026-12-05');
    expect(retainUntil([], 'disclosed', '2026-11-25')).toBe('2032-11-25');
  });
});
