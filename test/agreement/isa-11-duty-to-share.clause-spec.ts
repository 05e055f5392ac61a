import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuthorisationService } from '@broker/agreement';
import { ExchangeQueries, ReleaseService } from '@broker/exchange';
import { ExchangeRoad } from '../support/exchange-road.js';
import { entriesOf } from '../support/people.js';
import { streetMonth } from '../support/street-month.js';

let road: ExchangeRoad;
beforeAll(async () => {
  road = await ExchangeRoad.open();
});
afterAll(() => road.close());

describe('ISA-11: certain sets of depersonalised information are shared electronically', () => {
  it('hands a release to every other signatory that has signed', async () => {
    const id = await road.released([{ rows: 40 }]);
    for (const who of ['council.officer', 'health.officer', 'fire.steward', 'thornhill.officer']) {
      const actor = await road.as(who);
      expect((await road.app.get(AuthorisationService).authorise(actor, 'release.view')).ok).toBe(true);
      expect(await road.app.get(ExchangeQueries).release(actor.partnershipId, id)).toMatchObject({ rowTotal: 40 });
    }
  });

  it('leaves an entry for each step: received, checked, released, collected', async () => {
    const before = await entriesOf(road.app);
    const id = await road.released([{ month: '2019-04', rows: 40 }]);
    expect((await road.collect(id)).ok).toBe(true);
    expect(await entriesOf(road.app)).toBe(before + 4);
  });

  it('takes the same file once, and again only when the first was withdrawn with a reason', async () => {
    const text = streetMonth([{ month: '2019-12', rows: 60 }]);
    const first = await road.upload(text);
    if (!first.ok) throw new Error(first.refusal.message);
    expect(await road.upload(text)).toMatchObject({ refusal: { code: 'exchange/same-file-twice', clause: 'ISA-11' } });
    await road.checkedAgain(first.value.id);
    const decisions = road.app.get(ReleaseService);
    expect(await decisions.withdraw(road.police, first.value.id, ' ')).toMatchObject({
      refusal: { code: 'exchange/reason-missing', clause: 'ISA-30d' },
    });
    expect((await decisions.withdraw(road.police, first.value.id, 'wrong month')).ok).toBe(true);
    expect((await road.upload(text)).ok).toBe(true);
  });

  it('takes a file once when it arrives three times at the same moment', async () => {
    const text = streetMonth([{ month: '2020-01', rows: 60 }]);
    const answers = await Promise.all([road.upload(text), road.upload(text), road.upload(text)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });
});
