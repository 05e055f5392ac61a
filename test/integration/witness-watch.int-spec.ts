import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeadlineQueries } from '@broker/deadlines';
import { WitnessWatch, type Actor } from '@broker/identity';
import {
  CheckpointService,
  LedgerService,
  LogKeyService,
  WitnessRounds,
  WitnessService,
  type NoteKey,
} from '@broker/ledger';
import { DataSource } from 'typeorm';
import { DemonstrationModule } from '../../apps/cli/demonstration/demonstration.module.js';
import { loadDemonstration } from '../../apps/cli/demonstration/load-demonstration.js';
import { startModule, type TestApplication } from '../support/application.js';
import { asOwner } from '../support/as-owner.js';
import { DrillClock } from '../support/drill-clock.js';
import { as, entriesOf, newestFacts } from '../support/people.js';
import { startWitness, type TestWitness } from '../support/witness.js';

const clock = new DrillClock(new Date());
let started: TestApplication;
let manager: Actor;
let logKey: NoteKey;
let ofFire: TestWitness;
let ofCouncil: TestWitness;

const database = () => started.app.get(DataSource);

const later = (hours: number): Promise<void> => clock.moveTo(new Date(clock.now().getTime() + hours * 3_600_000));

/** Something happens, and somebody has to vouch for it. */
const act = () =>
  database().transaction((manager) =>
    started.app.get(LedgerService).append(manager, {
      event: 'SignedOut',
      at: clock.now(),
      partnershipId: null,
      agencyId: null,
      officerId: null,
      subject: null,
      facts: {},
    }),
  );

/** Has the log signed, and every witness asked, also one that has just failed. */
async function goRound(): Promise<void> {
  while ((await started.app.get(LedgerService).sequencePending()) > 0);
  await started.app.get(CheckpointService).signNewest();
  await database().query('UPDATE witness SET asked_at = NULL');
  await started.app.get(WitnessRounds).goRound();
}

/** So many workers look at the same time. */
const look = (workers = 1): Promise<unknown> =>
  Promise.all(Array.from({ length: workers }, () => started.app.get(WitnessWatch).look()));

/** Who was told, in how many rows of inboxes, and what. */
async function told(kind: string): Promise<string[]> {
  const rows = await database().query<{ email: string }[]>(
    `SELECT o.email FROM notice n JOIN officer o ON o.id = n.officer_id WHERE n.kind = $1 ORDER BY o.email`,
    [kind],
  );
  return rows.map(({ email }) => email.replace('@demo.example', ''));
}
const duties = async () => {
  const open = await started.app.get(DeadlineQueries).openFor(manager, 'witness-quorum');
  return open.map(({ clause, agencyId, state }) => ({ clause, agencyId, state }));
};

async function enter(who: string, name: string): Promise<TestWitness> {
  const witness = await startWitness(name, logKey, () => clock.now());
  const { agencyId } = await as(started.app, who);
  const { vkey, address } = witness;
  expect(await started.app.get(WitnessService).register(manager, { agencyId, vkey, address })).toMatchObject({
    ok: true,
  });
  return witness;
}

/** Enters a witness again that was removed. */
async function reEnter(who: string, { vkey, address }: TestWitness): Promise<void> {
  const { agencyId } = await as(started.app, who);
  await started.app.get(WitnessService).register(manager, { agencyId, vkey, address });
}

/** Has a witness believe that it cosigned so many entries last. */
async function pretend(witness: TestWitness, size: number): Promise<void> {
  await witness.stop();
  const file = path.join(witness.folder, 'cosigned.json');
  const held = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { size: number }>;
  for (const log of Object.values(held)) log.size = size;
  writeFileSync(file, JSON.stringify(held));
  await witness.start();
}

async function setRule(quorum: number): Promise<void> {
  const set = await started.app.get(WitnessService).setRule(manager, { quorum, hours: 2 });
  expect(set).toMatchObject({ ok: true });
}

beforeAll(async () => {
  started = await startModule(DemonstrationModule, clock);
  await loadDemonstration(started.app);
  await clock.lead(database());
  await asOwner(database(), 'ALTER TABLE ledger_entry ALTER created_at SET DEFAULT broker_now()');
  manager = await as(started.app, 'council.manager');
  logKey = (await started.app.get(LogKeyService).signer()).key;
  ofFire = await enter('fire.officer', 'witness.fire.example');
  ofCouncil = await enter('council.officer', 'witness.council.example');
  await setRule(2);
  await goRound();
});
afterAll(async () => {
  await ofFire?.remove();
  await ofCouncil?.remove();
  await started?.close();
});

describe('ISA-22: too few witnesses for too long', () => {
  it('is told to nobody before the partnership’s hours are over', async () => {
    await ofFire.stop();
    await act();
    await goRound();
    await later(1.9);
    await look(2);
    expect([await told('witness-quorum-lapsed'), await duties()]).toEqual([[], []]);
  });

  it('is told once, by however many workers, to the manager and the agency whose witness is silent', async () => {
    await later(0.2);
    await look(6);
    await look();
    expect(await told('witness-quorum-lapsed')).toEqual(['council.manager', 'fire.officer']);
    expect(await entriesOf(started.app, 'WitnessQuorumLapsed')).toBe(1);
    expect(await newestFacts(started.app, 'WitnessQuorumLapsed')).toEqual({
      witnesses: 2,
      quorum: 2,
      hours: 2,
      witnessedSize: expect.any(Number),
      silentAgencies: 1,
    });
  });

  it('stands as a duty on the manager’s home page, and on the operator’s page', async () => {
    expect(await duties()).toEqual([{ clause: 'ISA-22', agencyId: null, state: 'armed' }]);
    expect(await started.app.get(WitnessWatch).lapses()).toBe(1);
  });

  it('is over, and told as over once, to all who were told before, when enough have cosigned', async () => {
    await ofFire.start();
    await goRound();
    await look(6);
    await look();
    expect(await told('witness-quorum-restored')).toEqual(['council.manager', 'fire.officer']);
    expect(await entriesOf(started.app, 'WitnessQuorumRestored')).toBe(1);
    expect(await newestFacts(started.app, 'WitnessQuorumRestored')).toMatchObject({ witnesses: 2, quorum: 2 });
    expect([await duties(), await started.app.get(WitnessWatch).lapses()]).toEqual([[], 0]);
  });

  it('is told anew when it happens again, and is over too when the last witness is removed', async () => {
    await ofFire.stop();
    await ofCouncil.stop();
    await goRound();
    await later(3);
    await look(2);
    expect(await told('witness-quorum-lapsed')).toEqual([
      'council.manager',
      'council.manager',
      'council.officer',
      'fire.officer',
      'fire.officer',
    ]);
    await setRule(1);
    const witnesses = await database().query<{ id: string }[]>('SELECT id FROM witness');
    for (const { id } of witnesses)
      expect(await started.app.get(WitnessService).remove(manager, id)).toMatchObject({ ok: true });
    await look(2);
    expect(await told('witness-quorum-restored')).toHaveLength(5);
    expect(await duties()).toEqual([]);
  });
});

describe('ISA-22: a witness that refuses the log', () => {
  it('is told once to those who guard the log and to the agency that runs it, and again only of another refusal', async () => {
    await ofFire.start();
    await reEnter('fire.officer', ofFire);
    await act();
    await goRound();
    const { size } = (await started.app.get(CheckpointService).latest())!;
    await pretend(ofFire, size + 1000);
    await act();
    await goRound();
    await look(6);
    await goRound();
    await look();
    expect(await told('witness-refuses')).toEqual([
      'council.auditor',
      'council.manager',
      'council.operator',
      'fire.officer',
      'probation.auditor',
    ]);
    expect(await entriesOf(started.app, 'WitnessRefusedLog')).toBe(1);
    const { agencyId } = await as(started.app, 'fire.officer');
    expect(await newestFacts(started.app, 'WitnessRefusedLog')).toEqual({
      witnessAgencyId: agencyId,
      fault: 'witness/ahead',
      cosignedSize: size,
    });
    await pretend(ofFire, size);
    await goRound();
    await look();
    expect(await entriesOf(started.app, 'WitnessRefusedLog')).toBe(1);
  });
});
