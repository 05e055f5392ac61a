import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { ExchangeQueries } from '@broker/exchange';
import { DataSource } from 'typeorm';
import { asOwner } from '../support/as-owner.js';
import { ExchangeRoad } from '../support/exchange-road.js';
import { newestFacts } from '../support/people.js';
import { CANARIES, streetMonth } from '../support/street-month.js';
import { tablesHolding } from '../support/tables-holding.js';

let road: ExchangeRoad;
beforeAll(async () => {
  road = await ExchangeRoad.open();
});
afterAll(() => road.close());

describe('ISA-9: information is given in a form from which it is no longer possible to identify the individual', () => {
  it('passes a file whose rows stand in groups that are large enough', async () => {
    const id = await road.checked([{ rows: 40 }, { area: '2A', rows: 30 }]);
    expect(await road.submission(id)).toMatchObject({ state: 'checked', rowsRead: 70, report: { rowsReleasable: 70 } });
  });

  it('keeps nothing of a file whose rows cannot be depersonalised', async () => {
    const id = await road.checked([{ month: '2019-06', rows: 3 }]);
    expect(await road.submission(id)).toMatchObject({ state: 'refused', refusal: { clause: 'ISA-9' }, report: null });
    const page = await road.app.get(ExchangeQueries).cells(id, {}, { after: 0, limit: 10 });
    expect(page.cells).toEqual([]);
  });

  it('releases nothing that has not passed', async () => {
    const id = await road.checked([{ month: '2019-07', rows: 3 }]);
    expect(await road.release(id)).toMatchObject({ refusal: { code: 'exchange/not-now', clause: 'ISA-9' } });
  });

  it('refuses at the release when the stored cells are no longer those that passed', async () => {
    const id = await road.checked([
      { month: '2019-08', rows: 20 },
      { month: '2019-08', area: '2A', rows: 30 },
    ]);
    await road.app
      .get(DataSource)
      .query(`UPDATE depersonalised_cell SET row_count = 19 WHERE submission_id = $1 AND row_count = 20`, [id]);
    const refusal = { code: 'depersonalisation/gate-mismatch', clause: 'ISA-9' };
    expect(await road.release(id)).toMatchObject({ refusal });
    expect(await newestFacts(road.app, 'ReleaseRefused')).toMatchObject(refusal);
    expect((await road.submission(id))?.state).toBe('checked');
  });

  it('keeps nothing of a file that was stored otherwise than it was reported: the gate counts what is stored', async () => {
    const dataSource = road.app.get(DataSource);
    await asOwner(
      dataSource,
      `CREATE FUNCTION lose_a_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.row_count := NEW.row_count - 1; RETURN NEW; END $$`,
      `CREATE TRIGGER lose_a_row BEFORE INSERT ON depersonalised_cell FOR EACH ROW EXECUTE FUNCTION lose_a_row()`,
    );
    const id = await road.checked([{ month: '2020-05', rows: 40 }]);
    await asOwner(dataSource, 'DROP TRIGGER lose_a_row ON depersonalised_cell');
    const refusal = { code: 'depersonalisation/gate-mismatch', clause: 'ISA-9' };
    expect(await road.submission(id)).toMatchObject({ state: 'refused', refusal, report: null });
    expect(await newestFacts(road.app, 'SubmissionRefused')).toMatchObject(refusal);
    const page = await road.app.get(ExchangeQueries).cells(id, {}, { after: 0, limit: 10 });
    expect(page.cells).toEqual([]);
  });

  it('refuses a corrected file from which one row could be told by subtraction', async () => {
    const alike = { month: '2019-09', area: '2A', rows: 30 };
    await road.released([{ month: '2019-09', rows: 20 }, alike]);
    const corrected = await road.checked([{ month: '2019-09', rows: 19 }, alike]);
    expect(await road.release(corrected)).toMatchObject({
      refusal: { code: 'depersonalisation/differencing-cell', clause: 'ISA-9' },
    });
  });

  it('marks a suppressed cell as such: it is neither 0 nor missing', async () => {
    const id = await road.checked([
      { month: '2019-10', rows: 100 },
      { month: '2019-10', area: '2A', rows: 100 },
      { month: '2019-10', area: '3A', rows: 4 },
      { month: '2019-10', area: '4A', rows: 4 },
    ]);
    const page = await road.app.get(ExchangeQueries).cells(id, {}, { after: 0, limit: 10 });
    expect(page.totals).toEqual({ rows: 200, cells: 4, suppressedCells: 2 });
    expect(page.cells.map(({ rows }) => rows)).toEqual([100, 100, null, null]);
  });

  it('has neither reference nor place nor street at rest, neither before the check nor after it', async () => {
    const received = await road.upload(streetMonth([{ month: '2019-11', rows: 50 }]));
    if (!received.ok) throw new Error(received.refusal.message);
    const dataSource = road.app.get(DataSource);
    const canaries = [`${CANARIES.crimeId}0`, CANARIES.street, CANARIES.longitude];
    expect(await tablesHolding(dataSource, canaries)).toEqual([]);
    expect(readdirSync(road.spoolDir)).toContain(received.value.id);
    expect((await road.checkedAgain(received.value.id))?.state).toBe('checked');
    expect(await tablesHolding(dataSource, canaries)).toEqual([]);
    expect(readdirSync(road.spoolDir)).not.toContain(received.value.id);
  });

  it('would find such a text if a table held it', async () => {
    const dataSource = road.app.get(DataSource);
    await dataSource.query(`UPDATE officer SET name = $1 WHERE email = 'ferries.officer@demo.example'`, [
      CANARIES.street,
    ]);
    expect(await tablesHolding(dataSource, [CANARIES.street])).toEqual(['public.officer']);
  });
});
