import { describe, expect, it } from '@jest/globals';
import { HOLIDAY_CALENDAR } from '@broker/working-calendar';
import { presentCalendar } from './calendar.presenter.js';
import { dayOf, presentProclamationForm } from './proclamation.presenter.js';

const facts = {
  calendar: HOLIDAY_CALENDAR,
  proclaimed: [],
  year: undefined,
  region: undefined,
  today: '2026-11-20',
  mayAdd: false,
  added: undefined,
};

describe('the calendar page', () => {
  it('shows this year of England and Wales unless asked for another', () => {
    const page = presentCalendar(facts);
    expect([page.year, page.region, page.holidays.length]).toEqual(['2026', 'England and Wales', 8]);
    const other = presentCalendar({ ...facts, year: '2027', region: 'scotland' });
    expect([other.year, other.region]).toEqual(['2027', 'Scotland']);
    expect(presentCalendar({ ...facts, year: '1066', region: 'nowhere' }).year).toBe('2026');
  });

  it('warns when fewer than 400 days are left, and offers the form to those who may add', () => {
    expect(presentCalendar({ ...facts, today: '2027-11-27' }).warning).toBeNull();
    expect(presentCalendar({ ...facts, today: '2027-11-28' }).warning).toContain('31 December 2028');
    expect([presentCalendar(facts).add, presentCalendar({ ...facts, mayAdd: true }).add]).toEqual([
      null,
      '/calendar/add',
    ]);
  });
});

const FORM = {
  'on-day': '4',
  'on-month': '6',
  'on-year': '2027',
  title: ' Jubilee ',
  source: 'Gazette',
  divisions: 'scotland',
};

describe('the form for a proclaimed day', () => {
  it('reads a day from its fields', () => {
    expect(dayOf(FORM)).toEqual({ on: '2027-06-04', title: 'Jubilee', source: 'Gazette', divisions: ['scotland'] });
  });

  it('says of each field what is missing, once it has been sent', () => {
    expect(presentProclamationForm({}).errors).toEqual([]);
    expect(presentProclamationForm({ check: '1' }).errors.map(({ href }) => href)).toEqual([
      '#on-day',
      '#title',
      '#divisions',
      '#source',
    ]);
    expect(presentProclamationForm({ ...FORM, check: '1' }).errors).toEqual([]);
  });
});
