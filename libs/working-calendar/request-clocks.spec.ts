import { describe, expect, it } from '@jest/globals';
import {
  complaintAcknowledgement,
  explain,
  freedomOfInformation,
  partnerConsultation,
  HOLIDAY_CALENDAR,
  quarterlyReturn,
  subjectAccess,
  workingDaysAfter,
} from './index.js';

describe('ISA-17e: a subject access request is answered within a month', () => {
  it.each([
    ['2026-01-30', '2026-02-28', '2026-03-02'],
    ['2026-08-31', '2026-09-30', '2026-09-30'],
    ['2026-11-25', '2026-12-25', '2026-12-29'],
  ])('received %s: the month ends on %s, due on %s', (receivedOn, monthEnd, dueOn) => {
    expect(subjectAccess(HOLIDAY_CALENDAR, receivedOn)).toMatchObject({
      value: { clause: 'ISA-17e', reading: 'commissioner', dueOn, other: { reading: 'statutory', dueOn: monthEnd } },
    });
  });

  it('is extended by two months, counted from receipt', () => {
    const found = subjectAccess(HOLIDAY_CALENDAR, '2026-11-30', { isExtended: true });
    expect(found).toMatchObject({ value: { dueOn: '2027-03-01', other: { dueOn: '2027-02-28' } } });
    expect(subjectAccess(HOLIDAY_CALENDAR, '2026-01-31', { isExtended: true })).toMatchObject({
      value: { dueOn: '2026-04-30' },
    });
  });

  it('stands still while the person is asked something: the days come on top, then the last moves on', () => {
    const found = subjectAccess(HOLIDAY_CALENDAR, '2026-11-02', { pausedDays: 3 });
    expect(found).toMatchObject({ value: { dueOn: '2026-12-07', other: { dueOn: '2026-12-05' } } }); // 5 December is a Saturday
    expect(found).toMatchObject({ value: { notes: [expect.any(String), expect.stringContaining('3 days')] } });
  });

  it('says why its last day moved', () => {
    const found = subjectAccess(HOLIDAY_CALENDAR, '2026-01-30');
    if (!found.ok) throw new Error(found.refusal.message);
    const words = explain(found.value, found.value.startsWhen);
    expect(words).toContain('That month has no day 30; its last is Saturday 28 February 2026.');
    expect(words).toContain('Moved on past: Saturday 28 February, Sunday 1 March.');
  });

  it('refuses a last day past the horizon', () => {
    const refusal = { code: 'working-calendar/past-horizon', clause: 'ISA-17e' };
    expect(subjectAccess(HOLIDAY_CALENDAR, '2028-12-01')).toMatchObject({ ok: false, refusal });
    expect(subjectAccess(HOLIDAY_CALENDAR, '2028-11-30').ok).toBe(false); // the 30th is a Saturday, the 31st a Sunday
    expect(subjectAccess(HOLIDAY_CALENDAR, '2028-11-29')).toMatchObject({ value: { dueOn: '2028-12-29' } });
  });
});

describe('ISA-17e: a partner that is consulted', () => {
  it('has five working days', () => {
    expect(partnerConsultation(HOLIDAY_CALENDAR, '2026-12-21')).toMatchObject({
      value: { clause: 'ISA-17e', dueOn: '2026-12-30' },
    });
  });
});

describe('freedom of information', () => {
  it('counts by the holidays of every part of the United Kingdom', () => {
    expect(freedomOfInformation(HOLIDAY_CALENDAR, '2026-12-14')).toMatchObject({
      value: { dueOn: '2027-01-15', other: null },
    });
    const england = workingDaysAfter(HOLIDAY_CALENDAR, 'england-and-wales', '2026-12-14', 20, 'ISA-15');
    expect(england).toMatchObject({ value: { dueOn: '2027-01-14' } });
  });

  it('leaves out a day that was proclaimed in Scotland alone', () => {
    expect(freedomOfInformation(HOLIDAY_CALENDAR, '2026-06-01')).toMatchObject({
      value: {
        dueOn: '2026-06-30',
        skipped: expect.arrayContaining([{ on: '2026-06-15', reason: 'World Cup bank holiday (Scotland)' }]),
      },
    });
  });
});

describe('a complaint', () => {
  it('is acknowledged within 30 days that begin with its receipt; the Commissioner counts from the next day', () => {
    expect(complaintAcknowledgement(HOLIDAY_CALENDAR, '2026-11-27')).toMatchObject({
      value: { dueOn: '2026-12-26', other: { reading: 'commissioner', dueOn: '2026-12-29' } },
    });
  });

  it('counts its days without gap: thirty of them, the first being the day of receipt', () => {
    const found = complaintAcknowledgement(HOLIDAY_CALENDAR, '2026-11-27');
    if (!found.ok) throw new Error(found.refusal.message);
    const { counted } = found.value;
    expect([counted.length, counted[0], counted.at(-1)]).toEqual([30, '2026-11-27', '2026-12-26']);
  });

  it('has no such clock when it came before the duty', () => {
    const refusal = { code: 'working-calendar/not-in-force', clause: 'ISA-33' };
    expect(complaintAcknowledgement(HOLIDAY_CALENDAR, '2026-06-18')).toMatchObject({ ok: false, refusal });
    expect(complaintAcknowledgement(HOLIDAY_CALENDAR, '2026-06-19').ok).toBe(true);
  });
});

describe('ISA-11: the datasets of a quarter are disclosed by the end of the next one', () => {
  it.each([
    ['2026-09-30', '2026-12-31'],
    ['2026-10-01', '2027-03-31'],
    ['2007-07-01', '2007-12-31'],
    ['2026Q1', '2026-06-30'],
    ['2026Q2', '2026-09-30'],
  ])('%s: due on %s', (period, dueOn) => {
    expect(quarterlyReturn(period)).toMatchObject({ value: { dueOn, clause: 'ISA-11' } });
  });

  it.each([
    ['2007-06-30', 'before-first-date'],
    ['2007Q2', 'before-first-date'],
    ['2026Q5', 'unreadable-date'],
    ['2026-09-31', 'unreadable-date'],
    ['', 'unreadable-date'],
  ])('"%s" is refused: %s', (period, code) => {
    expect(quarterlyReturn(period)).toMatchObject({
      ok: false,
      refusal: { code: `working-calendar/${code}`, clause: 'ISA-11' },
    });
  });
});
