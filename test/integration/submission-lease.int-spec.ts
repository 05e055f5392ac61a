import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SubmissionCheckService, SubmissionWaker } from '@broker/exchange';
import { DataSource } from 'typeorm';
import { ExchangeRoad } from '../support/exchange-road.js';
import { streetMonth } from '../support/street-month.js';

let road: ExchangeRoad;
beforeAll(async () => {
  road = await ExchangeRoad.open();
});
afterAll(() => road.close());

describe('a worker that dies', () => {
  it('loses its file to the next one, which finishes it once', async () => {
    const received = await road.upload(streetMonth([{ month: '2020-03', rows: 80 }]));
    if (!received.ok) throw new Error(received.refusal.message);
    const { id } = received.value;
    await road.app
      .get(DataSource)
      .query(`UPDATE submission SET state = 'checking', attempts = 1, lease_until = $2 WHERE id = $1`, [
        id,
        new Date(road.clock.now().getTime() + 10_000),
      ]);
    const checks = road.app.get(SubmissionCheckService);
    expect(await checks.check(id)).toBe('not-mine');
    road.clock.advance({ seconds: 11 });
    expect(await road.app.get(SubmissionWaker).sweep()).toBeGreaterThanOrEqual(1);
    const outcomes = await Promise.all([checks.check(id), checks.check(id), checks.check(id)]);
    expect(outcomes.sort()).toEqual(['checked', 'not-mine', 'not-mine']);
    expect(await road.submission(id)).toMatchObject({ state: 'checked' });
  });

  it('is not followed for ever: a file that stops every worker is refused', async () => {
    const received = await road.upload(streetMonth([{ month: '2020-04', rows: 80 }]));
    if (!received.ok) throw new Error(received.refusal.message);
    await road.app.get(DataSource).query(`UPDATE submission SET attempts = 5 WHERE id = $1`, [received.value.id]);
    expect(await road.app.get(SubmissionCheckService).check(received.value.id)).toBe('refused');
    expect(await road.submission(received.value.id)).toMatchObject({
      refusal: { code: 'exchange/could-not-be-checked' },
    });
  });
});
