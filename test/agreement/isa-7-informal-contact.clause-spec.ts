import { describe, expect, it } from '@jest/globals';
import { HOLIDAY_CALENDAR, readClock } from '@broker/working-calendar';

describe('ISA-7: an informal contact is logged at once and completed later', () => {
  it('within five working days: one logged on the Friday before Christmas, after the bank holidays', () => {
    expect(readClock(HOLIDAY_CALENDAR, 'record-completion', '2026-12-18')).toMatchObject({
      value: { clause: 'ISA-7', dueOn: '2026-12-29' },
    });
  });
});
