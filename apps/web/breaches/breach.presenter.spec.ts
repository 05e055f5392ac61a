import { describe, expect, it } from '@jest/globals';
import type { BreachState, BreachView, HistoryLine } from '@broker/breach';
import { HOLIDAY_CALENDAR } from '@broker/working-calendar';
import { ANSWER, COUNCIL, done, FIRE, inState, officer, POLICE } from '../../../test/support/breaches.js';
import type { BreachFacts } from './breach-facts.js';
import { BREACH_FORMS, fieldOf } from './breach-forms.js';
import { presentBreach } from './breach.presenter.js';
import { presentBreaches } from './breaches.presenter.js';
import { presentReport } from './report.presenter.js';

const NAMES = { police: 'Anytown Police', council: 'Anytown Council', health: 'Anytown Health', fire: 'Anytown Fire' };
const viewOf = (state: BreachState, over: Partial<BreachView> = {}): BreachView => ({
  id: 'breach-1',
  number: 7,
  breach: inState(state),
  noticedAt: new Date('2026-03-30T09:00:00Z'),
  changedAt: new Date('2026-03-30T09:00:00Z'),
  names: NAMES,
  healthAgencyIds: [],
  ...over,
});
const ALL = ['report', 'receive', 'answer', 'meet', 'act', 'close', 'withdraw', 'merge'].map((one) => `breach.${one}`);
const facts = (state: BreachState, over: Partial<BreachFacts> = {}): BreachFacts => ({
  view: viewOf(state),
  history: [],
  calendar: HOLIDAY_CALENDAR,
  now: new Date('2026-04-02T09:00:00Z'),
  agencyId: COUNCIL,
  isManager: false,
  may: new Set(ALL),
  ...over,
});
const offered = (state: BreachState, over: Partial<BreachFacts> = {}): string[] =>
  presentBreach(facts(state, over)).offers.map(({ text }) => text);

describe('presentBreach', () => {
  it('says who holds the ball, by when, why that day, and what the other reading gives', () => {
    const page = presentBreach(facts('reported'));
    expect(page.waitsFor).toBe('Anytown Council');
    const [card] = page.deadlines;
    expect(card).toMatchObject({ duty: 'Report back', due: 'Monday 6 April 2026', isLate: false });
    expect(card!.clause.href).toBe('/agreement#ISA-32b');
    expect(card!.why.join(' ')).toContain('5');
    expect(card!.other).toContain('Friday 10 April 2026');
  });

  it('counts the hours of the Commissioner beside it, and tells a health body of its own way', () => {
    const [card] = presentBreach(facts('reported')).commissioner;
    expect(card).toMatchObject({ who: 'Anytown Council', state: '48 hours left', isLate: false, hint: null });
    const late = facts('reported', { now: new Date('2026-04-04T11:30:00Z') });
    late.view = viewOf('reported', { healthAgencyIds: [COUNCIL] });
    expect(presentBreach(late).commissioner[0]).toMatchObject({ state: '3 hours late', isLate: true });
    expect(presentBreach(late).commissioner[0]!.hint).toContain('Data Security and Protection Toolkit');
    expect(presentBreach(facts('settled')).commissioner[0]!.state).toBe('Decided not to notify');
  });

  it('offers each person the steps that are theirs', () => {
    expect(offered('reported')[0]).toBe('Acknowledge the report');
    expect(offered('reported')).toContain('Report back');
    expect(offered('reported', { agencyId: FIRE })).toEqual(['Acknowledge the report']);
    expect(offered('reported', { agencyId: POLICE })).toEqual(['Merge into another breach', 'Withdraw the report']);
    expect(offered('answered', { isManager: true, agencyId: FIRE })).toContain('Call the meeting');
    expect(offered('settled', { isManager: true, agencyId: FIRE })).toContain('Close the breach');
    expect(offered('reported', { may: new Set() })).toEqual([]);
    expect(offered('closed', { isManager: true })).toEqual(['Acknowledge the minutes']);
  });

  it('shows a late step as late after it is done', () => {
    const { breach, event } = done(inState('reported'), ANSWER, officer(COUNCIL), '2026-04-09');
    const line: HistoryLine = { sequence: 3, at: new Date(event.at), agency: 'Anytown Council', officer: 'A', event };
    const [item] = presentBreach(facts('reported', { view: viewOf('answered', { breach }), history: [line] })).timeline;
    expect(item).toMatchObject({ title: 'Answer issued', by: 'A, Anytown Council' });
    expect(item!.texts[0]).toBe('Late: the last day was Monday 6 April 2026.');
  });

  it('waits for nobody once it has ended', () => {
    const page = presentBreach(facts('closed'));
    expect([page.waitsFor, page.deadlines, page.tag.text]).toEqual(['', [], 'Closed']);
    expect(page.receipts.map(({ caption }) => caption)).toEqual(['Receipts of the report', 'Receipts of the minutes']);
  });
});

describe('presentBreaches', () => {
  const list = (now: string) =>
    presentBreaches({
      views: [viewOf('reported')],
      which: 'open',
      page: 1,
      calendar: HOLIDAY_CALENDAR,
      now: new Date(now),
      mayReport: false,
    });

  it('says of each by when, whether that has passed, and who is waited for', () => {
    const [entry] = list('2026-04-06T22:00:00Z').entries;
    expect(entry).toMatchObject({ due: 'By Monday 6 April 2026', isLate: false, waitsFor: 'Anytown Council' });
    const [late] = list('2026-04-06T23:30:00Z').entries;
    expect(late).toMatchObject({ due: 'Late: was due by Monday 6 April 2026', isLate: true });
    expect(list('2026-04-06T22:00:00Z').reportHref).toBeNull();
  });
});

describe('presentReport', () => {
  it('lists the answers and what happens once the report is sent', () => {
    expect(presentReport(viewOf('noticed'), HOLIDAY_CALENDAR)).toMatchObject({ isComplete: true, caption: 'Breach 7' });
    const { next } = presentReport(viewOf('reported'), HOLIDAY_CALENDAR);
    expect(next[0]).toContain('3 partners');
    expect(next[1]).toContain('Monday 6 April 2026');
    expect(next.at(-1)).toContain('72 hours');
  });
});

describe('the forms of a breach', () => {
  const formNamed = (name: string) => BREACH_FORMS.find((one) => one.name === name)!;
  const asked = (state: BreachState) => ({
    view: viewOf(state),
    agencyId: COUNCIL,
    others: [],
    mergeable: [],
    actionId: '',
  });

  it('take any number of actions, one more each time it is asked for', () => {
    const form = formNamed('minutes');
    const places = (sent: Record<string, string> | null) =>
      form.fields(asked('held'), sent).filter(({ kind }) => kind === 'action').length;
    expect(places(null)).toBe(1);
    const sent = Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`action-${at}-text`, `Do ${at}.`]));
    expect(places(sent)).toBe(6);
    expect(places({ ...sent, more: 'yes' })).toBe(7);
    const command = form.command({ ...sent, minutes: 'Agreed.' }, asked('held'));
    expect(command).toMatchObject({ step: 'minute', text: 'Agreed.' });
    expect(command.step === 'minute' && command.actions.map(({ text }) => text)).toHaveLength(6);
    expect(form.fields({ ...asked('minuted') }, null).filter(({ kind }) => kind === 'action')).toHaveLength(1);
  });

  it('ask from when a controller knew and under which law, and take what is known where nothing else is given', () => {
    const form = formNamed('commissioner');
    const facts = asked('reported');
    const [day, time, law] = form.fields(facts, null);
    expect(day).toMatchObject({ items: [{ value: '1' }, { value: '4' }, { value: '2026' }] });
    expect(time).toMatchObject({ value: '10:00' }); // London's clocks, in summer
    expect(law).toMatchObject({ items: [{ value: 'uk-gdpr', checked: true }, { checked: false }] });
    const same = { 'aware-day': '1', 'aware-month': '4', 'aware-year': '2026', 'aware-time': '10.00', notify: 'no' };
    expect(form.command(same, facts)).toMatchObject({ awareAt: undefined, regime: undefined });
    const sooner = { ...same, 'aware-time': '8:15', regime: 'law-enforcement' };
    expect(form.command(sooner, facts)).toMatchObject({
      awareAt: '2026-04-01T07:15:00.000Z',
      regime: 'law-enforcement',
    });
    expect(form.command({ ...same, 'aware-time': 'noon' }, facts)).toMatchObject({ awareAt: '' });
    expect(form.command({}, facts)).toMatchObject({ awareAt: undefined });
  });

  it('show a refusal at the field that it is about', () => {
    const fields = formNamed('commissioner').fields(asked('reported'), null);
    expect(fieldOf('breach/decision-reason-missing', fields)).toBe('why');
    expect(fieldOf('breach/aware-after-report', fields)).toBe('aware');
    expect(fieldOf('breach/not-now', [])).toBeNull();
  });
});
