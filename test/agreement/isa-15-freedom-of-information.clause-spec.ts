import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FoiQueries, FoiService, type FoiAnswer } from '@broker/disclosure';
import { DeadlineQueries } from '@broker/deadlines';
import type { Actor } from '@broker/identity';
import { withinScope } from '@broker/platform';
import { freedomOfInformation, HOLIDAY_CALENDAR } from '@broker/working-calendar';
import { DataSource } from 'typeorm';
import { ExchangeRoad } from '../support/exchange-road.js';
import { newestFacts } from '../support/people.js';

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

describe('ISA-15: a freedom of information request is logged, with the exemptions that were considered', () => {
  let road: ExchangeRoad;
  let officer: Actor;
  const asked = {
    receivedOn: '2026-11-19',
    applicant: 'Verity Canary',
    contact: 'verity@canary.example',
    asked: 'All of it',
  };
  beforeAll(async () => {
    road = await ExchangeRoad.open();
    officer = await road.as('police.officer');
  });
  afterAll(() => road?.close());

  const foi = () => road.app.get(FoiService);
  const one = (id: string, actor = officer) => withinScope(actor, () => road.app.get(FoiQueries).one(id));
  const log = (over: object = {}) => withinScope(officer, () => foi().log(officer, { ...asked, ...over }));
  const answer = (id: string, over: Partial<FoiAnswer>) =>
    withinScope(officer, () =>
      foi().answer(officer, id, { outcome: 'disclosed', answeredOn: '2026-11-20', exemptions: [], ...over }),
    );
  async function logged(): Promise<string> {
    const done = await log();
    if (!done.ok) throw new Error(done.refusal.message);
    return done.value.id;
  }
  const openDeadlines = async (id: string) =>
    (await road.app.get(DeadlineQueries).openFor(officer, 'foi-answer')).filter(({ subject }) => subject.id === id);

  it('has a reference and its own clock of twenty working days (30 November is one off in Scotland), in the log and among the deadlines', async () => {
    const id = await logged();
    expect(await one(id)).toMatchObject({
      reference: expect.stringMatching(/^F-2026-\d{4}$/),
      state: 'open',
      dueOn: '2026-12-18',
      words: { asked: 'All of it' },
    });
    expect(await openDeadlines(id)).toMatchObject([{ clock: 'foi', dueOn: '2026-12-18', clause: 'ISA-15' }]);
    expect(await newestFacts(road.app, 'FoiRequestLogged')).toMatchObject({
      receivedOn: '2026-11-19',
      dueOn: '2026-12-18',
    });
  });

  it.each([
    ['no day of receipt', { receivedOn: '' }, 'working-calendar/unreadable-date'],
    ['a day of receipt that is to come', { receivedOn: '2026-11-21' }, 'disclosure/day-to-come'],
    ['nobody who asks', { applicant: ' ' }, 'disclosure/words-missing'],
    ['nothing that is asked for', { asked: '' }, 'disclosure/words-missing'],
  ])('is not logged with %s', async (_, over, code) => {
    expect(await log(over)).toMatchObject({ refusal: { code, clause: 'ISA-15' } });
  });

  it('is answered with each exemption considered: whether it was relied on, why, and how the public interest was weighed', async () => {
    const id = await logged();
    const exemptions = [
      {
        section: '31',
        reliedOn: true,
        why: 'It would tell burglars which houses are empty',
        publicInterest: 'Burglars would gain more than the public',
      },
      { section: '40', reliedOn: false, why: 'Nobody can be told from it' },
    ];
    expect(await answer(id, { outcome: 'disclosed-in-part', exemptions })).toMatchObject({ ok: true });
    expect(await one(id)).toMatchObject({
      state: 'answered',
      exemptions: [
        { section: '31', reliedOn: true },
        { section: '40', reliedOn: false },
      ],
      answerWords: {
        reasons: { '31': 'It would tell burglars which houses are empty', '40': 'Nobody can be told from it' },
        balances: { '31': 'Burglars would gain more than the public' },
      },
    });
    expect(await openDeadlines(id)).toEqual([]);
    const facts = { considered: 's31+s40', reliedOn: 's31', late: false };
    expect(await newestFacts(road.app, 'FoiRequestAnswered')).toMatchObject(facts);
    expect(await answer(id, {})).toMatchObject({ refusal: { code: 'disclosure/foi-closed' } });
  });

  it.each<[string, Partial<FoiAnswer>, string]>([
    ['refuses without an exemption', { outcome: 'refused' }, 'no-exemption-relied-on'],
    [
      'relies on one only considered',
      { outcome: 'refused', exemptions: [{ section: '40', reliedOn: false, why: 'x' }] },
      'no-exemption-relied-on',
    ],
    [
      'relies on one and gives all',
      { exemptions: [{ section: '40', reliedOn: true, why: 'x' }] },
      'exemption-without-use',
    ],
    [
      'gives no reasons',
      { outcome: 'refused', exemptions: [{ section: '40', reliedOn: true, why: '' }] },
      'words-missing',
    ],
    [
      'names a section that is none',
      { exemptions: [{ section: '99', reliedOn: false, why: 'x' }] },
      'no-such-exemption',
    ],
    [
      'gives one reason for two exemptions',
      {
        outcome: 'refused',
        exemptions: [
          { section: '40', reliedOn: true, why: 'It tells who they are' },
          { section: '41', reliedOn: false, why: '' },
        ],
      },
      'words-missing',
    ],
    [
      'relies on one that the public interest decides, and does not weigh it',
      { outcome: 'refused', exemptions: [{ section: '31', reliedOn: true, why: 'x', publicInterest: ' ' }] },
      'no-public-interest-balance',
    ],
    [
      'weighs the public interest where it decides nothing',
      { outcome: 'refused', exemptions: [{ section: '40', reliedOn: true, why: 'x', publicInterest: 'y' }] },
      'balance-not-called-for',
    ],
    [
      'does not say whether it relies on one',
      { outcome: 'refused', exemptions: [{ section: '40', reliedOn: null, why: 'x' }] },
      'reliance-not-said',
    ],
    [
      'names one twice',
      { exemptions: ['x', 'y'].map((why) => ({ section: '40', reliedOn: false, why })) },
      'exemption-twice',
    ],
    ['says no outcome', { outcome: 'maybe' }, 'no-outcome'],
    ['lies before the receipt', { answeredOn: '2026-11-18' }, 'answered-before-receipt'],
  ])('an answer is refused that %s', async (_, over, code) => {
    expect(await answer(await logged(), over)).toMatchObject({
      refusal: { code: `disclosure/${code}`, clause: 'ISA-15' },
    });
  });

  it('needs no weighing for an exemption that was considered only', async () => {
    const exemptions = [{ section: '31', reliedOn: false, why: 'Nothing of it would help a burglar' }];
    expect(await answer(await logged(), { exemptions })).toMatchObject({ ok: true });
  });

  it('owes no answer once it is withdrawn', async () => {
    const id = await logged();
    expect(await withinScope(officer, () => foi().withdraw(officer, id))).toMatchObject({ ok: true });
    expect([(await one(id))?.state, await openDeadlines(id)]).toEqual(['withdrawn', []]);
  });

  it('is the agency’s own: another partner sees none of it', async () => {
    expect(await one(await logged(), await road.as('council.officer'))).toBeNull();
  });

  it('leaves who asked, and what for, out of the log and of every column but the vault’s', async () => {
    await logged();
    const [row] = await road.app.get(DataSource).query<[{ entries: string; rows: string }]>(
      `SELECT (SELECT string_agg(convert_from(leaf, 'UTF8'), ' ') FROM ledger_entry) AS entries,
              (SELECT string_agg(f::text, ' ') FROM foi_request f) AS rows`,
    );
    expect(`${row.entries} ${row.rows}`).not.toMatch(/canary|All of it/i);
  });
});
