import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { ExchangeQueries } from '@broker/exchange';
import { mayAct, PERMISSIONS, type Act, type Permission, type Person } from '@broker/identity';
import { ExchangeRoad } from '../support/exchange-road.js';
import { entriesOf, newestFacts } from '../support/people.js';

let road: ExchangeRoad;
let releaseId: string;
beforeAll(async () => {
  road = await ExchangeRoad.open();
  releaseId = await road.released([{ rows: 40 }, { area: '2A', rows: 30 }], 'identifying-areas');
});
afterAll(() => road.close());

describe('ISA-18: information is used only for the purpose for which it was given', () => {
  it('a release names one purpose of the agreement and no other', async () => {
    const id = await road.checked([{ month: '2019-05', rows: 40 }]);
    expect(await road.release(id, 'curiosity')).toMatchObject({
      refusal: { code: 'exchange/no-such-purpose', clause: 'ISA-18' },
    });
  });

  it('the purpose and the agreement stand on every row that is handed over', async () => {
    const handover = await road.collect(releaseId);
    if (!handover.ok) throw new Error(handover.refusal.message);
    const [header, ...rows] = [...handover.value.content].join('').trim().split('\n');
    expect(header).toBe('dataset,period,period_precision,area,area_precision,category,purpose,agreement_version');
    expect(rows).toHaveLength(70);
    expect(rows.every((row) => row.endsWith(',identifying-areas,1'))).toBe(true);
  });

  it('each download is recorded with its purpose and agreement, in the list and in the log', async () => {
    expect((await road.collect(releaseId)).ok).toBe(true);
    const [newest] = await road.app.get(ExchangeQueries).collections(releaseId);
    expect(newest).toMatchObject({
      agency: 'Southampton City Council',
      purpose: 'identifying-areas',
      agreementVersion: 1,
    });
    expect(await newestFacts(road.app, 'ReleaseCollected')).toMatchObject({
      purpose: 'identifying-areas',
      agreementVersion: 1,
      rows: 70,
    });
  });

  it('the file that is handed over is the one that the log names', async () => {
    const handover = await road.collect(releaseId);
    if (!handover.ok) throw new Error(handover.refusal.message);
    const sha256 = createHash('sha256')
      .update([...handover.value.content].join(''))
      .digest('hex');
    expect(await newestFacts(road.app, 'ReleaseMade')).toMatchObject({
      contentSha256: sha256,
      purpose: 'identifying-areas',
    });
  });

  it('an emergency opens nothing for use: what is read in it cannot be downloaded or released', async () => {
    const opened = (Object.keys(PERMISSIONS) as Act[]).filter((act) => (PERMISSIONS[act] as Permission).breakGlass);
    expect(opened).toEqual(['submission.view']);
    const before = await entriesOf(road.app, 'ReleaseCollected');
    const council: Person = {
      role: 'designated-officer',
      standing: 'signed',
      agencyName: 'Council',
      isTrained: true,
      isSteppedUp: true,
      breakGlassUntil: new Date('2026-11-20T10:00:00Z'),
    };
    const theirs = { whose: 'another-agency', at: new Date('2026-11-20T09:00:00Z') } as const;
    expect(mayAct('submission.view', council, theirs).ok).toBe(true);
    expect(mayAct('submission.decide', { ...council, role: 'data-steward' }, theirs).ok).toBe(false);
    expect(await entriesOf(road.app, 'ReleaseCollected')).toBe(before);
  });
});
