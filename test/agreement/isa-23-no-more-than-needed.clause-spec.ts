import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ExchangeQueries, ReleaseService } from '@broker/exchange';
import { ExchangeRoad } from '../support/exchange-road.js';

let road: ExchangeRoad;
beforeAll(async () => {
  road = await ExchangeRoad.open();
});
afterAll(() => road.close());

describe('ISA-23: information is adequate, relevant and not excessive', () => {
  it('what the purpose does not need is left out, and the report says what and why', async () => {
    const id = await road.checked([{ rows: 40 }]);
    const leftOut = (await road.submission(id))?.report?.leftOutColumns ?? [];
    expect(leftOut.map(({ column }) => column)).toEqual(
      expect.arrayContaining(['Crime ID', 'Longitude', 'Latitude', 'Location']),
    );
    expect(leftOut.every(({ why, clause }) => why.length > 10 && /^ISA-(9|23)$/.test(clause))).toBe(true);
  });
});

describe('ISA-23: information is retained no longer than is necessary', () => {
  it('the cells of a submission that is withdrawn are destroyed', async () => {
    const id = await road.checked([{ month: '2019-06', rows: 40 }]);
    const cells = async () => (await road.app.get(ExchangeQueries).cells(id, {}, { after: 0, limit: 10 })).cells.length;
    expect(await cells()).toBe(1);
    await road.app.get(ReleaseService).withdraw(road.police, id, 'Wrong month');
    expect(await cells()).toBe(0);
  });
});

describe('ISA-30d: significant decisions are recorded', () => {
  it('a submission is not withdrawn without its reason, and the reason stays with it', async () => {
    const id = await road.checked([{ month: '2019-05', rows: 40 }]);
    const decisions = road.app.get(ReleaseService);
    expect(await decisions.withdraw(road.police, id, '')).toMatchObject({
      refusal: { code: 'exchange/reason-missing', clause: 'ISA-30d' },
    });
    expect((await road.submission(id))?.state).toBe('checked');
    expect((await decisions.withdraw(road.police, id, 'Wrong month')).ok).toBe(true);
    expect(await road.submission(id)).toMatchObject({ state: 'withdrawn', decisionReason: 'Wrong month' });
  });
});
