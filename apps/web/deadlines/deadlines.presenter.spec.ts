import { describe, expect, it } from '@jest/globals';
import type { DeadlineView, ExplainedDeadline } from '@broker/deadlines';
import { breachDeadline, endOfLondonDay, HOLIDAY_CALENDAR } from '@broker/working-calendar';
import { presentDeadline } from './deadline.presenter.js';
import { presentDeadlines, stateTag } from './deadlines.presenter.js';

const view = (over: Partial<DeadlineView> = {}): DeadlineView => ({
  id: 'd-1',
  agencyId: 'a-1',
  kind: 'breach-report',
  subject: { kind: 'breach', id: 'b-1' },
  clause: 'ISA-32a',
  startOn: '2026-03-30',
  dueOn: '2026-04-08',
  dueAt: endOfLondonDay('2026-04-08'),
  clock: 'breach-report',
  terms: null,
  calendarVersion: HOLIDAY_CALENDAR.version,
  version: 1,
  state: 'armed',
  armedAt: new Date('2026-03-30T09:00:00Z'),
  closedAt: null,
  ...over,
});
const counted = breachDeadline(HOLIDAY_CALENDAR, 'report', '2026-03-30');
if (!counted.ok) throw new Error(counted.refusal.code);
const explained: ExplainedDeadline = { deadline: view(), title: counted.value.duty, counted: counted.value };
const agencies = new Map([['a-1', 'Anytown Police']]);
const before = new Date('2026-04-08T22:59:59Z');
const after = new Date('2026-04-08T23:00:00Z');

describe('the list of deadlines', () => {
  it('says whose turn it is, by when, and what is late the moment its day has ended in London', () => {
    const facts = { explained: [explained], agencies, agencyId: 'a-1', kinds: [], kind: '', page: 1, hasMore: false };
    const [entry] = presentDeadlines({ ...facts, now: before }).entries;
    expect(entry).toMatchObject({ due: 'Wednesday 8 April 2026', who: 'Anytown Police', tag: { text: 'Open' } });
    expect(presentDeadlines({ ...facts, now: after }).entries[0]?.tag.text).toBe('Late');
  });

  it('keeps a step that was done late marked as late', () => {
    expect(stateTag(view({ state: 'late' }), before).text).toBe('Done late');
    expect(stateTag(view({ state: 'met' }), after).text).toBe('Done in time');
  });
});

describe('why this date?', () => {
  const page = presentDeadline({ explained, versions: [view()], agencies, now: before });

  it('shows every day with what became of it, in their order', () => {
    expect(page.counting?.days.map(({ day, outcome }) => `${day}: ${outcome}`)).toEqual([
      'Tuesday 31 March 2026: Day 1',
      'Wednesday 1 April 2026: Day 2',
      'Thursday 2 April 2026: Day 3',
      'Friday 3 April 2026: Not counted: Good Friday',
      'Saturday 4 April 2026: Not counted: Saturday',
      'Sunday 5 April 2026: Not counted: Sunday',
      'Monday 6 April 2026: Not counted: Easter Monday',
      'Tuesday 7 April 2026: Day 4',
      'Wednesday 8 April 2026: Day 5',
    ]);
  });

  it('shows the other reading beside the one that binds', () => {
    expect([page.counting?.reading, page.other?.reading, page.other?.due]).toEqual([
      'Literal reading',
      'Working-day reading',
      'Wednesday 8 April 2026',
    ]);
  });

  it('keeps the dates from before the calendar changed', () => {
    const old = view({ version: 1, state: 'superseded', dueOn: '2026-04-07', closedAt: before });
    const now = { ...explained, deadline: view({ version: 2 }) };
    expect(presentDeadline({ explained: now, versions: [old, view()], agencies, now: before }).earlier).toEqual([
      { due: 'Tuesday 7 April 2026', until: 'Wednesday 8 April 2026 at 11:59pm' },
    ]);
  });

  it('says so when a date is fixed', () => {
    const fixed = { deadline: view({ clock: null }), title: 'Training', counted: null };
    expect(presentDeadline({ explained: fixed, versions: [], agencies, now: before }).remarks[0]).toContain('fixed');
  });
});
