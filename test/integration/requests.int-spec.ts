import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeadlineFiring, DeadlineQueries } from '@broker/deadlines';
import { GatewayRegister, RequestQueries, RequestSettings, SubjectIndexService } from '@broker/disclosure';
import { withinScope } from '@broker/platform';
import { DataSource } from 'typeorm';
import { entriesOf, newestFacts } from '../support/people.js';
import { must, RequestRoad } from '../support/request-road.js';
import { ABOUT_VICTIM, ANSWERS } from '../support/requests.js';

let road: RequestRoad;
beforeAll(async () => {
  road = await RequestRoad.open();
});
afterAll(() => road?.close());

const scopeOf = async (who: string) => {
  const { partnershipId, agencyId, officerId } = await road.as(who);
  return { partnershipId, agencyId, officerId };
};

/** What row security lets one person's agency see of a request. */
const rowsSeenBy = async (who: string, id: string): Promise<number> =>
  withinScope(await scopeOf(who), async () => {
    const rows = await road.app
      .get(DataSource)
      .query<unknown[]>('SELECT 1 FROM information_request WHERE id = $1', [id]);
    return rows.length;
  });

const dueOf = async (id: string): Promise<{ kind: string; dueOn: string; agencyId: string | null }[]> => {
  const { partnershipId } = await road.as('police.officer');
  const open = await road.app.get(DeadlineQueries).openFor({ partnershipId, agencyId: null });
  return open
    .filter(({ subject }) => subject.id === id)
    .map(({ kind, dueOn, agencyId }) => ({ kind, dueOn, agencyId }));
};

describe('ISA-26: a draft is the asking agency’s own, a request both agencies’, and nobody else’s', () => {
  it('opens with the sending, for the agency that is asked', async () => {
    const council = await road.as('council.officer');
    const { agencyId } = await road.as('police.officer');
    const { id } = must(await road.requests.start(council, ANSWERS(agencyId)));
    expect(await rowsSeenBy('council.officer', id)).toBe(1);
    expect(await rowsSeenBy('police.officer', id)).toBe(0);
    expect(await road.find(id, 'police.officer')).toBeNull();
    must(await road.requests.send(council, id));
    expect(await rowsSeenBy('police.officer', id)).toBe(1);
    expect(await road.find(id, 'police.officer')).toMatchObject({ side: 'holding', state: 'sent' });
    expect(await rowsSeenBy('fire.officer', id)).toBe(0);
    expect(await road.find(id, 'fire.officer')).toBeNull();
    const refused = await road.requests.ask(await road.as('fire.officer'), id, 'What is it?');
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'asking/no-such-request' } });
  });

  it('keeps what was written in the vault alone: no column and no entry of the log holds it', async () => {
    const id = await road.sent();
    const view = (await road.find(id, 'police.officer'))!;
    const words = await withinScope(await scopeOf('police.officer'), () => road.app.get(RequestQueries).read(view));
    expect(words).toMatchObject({ subject: { fullName: 'Rowan Invented' }, items: [{ kind: 'address' }, {}] });
    const tables = ['information_request', 'request_item', 'request_event', 'notice', 'deadline'];
    for (const table of tables) {
      const [{ found }] = await road.app
        .get(DataSource)
        .query<[{ found: boolean }]>(`SELECT EXISTS (SELECT FROM ${table} t WHERE t::text ILIKE '%rowan%') AS found`);
      expect([table, found]).toEqual([table, false]);
    }
    const [{ found }] = await road.app
      .get(DataSource)
      .query<[{ found: boolean }]>(
        `SELECT EXISTS (SELECT FROM ledger_entry WHERE convert_from(leaf, 'UTF8') ILIKE '%rowan%') AS found`,
      );
    expect(found).toBe(false);
  });

  it('is found by the person’s name, by both agencies and no other', async () => {
    const id = await road.sent({ subject: { ...ANSWERS('').subject!, fullName: 'Quintilla Findable' } });
    const subject = { fullName: 'Quintilla Findable', dateOfBirth: '1990-03-27', otherNames: [] };
    const hitsOf = async (who: string) => {
      const { partnershipId, agencyId } = await road.as(who);
      const hits = must(
        await road.app.get(SubjectIndexService).find({ partnershipId, agencyIds: [agencyId], subject }),
      );
      return hits.filter(({ recordKind }) => recordKind === 'request');
    };
    for (const who of ['council.officer', 'police.officer'])
      expect(await hitsOf(who)).toEqual([expect.objectContaining({ recordKind: 'request', recordId: id })]);
    expect(await hitsOf('fire.officer')).toEqual([]);
  });

  it('destroys the words of a draft that is thrown away, and of a request that is disposed of', async () => {
    const council = await road.as('council.officer');
    const { agencyId } = await road.as('police.officer');
    const { id } = must(await road.requests.start(council, ANSWERS(agencyId)));
    must(await road.requests.withdraw(council, id));
    const old = await road.sent();
    await road.app.get(DataSource).transaction((manager) => road.requests.destroyWords(manager, old, road.clock.now()));
    const left = await road.app
      .get(DataSource)
      .query<unknown[]>(`SELECT 1 FROM vault_item WHERE bound_to = ANY ($1) AND sealed IS NOT NULL`, [
        [`request:${id}`, `request:${old}`],
      ]);
    expect(left).toEqual([]);
  });

  it('is kept by both agencies for the agreement’s time after it was withdrawn, a draft not at all (ISA-23)', async () => {
    const [council, police] = [await road.as('council.officer'), await road.as('police.officer')];
    const { id: draft } = must(await road.requests.start(council, ANSWERS(police.agencyId)));
    const sent = await road.sent();
    const waiting = await road.sent();
    for (const id of [draft, sent]) must(await road.requests.withdraw(council, id));
    const kept = await road.app.get(DataSource).query<unknown[]>(
      `SELECT r.record_id AS id, r.agency_id AS "agencyId", r.agency_ids AS "agencyIds", r.retain_until_on::text AS "retainUntilOn",
              d.due_on::text AS "endsOn"
         FROM retention r LEFT JOIN deadline d ON d.kind = 'retention-end' AND d.subject_id = r.record_id::text AND d.state = 'armed'
        WHERE r.record_kind = 'request' AND r.record_id = ANY ($1)`,
      [[draft, sent, waiting]],
    );
    const agencyIds = [council.agencyId, police.agencyId];
    const day = '2032-11-20'; // six years
    expect(kept).toEqual([{ id: sent, agencyId: council.agencyId, agencyIds, retainUntilOn: day, endsOn: day }]);
  });
});

describe('ISA-24, ISA-30: a request, a question, a reply, a decision', () => {
  it('runs the clock of whoever is waited for, by the standard of the partnership', async () => {
    const id = await road.sent(); // Friday 20 November 2026
    const [council, police] = [await road.as('council.officer'), await road.as('police.officer')];
    expect(await dueOf(id)).toEqual([{ kind: 'request-decision', dueOn: '2026-12-04', agencyId: police.agencyId }]);
    must(await road.requests.ask(police, id, 'Which two years?'));
    expect(await dueOf(id)).toEqual([{ kind: 'request-reply', dueOn: '2026-11-27', agencyId: council.agencyId }]);
    must(await road.requests.reply(council, id, 'The last two.'));
    expect(await dueOf(id)).toEqual([{ kind: 'request-decision', dueOn: '2026-12-04', agencyId: police.agencyId }]);
    must(await road.decide(id, 'police.officer', 'authorised', 'refused'));
    expect(await dueOf(id)).toEqual([]);
    const view = (await road.find(id, 'council.officer'))!;
    expect(view).toMatchObject({
      state: 'authorised-in-part',
      isDecidedLate: false,
      authorisedInterest: 'crime-disorder',
    });
    expect(view.items.map(({ decision }) => decision)).toEqual(['authorised', 'refused']);
    const words = await road.app.get(RequestQueries).read(view);
    expect(words.questions).toEqual([
      expect.objectContaining({ question: 'Which two years?', reply: 'The last two.' }),
    ]);
    expect(words.reasons).toMatchObject({ summary: 'Weighed against what is to be done with it.', second: null });
    expect(await newestFacts(road.app, 'RequestDecided')).toMatchObject({
      decision: 'authorised-in-part',
      authorised: 1,
      refused: 1,
      late: false,
      seconded: false,
    });
  });

  it('gives an urgent request one working day, and tells the cover of who is away', async () => {
    const id = await road.sent({ urgency: 'urgent', urgencyWords: 'The visit is tomorrow.' });
    expect(await dueOf(id)).toMatchObject([{ kind: 'request-decision', dueOn: '2026-11-23' }]);
    const told = await road.app
      .get(DataSource)
      .query<{ officerId: string }[]>(
        `SELECT officer_id AS "officerId" FROM notice WHERE subject_id = $1 AND kind = 'request-received'`,
        [id],
      );
    expect(told.map(({ officerId }) => officerId)).toContain((await road.as('police.officer')).officerId);
  });

  it('records a decision after the last day as late', async () => {
    const id = await road.sent();
    const before = road.clock.now();
    await road.clock.moveTo('2026-12-05T09:00:00Z');
    must(await road.decide(id, 'police.officer', 'refused'));
    await road.clock.moveTo(before);
    expect(await road.find(id, 'council.officer')).toMatchObject({ state: 'refused', isDecidedLate: true });
    expect(await newestFacts(road.app, 'RequestDecided')).toMatchObject({ late: true, dueOn: '2026-12-04' });
  });

  it('tells more people the later an answer is', async () => {
    const before = road.clock.now();
    const id = await road.sent();
    const told = () =>
      road.app.get(DataSource).query<{ role: string }[]>(
        `SELECT DISTINCT a.role FROM notice n JOIN appointment a ON a.officer_id = n.officer_id
            WHERE n.subject_id = $1 AND n.kind = 'request-late' ORDER BY 1`,
        [id],
      );
    await road.clock.moveTo('2026-12-05T09:00:00Z');
    await road.app.get(DeadlineFiring).fireDue();
    expect((await told()).map(({ role }) => role)).toEqual(['designated-officer', 'signing-officer']);
    await road.clock.moveTo('2026-12-08T09:00:00Z');
    await road.app.get(DeadlineFiring).fireDue();
    expect((await told()).map(({ role }) => role)).toContain('partnership-manager');
    await road.clock.moveTo(before);
  });

  it('counts by a standard that the partnership has changed', async () => {
    const manager = await road.as('council.manager');
    const settings = road.app.get(RequestSettings);
    must(await settings.changeStandard(manager, { routineDays: 3, urgentDays: 1, replyDays: 2 }));
    const id = await road.sent();
    expect(await dueOf(id)).toMatchObject([{ dueOn: '2026-11-25' }]);
    expect(await settings.changeStandard(manager, { routineDays: 0, urgentDays: 1, replyDays: 2 })).toMatchObject({
      refusal: { code: 'asking/days-out-of-range', clause: 'ISA-30' },
    });
    must(await settings.changeStandard(manager, { routineDays: 10, urgentDays: 1, replyDays: 5 }));
  });
});

describe('ISA-24: what asking and refusing leave on record', () => {
  const recordsOf = (id: string) =>
    road.app
      .get(DataSource)
      .query<object[]>(
        `SELECT side, kind, outcome, state FROM disclosure_record WHERE request_id = $1 ORDER BY started_at, reference`,
        [id],
      );

  it('is the asking agency’s record of the request, and both sides’ records of the refusal', async () => {
    const id = await road.sent();
    expect(await recordsOf(id)).toEqual([{ side: 'asking', kind: 'request', outcome: 'asked', state: 'final' }]);
    must(await road.decide(id, 'police.officer', 'refused'));
    expect((await recordsOf(id)).slice(1)).toEqual([
      { side: 'asking', kind: 'refusal', outcome: 'refused', state: 'final' },
      { side: 'holding', kind: 'refusal', outcome: 'refused', state: 'final' },
    ]);
  });

  it('is nothing more where a question is replied to, and nothing yet where it is authorised', async () => {
    const id = await road.sent();
    must(await road.requests.ask(await road.as('police.officer'), id, 'Which years?'));
    must(await road.requests.reply(await road.as('council.officer'), id, 'The last two.'));
    must(await road.decide(id, 'police.officer', 'authorised'));
    expect(await recordsOf(id)).toHaveLength(1);
  });
});

describe('ISA-30: four eyes', () => {
  it('lets an authorisation wait for a second officer, who is another than the first, and hides it until then', async () => {
    const id = await road.sent(ABOUT_VICTIM);
    must(await road.decide(id, 'police.officer', 'authorised'));
    expect(await road.find(id, 'police.officer')).toMatchObject({ state: 'proposed' });
    const seen = (await road.find(id, 'council.officer'))!;
    expect(seen).toMatchObject({ state: 'sent', decidedBy: null });
    expect(seen.items.every(({ decision }) => decision === null)).toBe(true);
    const words = await withinScope(await scopeOf('council.officer'), () => road.app.get(RequestQueries).read(seen));
    expect(words.reasons).toBeNull();
    expect(await road.requests.second(await road.as('police.officer'), id, true, '')).toMatchObject({
      refusal: { code: 'asking/same-officer' },
    });
    must(await road.requests.second(await road.as('police.signer'), id, true, 'Agreed.'));
    const view = (await road.find(id, 'council.officer'))!;
    expect(view).toMatchObject({ state: 'authorised', secondedByName: expect.any(String) });
    const after = await withinScope(await scopeOf('council.officer'), () => road.app.get(RequestQueries).read(view));
    expect(after.reasons).toMatchObject({ second: 'Agreed.', balance: expect.stringContaining('No more') });
  });

  it('sends a decision back with a note, and the first officer decides again', async () => {
    const id = await road.sent(ABOUT_VICTIM);
    must(await road.decide(id, 'police.officer', 'authorised'));
    must(await road.requests.second(await road.as('police.signer'), id, false, 'Consider the second item again.'));
    expect(await road.find(id, 'police.officer')).toMatchObject({ state: 'sent', decidedBy: null });
    must(await road.decide(id, 'police.officer', 'refused'));
    expect(await road.find(id, 'council.officer')).toMatchObject({ state: 'refused' });
  });

  it('asks for no second officer where the agency has chosen so', async () => {
    const signer = await road.as('police.signer');
    must(await road.app.get(RequestSettings).changeFourEyes(signer, 'never'));
    const id = await road.sent(ABOUT_VICTIM);
    must(await road.decide(id, 'police.officer', 'authorised'));
    expect(await road.find(id, 'council.officer')).toMatchObject({ state: 'authorised' });
    must(await road.app.get(RequestSettings).changeFourEyes(signer, 'conviction-and-victims'));
  });
});

describe('ISA-12: the register of gateways', () => {
  it('is corrected for one partnership, and what it bars from then on is refused', async () => {
    const register = road.app.get(GatewayRegister);
    const manager = await road.as('council.manager');
    const { partnershipId } = manager;
    const rule = (await register.rules(partnershipId)).find(({ gateway }) => gateway === 'cda-115')!;
    const { gateway: _, ground: __, isCorrected: ___, ...change } = rule;
    const receivers = change.receivers.filter((body) => body !== 'council');
    must(await register.correct(manager, 'cda-115', { ...change, receivers }, 'Only to see that it is refused.'));
    const { agencyId } = await road.as('police.officer');
    const refused = await road.requests.sendAtOnce(await road.as('council.officer'), ANSWERS(agencyId));
    expect(refused).toMatchObject({ refusal: { code: 'asking/gateway-not-for-this-agency', clause: 'ISA-12' } });
    must(await register.correct(manager, 'cda-115', change, 'Put right again.'));
    expect(await road.sent()).toEqual(expect.any(String));
    expect(await register.history(partnershipId, 'cda-115')).toHaveLength(2);
    const northmoor = await road.as('northmoor-police.officer');
    const elsewhere = await register.rules(northmoor.partnershipId);
    expect(elsewhere.some(({ isCorrected }) => isCorrected)).toBe(false);
  });
});

describe('races', () => {
  it('of sixty double decisions, each lets exactly one through', async () => {
    const before = await entriesOf(road.app, 'RequestDecided');
    const rounds = 60;
    for (let round = 0; round < rounds; round += 1) {
      const id = await road.sent();
      const both = await Promise.all([
        road.decide(id, 'police.officer', 'authorised'),
        road.decide(id, 'police.officer', 'refused'),
      ]);
      const won = both.filter(({ ok }) => ok);
      const lost = both.flatMap((one) => (one.ok ? [] : [one.refusal.code]));
      expect([won.length, lost]).toEqual([1, ['asking/not-now']]);
    }
    expect((await entriesOf(road.app, 'RequestDecided')) - before).toBe(rounds);
  });

  it('gives every request a reference of its own', async () => {
    await Promise.all(Array.from({ length: 8 }, () => road.sent()));
    const rows = await road.app
      .get(DataSource)
      .query<{ reference: string }[]>('SELECT reference FROM information_request WHERE reference IS NOT NULL');
    expect(new Set(rows.map(({ reference }) => reference)).size).toBe(rows.length);
    expect(rows.every(({ reference }) => /^R-2026-\d{4}$/.test(reference))).toBe(true);
  });
});
