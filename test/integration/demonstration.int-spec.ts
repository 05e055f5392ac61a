import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AgreementQueries, Partnership, SuccessionService } from '@broker/agreement';
import { ExchangeQueries } from '@broker/exchange';
import { LedgerService } from '@broker/ledger';
import { DataSource } from 'typeorm';
import { DemonstrationModule } from '../../apps/cli/demonstration/demonstration.module.js';
import { loadDemonstration } from '../../apps/cli/demonstration/load-demonstration.js';
import { startModule, type TestApplication } from '../support/application.js';
import { as } from '../support/people.js';

let started: TestApplication;
const partnershipId = async (name: string): Promise<string> =>
  (await started.app.get(DataSource).manager.findOneByOrFail(Partnership, { name })).id;

beforeAll(async () => {
  started = await startModule(DemonstrationModule);
  await loadDemonstration(started.app);
});
afterAll(() => started.close());

describe('the demonstration', () => {
  it('is the partnership of the agreement, with its fifteen signatories, most of them signed', async () => {
    const lines = await started.app
      .get(AgreementQueries)
      .signatories(await partnershipId('Southampton Safe City Partnership'));
    expect(lines).toHaveLength(15);
    expect(lines.filter(({ signedAt }) => signedAt).length).toBe(12);
    expect(lines.find(({ agency }) => agency === 'Hampshire Constabulary')?.todayName).toContain('Isle of Wight');
  });

  it('shows who has taken over from whom: the successor has the place, has signed, and its officers sign in', async () => {
    const id = await partnershipId('Southampton Safe City Partnership');
    const steps = await started.app.get(SuccessionService).of(id);
    expect(steps.map(({ predecessor, passedOn }) => [predecessor, passedOn])).toEqual([
      ['Hampshire Police Authority', '2012-11-22'],
      ['Southampton City Primary Care Trust', '2013-04-01'],
      ['NHS Southampton City Clinical Commissioning Group', '2022-07-01'],
    ]);
    const third = (await started.app.get(AgreementQueries).signatories(id))[2]!;
    expect(third).toMatchObject({ agency: expect.stringContaining('Integrated Care Board'), standing: 'signed' });
    expect((await as(started.app, 'health.officer')).agencyId).toBe(third.agencyId);
  });

  it('holds one generated release in each partnership, with no group below the threshold', async () => {
    for (const name of ['Southampton Safe City Partnership', 'Northmoor Community Safety Partnership']) {
      const releases = await started.app.get(ExchangeQueries).releases(await partnershipId(name));
      expect(releases).toHaveLength(1);
      expect(releases[0]!.report.smallestGroup).toBeGreaterThanOrEqual(5);
      expect(releases[0]!.rowTotal).toBeGreaterThan(500);
    }
  });

  it('has left its evidence, and the log verifies', async () => {
    const ledger = started.app.get(LedgerService);
    expect((await ledger.head()).size).toBeGreaterThan(50);
    expect(await ledger.verifyWholeLog()).toMatchObject({ ok: true });
  });
});
