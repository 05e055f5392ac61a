import { describe, expect, it } from '@jest/globals';
import { complaintAcknowledgement, HOLIDAY_CALENDAR } from '@broker/working-calendar';

describe('ISA-33: a complaint by a data subject is acknowledged within 30 days', () => {
  it('counts the day of receipt, as the Act says; the Commissioner, who does not, stands beside it', () => {
    expect(complaintAcknowledgement(HOLIDAY_CALENDAR, '2026-11-27')).toMatchObject({
      value: { clause: 'ISA-33', dueOn: '2026-12-26', other: { reading: 'commissioner', dueOn: '2026-12-29' } },
    });
  });

  it('knows no such duty before 19 June 2026', () => {
    expect(complaintAcknowledgement(HOLIDAY_CALENDAR, '2026-06-18')).toMatchObject({ refusal: { clause: 'ISA-33' } });
  });
});
