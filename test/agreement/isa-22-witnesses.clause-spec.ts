import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WitnessWatch, type Actor } from '@broker/identity';
import {
  CheckpointService,
  LedgerService,
  LogKeyService,
  openCosigned,
  openReceipt,
  parseVkey,
  QuorumRule,
  ReceiptService,
  WitnessRounds,
  WitnessService,
  type NoteKey,
} from '@broker/ledger';
import { DataSource } from 'typeorm';
import { ExchangeRoad } from '../support/exchange-road.js';
import { newestFacts } from '../support/people.js';
import { startWitness, type TestWitness } from '../support/witness.js';

let road: ExchangeRoad;
let manager: Actor;
let logKey: NoteKey;
let witness: TestWitness;

const HOUR_MS = 3_600_000;
const goRound = async (): Promise<number> => {
  while ((await road.app.get(LedgerService).sequencePending()) > 0);
  await road.app.get(CheckpointService).signNewest();
  return road.app.get(WitnessRounds).goRound();
};
const mayGoOn = () => road.app.get(QuorumRule).routineDisclosuresMayGoOn(manager.partnershipId);

beforeAll(async () => {
  road = await ExchangeRoad.open();
  manager = await road.as('council.manager');
  logKey = (await road.app.get(LogKeyService).signer()).key;
  witness = await startWitness('witness.fire.example', logKey);
});
afterAll(async () => {
  await witness?.remove();
  await road?.close();
});

describe('ISA-22: partners can audit what each of them does', () => {
  it('by a witness of an agency’s own, which vouches that the log has only grown', async () => {
    road.clock.set(new Date());
    const { agencyId } = await road.as('fire.officer');
    const details = { agencyId, vkey: witness.vkey, address: witness.address };
    expect(await road.app.get(WitnessService).register(manager, details)).toMatchObject({ ok: true });
    expect(await newestFacts(road.app, 'WitnessRegistered')).toMatchObject({ witnessAgencyId: agencyId });
    expect(await goRound()).toBe(1);
    const { note, size } = (await road.app.get(CheckpointService).latest())!;
    const policy = { logKeys: [logKey], witnesses: [parseVkey(witness.vkey)!], quorum: 1 };
    expect(openCosigned(note, policy)).toMatchObject({ size, cosignedBy: [{ witness: 'witness.fire.example' }] });
  });

  it('by a receipt for each act, which the officer keeps', async () => {
    const releaseId = await road.released([{ month: '2018-05', rows: 60 }]);
    const [entry] = await road.app
      .get(LedgerService)
      .entriesOf({ kind: 'release', id: releaseId }, manager.partnershipId);
    const { eventId } = entry!;
    const receipt = await road.app.get(ReceiptService).of(eventId);
    const opened = receipt.ok && receipt.value ? openReceipt(receipt.value.note, [logKey]) : null;
    expect(opened).toMatchObject({ eventId, origin: logKey.name });
  });

  it('and where nobody witnesses for longer than the partnership’s rule allows, routine disclosures stop', async () => {
    await goRound();
    expect(await road.app.get(WitnessService).setRule(manager, { quorum: 1, hours: 2 })).toMatchObject({ ok: true });
    await witness.stop();
    await goRound();
    road.clock.set(new Date(Date.now() + 1.9 * HOUR_MS));
    expect(await mayGoOn()).toBeNull();
    road.clock.set(new Date(Date.now() + 2.1 * HOUR_MS));
    expect(await mayGoOn()).toMatchObject({ code: 'ledger/no-quorum', clause: 'ISA-22' });
    await road.app.get(WitnessWatch).look();
    await witness.start();
    await goRound();
    expect(await mayGoOn()).toBeNull();
    await road.app.get(WitnessWatch).look();
  });

  it('of which those who can mend it are told once, and once that it is mended', async () => {
    const { officerId } = await road.as('fire.officer');
    const told = await road.app
      .get(DataSource)
      .query<{ kind: string; clause: string }[]>(
        `SELECT kind, clause FROM notice WHERE officer_id = ANY ($1) AND kind LIKE 'witness-%' ORDER BY kind, officer_id`,
        [[manager.officerId, officerId]],
      );
    expect(told).toEqual(
      ['witness-quorum-lapsed', 'witness-quorum-restored'].flatMap((kind) =>
        Array.from({ length: 2 }, () => ({ kind, clause: 'ISA-22' })),
      ),
    );
  });
});
