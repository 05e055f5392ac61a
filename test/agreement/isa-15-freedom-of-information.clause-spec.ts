import { describe, expect, it } from '@jest/globals';
import { freedomOfInformation, HOLIDAY_CALENDAR } from '@broker/working-calendar';

describe('ISA-15: a freedom of information request is answered by the twentieth working day after its receipt', () => {
  it('leaves out a bank holiday in any part of the United Kingdom', () => {
    const found = freedomOfInformation(HOLIDAY_CALENDAR, '2026-12-14');
    if (!found.ok) throw new Error(found.refusal.message);
    const { clause, dueOn, counted, skipped } = found.value;
    expect([clause, dueOn, counted.length]).toEqual(['ISA-15', '2027-01-15', 20]);
    expect(skipped).toContainEqual({ on: '2027-01-04', reason: '2nd January, substitute day (Scotland)' });
  });

  it('refuses to guess past the last day of the calendar', () => {
    expect(freedomOfInformation(HOLIDAY_CALENDAR, '2028-12-14')).toMatchObject({
      refusal: { code: 'working-calendar/past-horizon', clause: 'ISA-15' },
    });
  });
});
