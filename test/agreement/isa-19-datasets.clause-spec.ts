import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DATASETS } from '@broker/catalogue';
import { ExchangeRoad } from '../support/exchange-road.js';
import { newestFacts } from '../support/people.js';
import { streetMonth } from '../support/street-month.js';

let road: ExchangeRoad;
beforeAll(async () => {
  road = await ExchangeRoad.open();
});
afterAll(() => road.close());

describe('ISA-19: each partner shares the datasets that the Schedule names for it', () => {
  it('every dataset of the catalogue names its paragraph, its holder, and a ladder of time and place', () => {
    for (const dataset of DATASETS) {
      expect(dataset.paragraph).toMatch(/^SI-\d+/);
      expect(dataset.holderKinds.length).toBeGreaterThan(0);
      expect(dataset.policy.k).toBeGreaterThanOrEqual(5);
      expect(dataset.policy.ladder.length).toBeGreaterThan(1);
    }
  });

  it('an agency cannot give in another agency’s dataset; the refusal cites its paragraph (SI-2) and is in the log', async () => {
    const answer = await road.upload(streetMonth([{ rows: 20 }]), await road.as('council.steward'));
    expect(answer).toMatchObject({ refusal: { code: 'exchange/not-your-dataset', clause: 'SI-2' } });
    expect(await newestFacts(road.app, 'UploadRefused')).toMatchObject({
      code: 'exchange/not-your-dataset',
      clause: 'SI-2',
    });
  });

  it('a dataset that the catalogue lacks is refused', async () => {
    expect(await road.upload('a,b\n', road.police, 'POL-99')).toMatchObject({
      refusal: { code: 'exchange/no-such-dataset', clause: 'ISA-19' },
    });
  });

  it('an incident (SI-1) in a file of crimes (SI-2) is refused with its paragraph and the way to mend it', async () => {
    const id = await road.checked([{ rows: 40 }, { type: 'Anti-social behaviour', rows: 6 }]);
    const refusals = (await road.submission(id))?.report?.refusals;
    expect(refusals).toEqual([expect.objectContaining({ clause: 'SI-1', rows: 6, column: 'Crime type' })]);
    expect(refusals?.[0]?.mend).toContain('POL-1');
  });

  it('rows that lie outside the partnership’s area are left out', async () => {
    const elsewhere = { month: '2020-02', district: 'Winchester', area: '9A', rows: 7 };
    const id = await road.checked([{ month: '2020-02', rows: 30 }, elsewhere]);
    expect(await road.submission(id)).toMatchObject({ report: { rowsIn: 37, rowsOutsideArea: 7, rowsReleasable: 30 } });
  });
});
