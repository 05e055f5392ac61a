import { describe, expect, it } from '@jest/globals';
import { addDays, addMonths, daysBetween, inWords, readLocalDate, weekdayOf } from './index.js';

describe('a local date', () => {
  it.each(['2026-03-30', '2024-02-29', '2000-02-29'])('%s is read', (text) => {
    expect(readLocalDate(text, 'the receipt', 'ISA-15')).toEqual({ ok: true, value: text });
  });

  it.each([
    '',
    '30/03/2026',
    '2026-3-30',
    '2026-02-29',
    '2100-02-29',
    '2026-13-01',
    '2026-04-31',
    '2026-00-10',
    ' 2026-03-30',
  ])('"%s" is refused', (text) => {
    expect(readLocalDate(text, 'the receipt', 'ISA-15')).toMatchObject({
      ok: false,
      refusal: { code: 'working-calendar/unreadable-date', clause: 'ISA-15' },
    });
  });

  it.each(['10000-01-01', '3000-01-01', '2026-03-30T10:00', '2026-03-30\n', '２０２６-03-30'])(
    '%j is refused',
    (text) => {
      expect(readLocalDate(text, 'the receipt', 'ISA-15').ok).toBe(false);
    },
  );

  it('is refused without repeating what was typed', () => {
    expect(JSON.stringify(readLocalDate('Ann Example', 'the receipt', 'ISA-33'))).not.toContain('Ann');
  });

  it('is told in words', () => {
    expect(inWords('2026-04-08')).toBe('Wednesday 8 April 2026');
    expect(['1969-12-31', '1970-01-01', '2026-11-20'].map(weekdayOf)).toEqual(['Wednesday', 'Thursday', 'Friday']);
  });

  it('moves by days over months, years and the nights on which the clocks change', () => {
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
    expect(addDays('2026-10-24', 2)).toBe('2026-10-26');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('2024-02-28', '2024-03-01')).toEqual(['2024-02-29', '2024-03-01']);
    expect(daysBetween('2024-03-01', '2024-03-01')).toEqual([]);
  });

  it.each([
    ['2026-01-30', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-08-31', 1, '2026-09-30'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
  ])('%s and %i months is %s', (on, months, later) => expect(addMonths(on, months)).toBe(later));
});
