import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AgreementQueries, AgreementService, AuthorisationService, textSha256 } from '@broker/agreement';
import { PERMISSIONS, type Act, type Need } from '@broker/identity';
import { DataSource } from 'typeorm';
import { ExchangeRoad } from '../support/exchange-road.js';
import { entriesOf, newestFacts } from '../support/people.js';

let road: ExchangeRoad;
beforeAll(async () => {
  road = await ExchangeRoad.open();
});
afterAll(() => road.close());

const flows = (Object.keys(PERMISSIONS) as Act[]).filter((act) =>
  (PERMISSIONS[act].needs as readonly Need[]).includes('signed'),
);

describe('ISA-10: no data flows to or from an agency that has not signed', () => {
  it.each(flows)('an officer of an unsigned signatory may not: %s', async (act) => {
    const actor = await road.as('voluntary.officer');
    const before = await entriesOf(road.app, 'AccessRefused');
    const answer = await road.app.get(AuthorisationService).authorise(actor, act);
    expect(answer).toMatchObject({ refusal: { code: 'agreement/not-signed', clause: 'ISA-10' } });
    expect(await entriesOf(road.app, 'AccessRefused')).toBe(before + 1);
    expect(await newestFacts(road.app, 'AccessRefused')).toEqual({
      act,
      code: 'agreement/not-signed',
      clause: 'ISA-10',
    });
  });

  it('an officer of an agency that the agreement does not name may not see a release', async () => {
    const actor = await road.as('ferries.officer');
    expect(await road.app.get(AuthorisationService).authorise(actor, 'release.view')).toMatchObject({
      refusal: { code: 'agreement/not-a-signatory', clause: 'ISA-10' },
    });
  });

  it('opens as soon as the agency has signed the exact text, and closes with a new version until it signs again', async () => {
    const actor = await road.as('voluntary.officer');
    const agreements = road.app.get(AgreementService);
    const authorisation = road.app.get(AuthorisationService);
    const version = (await agreements.versionInForce(actor.partnershipId))!;
    const signature = { agencyId: actor.agencyId, postHeld: 'Chief officer', signedName: 'Example' };
    const { manager } = road.app.get(DataSource);
    const now = road.clock.now();
    await manager.transaction((tx) => agreements.sign(tx, { ...signature, agreementVersionId: version.id }, now));
    expect((await authorisation.authorise(actor, 'release.view')).ok).toBe(true);

    const { partnershipId, clauses, purposes } = version;
    await manager.transaction((tx) => agreements.publish(tx, { partnershipId, version: 2, clauses, purposes }, now));
    expect(await authorisation.authorise(actor, 'release.view')).toMatchObject({ refusal: { clause: 'ISA-10' } });
    expect(await road.app.get(AgreementQueries).standingOf(partnershipId, road.police.agencyId)).toBe('unsigned');
  });

  it('records which text was signed', async () => {
    const version = (await road.app.get(AgreementService).versionInForce(road.council.partnershipId))!;
    expect(version.textSha256).toBe(textSha256(version));
    expect(await newestFacts(road.app, 'AgreementSigned')).toMatchObject({ textSha256: version.textSha256 });
  });
});
