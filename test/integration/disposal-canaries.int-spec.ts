import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeadlineFiring } from '@broker/deadlines';
import {
  DisposalService,
  FoiService,
  OnwardService,
  RequestService,
  RetentionService,
  SubjectAccessSearch,
  SubjectAccessService,
  SubjectIndexService,
} from '@broker/disclosure';
import { RequestsFolder } from '@broker/identity';
import { orThrow } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { asSystem } from '@broker/platform';
import { KeepingRoad } from '../support/keeping-road.js';
import { asOwner } from '../support/as-owner.js';
import { ANSWERS } from '../support/requests.js';
import { tablesHolding } from '../support/tables-holding.js';

const ROUNDS = 12;

let road: KeepingRoad;
let planted = 0;

/** Two words that stand nowhere else, and could be a name. */
const canary = (): string => `${word()} ${word()}`;

function word(): string {
  planted += 1;
  const letters = String(planted)
    .padStart(4, '0')
    .replaceAll(/\d/g, (digit) => 'bcdfghjklm'[Number(digit)]!);
  return `Canary${letters}`;
}

/** Requests, records, disclosures, questions to pass on, subject access and freedom of information: every word of them a canary. */
async function plant(): Promise<void> {
  const { agencyId } = await road.road.actor('police.officer');
  const subject = {
    fullName: canary(),
    dateOfBirth: '1990-03-27',
    address: canary(),
    otherNames: [canary()],
  };
  const whole = ANSWERS(agencyId);
  const items = whole.items!.map((item) => ({ ...item, what: canary(), why: canary() }));
  const words = { whyIdentified: canary(), whyAsked: canary(), necessity: canary(), proportionality: canary() };
  await road.as('council.officer', async (actor) => {
    const requests = road.app.get(RequestService);
    const { id } = orThrow(await requests.sendAtOnce(actor, { ...whole, ...words, items, subject }));
    await road.as('police.officer', async (police) => {
      const [rows] = [
        await road.database.query<{ item_id: string }[]>('SELECT item_id FROM request_item WHERE request_id = $1', [
          id,
        ]),
      ];
      const refused = rows.map(({ item_id }) => [item_id, { decision: 'refused' as const, reason: canary() }]);
      const decision = { items: Object.fromEntries(refused), reasons: canary(), balance: canary(), interest: null };
      orThrow(await requests.decide(police, id, decision as never));
    });
  });
  await road.road.recorded({ fullName: canary(), summary: canary(), grounds: canary() });
  const disclosure = await road.disclosed({ one: canary(), two: canary() });
  await road.as('council.officer', async (actor) => {
    const asked = { recipientAgencyId: '', recipientName: canary(), why: canary(), what: canary() };
    const { id } = orThrow(await road.app.get(OnwardService).ask(actor, disclosure, asked));
    await road.as('police.officer', (police) => road.app.get(OnwardService).decide(police, id, 'agreed', canary()));
    const foi = { receivedOn: '2026-11-20', applicant: canary(), contact: canary(), asked: canary() };
    const logged = orThrow(await road.app.get(FoiService).log(actor, foi));
    const exemptions = [{ section: '31', reliedOn: true, why: canary(), publicInterest: canary() }];
    const answer = { outcome: 'refused', answeredOn: '2026-11-20', exemptions };
    orThrow(await road.app.get(FoiService).answer(actor, logged.id, answer));
    const person = { fullName: canary(), dateOfBirth: '', otherNames: [canary()], asked: canary() };
    const access = road.app.get(SubjectAccessService);
    const { id: accessId } = orThrow(await access.log(actor, { receivedOn: '2026-11-20', ...person }));
    orThrow(await road.app.get(SubjectAccessSearch).sort(actor, accessId, []));
    const said = { outcome: 'nothing-held', answeredOn: '2026-11-20', exemptions: [], words: canary() };
    orThrow(await access.answer(actor, accessId, said));
    const kept = (await road.kept(disclosure))!;
    orThrow(await road.app.get(RetentionService).hold(actor, kept.id, canary()));
    orThrow(await road.app.get(RetentionService).lift(actor, kept.id, canary()));
  });
}

/** Whether any place in which people search or from which they take things out tells of a canary. */
async function told(): Promise<string[]> {
  const folder = await road.as('council.officer', (actor) => road.app.get(RequestsFolder).open(actor));
  const log = await road.database.query<{ leaf: Buffer }[]>('SELECT leaf FROM ledger_entry');
  const places = { folder: JSON.stringify(folder), log: log.map(({ leaf }) => leaf.toString('utf8')).join('\n') };
  return Object.entries(places).flatMap(([place, text]) => (/Canary[b-m]{4}/.test(text) ? [place] : []));
}

/** What the demonstration holds: matters that are still open, and a record on hold, end at no date. */
let already: string[];

const openItems = async (): Promise<number> => {
  const [row] = await road.database.query<[{ n: number }]>(
    'SELECT count(*)::int AS n FROM vault_item WHERE destroyed_at IS NULL AND bound_to <> ALL ($1)',
    [already],
  );
  return row.n;
};

beforeAll(async () => {
  road = await KeepingRoad.open();
  const held = await road.database.query<{ to: string }[]>('SELECT DISTINCT bound_to AS to FROM vault_item');
  already = held.map(({ to }) => to);
  for (let round = 0; round < ROUNDS; round += 1) await plant();
}, 600_000);
afterAll(() => road?.close());

describe('ISA-23: after disposal', () => {
  let before: { items: number; vault: object[] };

  it('five hundred canaries and more lie in the vault and in no other column of any table', async () => {
    expect(planted).toBeGreaterThanOrEqual(500);
    before = {
      items: await openItems(),
      vault: await road.database.query('SELECT id, key_id, wrapped_key, sealed FROM vault_item'),
    };
    expect(before.items).toBeGreaterThanOrEqual(ROUNDS * 8);
    expect(await tablesHolding(road.database, ['Canary'])).toEqual([]);
    expect(await told()).toEqual([]);
  }, 600_000);

  it('not one item of the vault can be opened, not one row of the index is left, and the log still verifies', async () => {
    await road.road.clock.moveTo('2034-01-02T09:00:00Z');
    await asSystem(() => road.app.get(DeadlineFiring).fireDue());
    expect(await openItems()).toBe(0);
    const [index] = await road.database.query<[{ n: number }]>(
      `SELECT count(*)::int AS n FROM subject_index WHERE record_kind || ':' || record_id <> ALL ($1)`,
      [already],
    );
    expect(index.n).toBe(0);
    expect(await tablesHolding(road.database, ['Canary'])).toEqual([]);
    const ledger = road.app.get(LedgerService);
    await asSystem(async () => {
      while ((await ledger.sequencePending()) > 0);
      expect(await ledger.verifyWholeLog()).toMatchObject({ ok: true });
    });
  }, 600_000);

  it('nobody is found any more', async () => {
    const found = await road.as('police.officer', ({ partnershipId, agencyId }) => {
      const subject = { fullName: 'Robin Invented', dateOfBirth: null, otherNames: [] };
      return road.app.get(SubjectIndexService).find({ partnershipId, agencyIds: [agencyId], subject });
    });
    expect(found).toMatchObject({ value: [] });
  });

  it('what a backup brings back is destroyed again by replaying the log', async () => {
    // The vault as the backup has it: keys, cipher texts and all.
    const { vault } = before;
    await asOwner(
      road.database,
      `UPDATE vault_item v SET destroyed_at = NULL, key_id = b.key_id, wrapped_key = b.wrapped_key::bytea, sealed = b.sealed::bytea
         FROM jsonb_to_recordset('${JSON.stringify(vault.map((row) => hexed(row)))}') AS b(id uuid, key_id text, wrapped_key text, sealed text)
        WHERE v.id = b.id AND b.key_id IS NOT NULL`,
    );
    expect(await openItems()).toBeGreaterThan(before.items / 2);
    const replayed = await road.app.get(DisposalService).replay();
    expect(replayed.repeated).toBeGreaterThan(ROUNDS);
    expect(await openItems()).toBe(0);
    expect(await road.app.get(DisposalService).replay()).toEqual({ disposals: replayed.disposals, repeated: 0 });
  }, 600_000);
});

const hexed = (row: object): object =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value]),
  );
