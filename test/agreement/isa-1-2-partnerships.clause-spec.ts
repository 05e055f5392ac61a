import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AgreementQueries, AgreementService } from '@broker/agreement';
import { LedgerService } from '@broker/ledger';
import { ExchangeRoad } from '../support/exchange-road.js';
import { entriesOf } from '../support/people.js';

let road: ExchangeRoad;
beforeAll(async () => {
  road = await ExchangeRoad.open();
});
afterAll(() => road.close());

describe('ISA-1: responsible, co-operating and participating bodies share in one partnership', () => {
  it('each signatory belongs to one class, and each class is there', async () => {
    const lines = await road.app.get(AgreementQueries).signatories(road.police.partnershipId);
    expect(lines.map(({ position }) => position)).toEqual(lines.map((_, index) => index + 1));
    expect(new Set(lines.map((line) => line.class))).toEqual(new Set(['responsible', 'co-operating', 'participating']));
  });

  it('the founding of each partnership is in the log', async () => {
    expect(await entriesOf(road.app, 'PartnershipFounded')).toBe(2);
  });
});

describe('ISA-2: the agreement says for which purposes, by whom and on which basis information is shared', () => {
  it('has its paragraphs 1 to 33 and a closed list of purposes, each with its clause', async () => {
    const version = (await road.app.get(AgreementService).versionInForce(road.police.partnershipId))!;
    expect(version.clauses.map(({ clause }) => clause)).toEqual(Array.from({ length: 33 }, (_, i) => `ISA-${i + 1}`));
    expect(version.purposes.every(({ clause }) => /^ISA-(5|28)[a-e]$/.test(clause))).toBe(true);
    expect(await entriesOf(road.app, 'AgreementPublished')).toBe(2);
  });
});

describe('ISA-22: the protocol is audited: the log of every act proves itself', () => {
  it('verifies from its first entry to its last', async () => {
    const ledger = road.app.get(LedgerService);
    await ledger.sequencePending();
    expect(await ledger.verifyWholeLog()).toMatchObject({ ok: true });
    expect((await ledger.head()).size).toBe(await entriesOf(road.app));
  });
});
