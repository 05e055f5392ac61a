import { describe, expect, it } from '@jest/globals';
import { HOLIDAY_CALENDAR, subjectAccess, type SubjectAccessTerms } from '@broker/working-calendar';

function due(receivedOn: string, terms: SubjectAccessTerms = {}) {
  const found = subjectAccess(HOLIDAY_CALENDAR, receivedOn, terms);
  if (!found.ok) throw new Error(found.refusal.message);
  return found.value;
}

describe('ISA-17e: a subject access request is answered within one month of its receipt', () => {
  it('ends on the same date of the next month, or on its last day where it has no such date', () => {
    expect([due('2026-11-10').clause, due('2026-11-10').dueOn]).toEqual(['ISA-17e', '2026-12-10']);
    expect(due('2026-03-31').dueOn).toBe('2026-04-30');
  });

  it('moves on to the next working day when it would end on a day off', () => {
    expect(due('2026-01-30').dueOn).toBe('2026-03-02'); // the last day of February is a Saturday
    expect(due('2026-11-25').dueOn).toBe('2026-12-29'); // Christmas, Boxing Day with its substitute, and a weekend
  });

  it('may be extended by two months', () => {
    expect(due('2026-01-30', { isExtended: true }).dueOn).toBe('2026-04-30');
  });

  it('refuses to guess past the last day of the calendar', () => {
    expect(subjectAccess(HOLIDAY_CALENDAR, '2028-12-14')).toMatchObject({
      refusal: { code: 'working-calendar/past-horizon', clause: 'ISA-17e' },
    });
  });
});
