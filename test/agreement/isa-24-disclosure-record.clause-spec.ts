import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DisclosureRecord, RecordCorrection, RecordQueries, RecordReading, RecordWriting } from '@broker/disclosure';
import { orThrow } from '@broker/kernel';
import { DisclosureRoad, WHOLE } from '../support/disclosure-road.js';
import { newestFacts } from '../support/people.js';

const EVERY = { state: null, kind: null, convictionData: null, limit: 100, offset: 0 };

let road: DisclosureRoad;
beforeAll(async () => {
  road = await DisclosureRoad.open();
});
afterAll(() => road.close());

const read = (who: string, id: string) => road.as(who, (actor) => road.app.get(RecordReading).open(actor, id));
const finish = (id: string, answers = {}) =>
  road.as('police.officer', (actor) => road.app.get(RecordWriting).finish(actor, id, answers));
const correct = (id: string, answers = {}, reason = 'The address was another one.', who = 'police.officer') =>
  road.as(who, (actor) => road.app.get(RecordCorrection).correct(actor, id, answers, reason));
const rowOf = (id: string) => road.database.manager.findOneByOrFail(DisclosureRecord, { id });

describe('ISA-24: a record is kept with six particulars', () => {
  it('has the date, the person, the requesting officer, the summary, the grounds and the officer dealing with it', async () => {
    const { id } = await road.recorded();
    const opened = await read('police.officer', id);
    expect(opened?.record).toMatchObject({
      state: 'final',
      occurredOn: '2026-11-20',
      missing: [],
      channel: 'secure-email',
    });
    expect(opened?.words).toMatchObject({
      subject: { fullName: WHOLE.fullName },
      requestingOfficer: 'B. Invented, tenancy officer',
      summary: WHOLE.summary,
      grounds: WHOLE.grounds,
      dealingOfficer: expect.stringMatching(/designated officer, Hampshire Constabulary$/) as unknown,
    });
  });

  it.each(['fullName', 'summary', 'grounds', 'purpose'])('cannot be finished without %s', async (field) => {
    const entry = await road.call({ answers: { ...WHOLE, [field]: '' } });
    const answer = await road.as('police.officer', (actor) => road.app.get(RecordWriting).recordOutside(actor, entry));
    expect(answer).toMatchObject({
      ok: false,
      refusal: { code: expect.stringMatching(/incomplete|nobody-named/) as unknown },
    });
  });

  it('is refused by the database too when a particular is missing', async () => {
    const { id } = await road.quickLogged();
    await expect(
      road.database.query(
        `UPDATE disclosure_record SET state = 'final', finalised_at = now(), finalised_by = started_by WHERE id = $1`,
        [id],
      ),
    ).rejects.toThrow('disclosure_record_particulars_check');
  });

  it('leaves an entry in the log that binds the words without telling them', async () => {
    const { id, reference } = await road.recorded();
    const { commitment } = await rowOf(id);
    expect(await newestFacts(road.app, 'RecordFinalised')).toMatchObject({
      reference,
      commitment,
      recordOutcome: 'disclosed',
    });
  });

  it('keeps refusals and denials too', async () => {
    const { id } = await road.recorded({ outcome: 'denied' });
    expect((await rowOf(id)).outcome).toBe('denied');
  });

  it('counts its references through the year, however many are begun at once', async () => {
    const begun = await Promise.all(Array.from({ length: 8 }, () => road.quickLogged()));
    const numbers = begun
      .map(({ reference }) => Number(/^D-2026-(\d{4})$/.exec(reference)![1]))
      .toSorted((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 8 }, (_, at) => numbers[0]! + at));
  });

  it('marks conviction data, filters by it and counts it', async () => {
    const { id } = await road.recorded({ convictionData: true });
    const { list, counts } = await road.as('police.officer', async (actor) => ({
      list: await road.app.get(RecordQueries).list(actor, { ...EVERY, convictionData: true }),
      counts: await road.app.get(RecordQueries).counts(actor, EVERY),
    }));
    expect(list.map((one) => one.id)).toContain(id);
    expect(list.every((one) => one.convictionData)).toBe(true);
    expect(counts.convictionData).toBe(list.length);
    expect(counts.all).toBeGreaterThan(list.length);
  });
});

describe('ISA-24: a final record is never edited', () => {
  it('not by its officer, and not in the database', async () => {
    const { id } = await road.recorded();
    expect(await finish(id, { summary: 'Something else' })).toMatchObject({ refusal: { code: 'records/final' } });
    for (const change of [`outcome = 'refused'`, `missing = '{date}'`, `state = 'incomplete'`])
      await expect(road.database.query(`UPDATE disclosure_record SET ${change} WHERE id = $1`, [id])).rejects.toThrow(
        /stands|check/,
      );
    await expect(road.database.query('DELETE FROM disclosure_record WHERE id = $1', [id])).rejects.toThrow(
      'never deleted',
    );
  });

  it('a correction supersedes it; both stay, and both agencies are told and see both', async () => {
    const { id } = await road.recorded();
    const corrected = orThrow(await correct(id, { summary: 'The address before the last' }));
    expect(await rowOf(id)).toMatchObject({ state: 'superseded', supersededById: corrected.id });
    expect(await road.told('record-corrected', corrected.id)).toBeGreaterThan(0);
    for (const who of ['police.officer', 'council.officer']) {
      expect((await read(who, id))?.words?.summary).toBe(WHOLE.summary);
      const seen = await read(who, corrected.id);
      expect(seen?.words).toMatchObject({
        summary: 'The address before the last',
        correction: 'The address was another one.',
      });
      expect(seen?.record.supersedes).toMatch(/^D-2026-/);
    }
    expect(await newestFacts(road.app, 'RecordCorrected')).toMatchObject({ recipients: 1 });
  });

  it('is corrected by its own agency alone, with a reason, once, and never below six particulars', async () => {
    const { id } = await road.recorded();
    const wrong = { summary: 'Another' };
    expect(await correct(id, wrong, ' ')).toMatchObject({ refusal: { code: 'records/no-reason' } });
    expect(await correct(id, {})).toMatchObject({ refusal: { code: 'records/nothing-corrected' } });
    expect(await correct(id, { grounds: '' })).toMatchObject({ refusal: { code: 'records/incomplete' } });
    expect(await correct(id, wrong, 'It was wrong.', 'council.officer')).toMatchObject({
      refusal: { code: 'records/no-such-record' },
    });
    const both = await Promise.all([correct(id, wrong), correct(id, { summary: 'A third' })]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'records/superseded' } });
    const open = await road.quickLogged();
    expect(await correct(open.id, { ...WHOLE })).toMatchObject({ refusal: { code: 'records/not-final' } });
  });
});

describe('ISA-24: the records of both sides are linked', () => {
  it('the other agency is told, sees what was recorded and records its own side from it, once', async () => {
    const { id } = await road.recorded();
    expect(await road.told('record-counterpart', id)).toBeGreaterThan(0);
    const take = () => road.as('council.officer', (actor) => road.app.get(RecordWriting).takeUp(actor, id));
    const [first, second] = await Promise.all([take(), take()]);
    expect(orThrow(first)).toEqual(orThrow(second));
    const own = await rowOf(orThrow(first).id);
    expect(own).toMatchObject({ side: 'asking', state: 'incomplete', exchangeId: (await rowOf(id)).exchangeId });
    orThrow(await road.as('council.officer', (actor) => road.app.get(RecordWriting).finish(actor, own.id, {})));
    const sides = await road.as('police.officer', (actor) => road.app.get(RecordQueries).sides(actor, own.exchangeId));
    expect(sides.map(({ isOwn, side, state }) => ({ isOwn, side, state }))).toEqual([
      { isOwn: true, side: 'holding', state: 'final' },
      { isOwn: false, side: 'asking', state: 'final' },
    ]);
  });

  it('nobody else sees them, and an unfinished one is its own agency’s alone', async () => {
    const final = await road.recorded();
    const open = await road.quickLogged();
    expect(await read('fire.officer', final.id)).toBeNull();
    expect(await read('council.officer', open.id)).toBeNull();
    expect(
      await road.as('council.officer', (actor) => road.app.get(RecordWriting).takeUp(actor, open.id)),
    ).toMatchObject({
      refusal: { code: 'records/no-such-record' },
    });
  });

  it('taking them out is logged with their number', async () => {
    const taken = await road.as('police.officer', (actor) => road.app.get(RecordReading).takeOut(actor, 'csv'));
    expect(taken.every(({ record, words }) => record.isOwn && words !== null)).toBe(true);
    expect(await newestFacts(road.app, 'RecordsExported')).toMatchObject({ format: 'csv', records: taken.length });
  });
});
