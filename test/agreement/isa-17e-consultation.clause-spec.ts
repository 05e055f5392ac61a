import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ConsultationService,
  SubjectAccessQueries,
  SubjectAccessSearch,
  SubjectAccessService,
  type AccessAnswer,
} from '@broker/disclosure';
import { DeadlineQueries } from '@broker/deadlines';
import type { Actor } from '@broker/identity';
import { withinScope } from '@broker/platform';
import { DataSource } from 'typeorm';
import { ExchangeRoad } from '../support/exchange-road.js';
import { plantFound } from '../support/keeping-road.js';
import { newestFacts } from '../support/people.js';

let road: ExchangeRoad;
let council: Actor;
let police: Actor;
beforeAll(async () => {
  road = await ExchangeRoad.open();
  council = await road.as('council.officer');
  police = await road.as('police.officer');
});
afterAll(() => road?.close());
beforeEach(() => road.clock.set('2026-11-20T09:00:00Z'));

const access = () => road.app.get(SubjectAccessService);
const as = <T>(actor: Actor, work: () => Promise<T>): Promise<T> => withinScope(actor, work);
const one = (id: string, actor = council) => as(actor, () => road.app.get(SubjectAccessQueries).one(id));
const asked = {
  receivedOn: '2026-11-20',
  fullName: 'Leonora Finch',
  dateOfBirth: '1990-05-04',
  otherNames: [],
  asked: '',
};

async function logged(over: object = {}): Promise<string> {
  const done = await as(council, () => access().log(council, { ...asked, ...over }));
  if (!done.ok) throw new Error(done.refusal.message);
  return done.value.id;
}

/** A record that the search has found: information that a partner disclosed, or the agency's own. */
const found = (id: string, from: Actor | null) => plantFound(road.app, council, id, from);

const sort = (id: string, theirs: string[]) =>
  as(council, () => road.app.get(SubjectAccessSearch).sort(council, id, theirs));
const answer = (id: string, over: Partial<AccessAnswer> = {}) =>
  as(council, () =>
    access().answer(council, id, {
      outcome: 'given',
      answeredOn: '2026-11-20',
      exemptions: [],
      words: 'Copies',
      ...over,
    }),
  );
const view = (actor: Actor, id: string, said = 'no-objection', exemptions: string[] = [], words = '') =>
  as(actor, () => road.app.get(ConsultationService).view(actor, id, said, exemptions, words));
const openDeadlines = async (actor: Actor, kind: string) =>
  (await as(actor, () => road.app.get(DeadlineQueries).openFor(actor, kind))).map(({ dueOn, subject }) => [
    subject.id,
    dueOn,
  ]);

/** A request about which one record from the police is found and sorted. @returns the request and the question. */
async function consulted(): Promise<{ id: string; question: string }> {
  const id = await logged();
  const record = await found(id, police);
  expect(await sort(id, [record])).toMatchObject({ ok: true, value: { asked: 1 } });
  return { id, question: (await one(id))!.consultations[0]!.id };
}

describe('ISA-17e: the agency that disclosed information is consulted before the person is answered', () => {
  it('each partner that disclosed any of it is asked, and has five working days', async () => {
    const { id, question } = await consulted();
    expect((await one(id))?.consultations).toMatchObject([
      { partner: 'Hampshire Constabulary', dueOn: '2026-11-27', view: null },
    ]);
    expect(await openDeadlines(police, 'partner-view')).toContainEqual([question, '2026-11-27']);
    expect(await newestFacts(road.app, 'PartnerConsulted')).toMatchObject({
      partnerAgencyId: police.agencyId,
      records: 1,
      dueOn: '2026-11-27',
    });
  });

  it('the partner is told whom it is about and which of its disclosures, and another partner is not', async () => {
    const { question } = await consulted();
    const queries = road.app.get(SubjectAccessQueries);
    expect(await as(police, () => queries.question([police.agencyId], question))).toMatchObject({
      asking: 'Southampton City Council',
      question: { subject: { fullName: 'Leonora Finch' }, records: [{ occurredOn: '2026-03-01' }] },
    });
    const fire = await road.as('fire.officer');
    expect(await as(fire, () => queries.question([fire.agencyId, police.agencyId], question))).toBeNull();
    expect(await view(fire, question)).toMatchObject({ refusal: { code: 'disclosure/no-such-consultation' } });
  });

  it('the person is not answered while a partner’s time runs, and is once its view is given', async () => {
    const { id, question } = await consulted();
    expect(await answer(id)).toMatchObject({ refusal: { code: 'disclosure/partners-still-asked', clause: 'ISA-17e' } });
    expect(await view(police, question, 'in-part', ['crime'], 'The informant')).toMatchObject({ ok: true });
    expect((await one(id))?.consultations).toMatchObject([
      { view: 'in-part', exemptions: ['crime'], words: 'The informant' },
    ]);
    expect(await openDeadlines(police, 'partner-view')).not.toContainEqual([question, '2026-11-27']);
    expect(await answer(id, { outcome: 'given-in-part', exemptions: ['crime'] })).toMatchObject({ ok: true });
    expect(await newestFacts(road.app, 'SubjectAccessAnswered')).toMatchObject({
      exemptions: 'crime',
      unansweredPartners: 0,
    });
  });

  it('a partner that lets its time pass does not hold up the answer, which says so', async () => {
    const { id, question } = await consulted();
    road.clock.set('2026-11-28T09:00:00Z');
    expect(await answer(id)).toMatchObject({ ok: true });
    expect(await newestFacts(road.app, 'SubjectAccessAnswered')).toMatchObject({ unansweredPartners: 1 });
    expect(await openDeadlines(police, 'partner-view')).not.toContainEqual([question, '2026-11-27']);
  });

  it('no answer passes by what was found: each record is looked at first', async () => {
    const id = await logged();
    const own = await found(id, null);
    expect(await answer(id)).toMatchObject({ refusal: { code: 'disclosure/records-not-sorted' } });
    expect(await sort(id, [own])).toMatchObject({ value: { asked: 0 } }); // the agency's own: nobody to ask
    expect(await answer(id)).toMatchObject({ ok: true });
  });

  it('a record that is about somebody else is no reason to ask anybody', async () => {
    const id = await logged();
    await found(id, police);
    expect(await sort(id, [])).toMatchObject({ value: { asked: 0 } });
    expect(await answer(id, { outcome: 'nothing-held' })).toMatchObject({ ok: true });
  });

  it.each([
    ['no view', 'perhaps', [], 'no-view'],
    ['withholding without a ground', 'withhold', [], 'no-exemption-relied-on'],
    ['a ground that is none', 'withhold', ['blanket'], 'no-such-exemption'],
    ['a ground for nothing', 'no-objection', ['crime'], 'exemption-without-use'],
    ['no reasons', 'in-part', ['crime'], 'words-missing'],
  ])('a view is refused: %s', async (_, said, exemptions, code) => {
    const { question } = await consulted();
    expect(await view(police, question, said, exemptions)).toMatchObject({ refusal: { code: `disclosure/${code}` } });
  });

  it('a view is given once', async () => {
    const { question } = await consulted();
    expect(await view(police, question)).toMatchObject({ ok: true });
    expect(await view(police, question)).toMatchObject({ refusal: { code: 'disclosure/view-given' } });
  });
});

describe('ISA-17e: the clock of a subject access request', () => {
  it('runs a month from receipt', async () => {
    const id = await logged();
    expect(await one(id)).toMatchObject({ state: 'open', dueOn: '2026-12-21' }); // 20 December is a Sunday
    expect(await openDeadlines(council, 'subject-access-answer')).toContainEqual([id, '2026-12-21']);
  });

  it('stands still while the person is asked something, and goes on with those days on top', async () => {
    const id = await logged({ receivedOn: '2026-11-16' });
    expect(await as(council, () => access().pause(council, id, 'identity', '2026-11-17'))).toMatchObject({ ok: true });
    expect(await openDeadlines(council, 'subject-access-answer')).not.toContainEqual([id, expect.anything()]);
    expect(await answer(id)).toMatchObject({ refusal: { code: 'disclosure/subject-access-paused' } });
    const resumed = await as(council, () => access().resume(council, id, '2026-11-20'));
    expect(resumed).toMatchObject({ value: { dueOn: '2026-12-21' } }); // 16 December and three days: Saturday 19
    expect(await openDeadlines(council, 'subject-access-answer')).toContainEqual([id, '2026-12-21']);
    expect(await newestFacts(road.app, 'SubjectAccessResumed')).toMatchObject({ pausedDays: 3, dueOn: '2026-12-21' });
  });

  it('is extended by two months, once, within the first', async () => {
    const id = await logged();
    const extend = () => as(council, () => access().extend(council, id, 'complex'));
    expect(await extend()).toMatchObject({ value: { dueOn: '2027-02-22' } });
    expect(await extend()).toMatchObject({ refusal: { code: 'disclosure/extended-already' } });
    const late = await logged({ receivedOn: '2026-10-01' });
    expect(await as(council, () => access().extend(council, late, 'complex'))).toMatchObject({
      refusal: { code: 'disclosure/too-late-to-extend', clause: 'ISA-17e' },
    });
  });

  it.each([
    ['a pause without a reason', (id: string) => access().pause(council, id, '', '2026-11-20'), 'no-reason'],
    ['a pause to come', (id: string) => access().pause(council, id, 'identity', '2026-11-21'), 'day-to-come'],
    [
      'going on without a pause',
      (id: string) => access().resume(council, id, '2026-11-20'),
      'subject-access-not-paused',
    ],
    ['an extension without a reason', (id: string) => access().extend(council, id, 'busy'), 'no-reason'],
  ])('refuses %s', async (_, act, code) => {
    const id = await logged();
    const done = await as<unknown>(council, () => act(id));
    expect(done).toMatchObject({ refusal: { code: `disclosure/${code}` } });
  });

  it('owes nothing once the person withdraws', async () => {
    const { id } = await consulted();
    expect(await as(council, () => access().withdraw(council, id))).toMatchObject({ ok: true });
    expect(await openDeadlines(council, 'subject-access-answer')).not.toContainEqual([id, expect.anything()]);
    expect(await answer(id)).toMatchObject({ refusal: { code: 'disclosure/subject-access-closed' } });
  });
});

describe('ISA-17e: who the person is, is for those who answer them', () => {
  it('another agency sees no request, and neither log nor table names anybody', async () => {
    const { id } = await consulted();
    expect(await one(id, police)).toBeNull();
    const [row] = await road.app.get(DataSource).query<[{ text: string }]>(
      `SELECT concat((SELECT string_agg(convert_from(leaf, 'UTF8'), ' ') FROM ledger_entry),
         (SELECT string_agg(s::text, ' ') FROM subject_access s), (SELECT string_agg(c::text, ' ') FROM subject_access_consultation c),
         (SELECT string_agg(n::text, ' ') FROM notice n), (SELECT string_agg(d::text, ' ') FROM deadline d)) AS text`,
    );
    expect(row.text).not.toMatch(/leonora|finch|1990-05-04/i);
  });

  it('too little to find anybody by is refused, and nothing is logged', async () => {
    const done = await as(council, () => access().log(council, { ...asked, fullName: 'Finch', dateOfBirth: '' }));
    expect(done).toMatchObject({ refusal: { code: 'disclosure/too-little-to-search', clause: 'ISA-17e' } });
  });
});
