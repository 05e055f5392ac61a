import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DecisionDraftService, NOTHING_DECIDED, type DecisionSoFar } from '@broker/disclosure';
import type { Result } from '@broker/kernel';
import { withinScope } from '@broker/platform';
import { DataSource } from 'typeorm';
import { newestFacts } from '../support/people.js';
import { must, RequestRoad } from '../support/request-road.js';
import { tablesHolding } from '../support/tables-holding.js';

let road: RequestRoad;
let database: DataSource;
beforeAll(async () => {
  road = await RequestRoad.open();
  database = road.app.get(DataSource);
});
afterAll(() => road?.close());

const CANARIES = ['Canary of the item', 'Canary of the balance', 'Canary of the reasons'] as const;

/** Does something as a person of the demonstration, in the scope that their sign-in would have. */
async function inScope<T>(who: string, work: (drafts: DecisionDraftService) => Promise<T>): Promise<T> {
  return withinScope(await road.as(who), () => work(road.app.get(DecisionDraftService)));
}

const save = async (who: string, id: string, change: Partial<DecisionSoFar>) => {
  const actor = await road.as(who);
  return inScope(who, (drafts) => drafts.save(actor, id, change));
};

const open = async (who: string, id: string): Promise<Result<DecisionSoFar>> => {
  const actor = await road.as(who);
  return inScope(who, (drafts) => drafts.open(actor, id));
};

const mark = async (who: string, id: string) => {
  const actor = await road.as(who);
  return inScope(who, (drafts) => drafts.mark(actor, id));
};

/** Half a decision, of which each text is a canary. */
async function halfDecided(id: string): Promise<Partial<DecisionSoFar>> {
  const [item] = (await road.find(id, 'police.officer'))!.items;
  const [reason, balance, reasons] = CANARIES;
  return { items: { [item!.itemId]: { decision: null, reason } }, balance, reasons };
}

/** What is left of a saved decision: rows, and items of the vault that can still be opened beside the request's own words. */
async function leftOf(id: string): Promise<{ rows: number; opened: number }> {
  const [left] = await database.query<[{ rows: number; opened: number }]>(
    `SELECT (SELECT count(*)::int FROM decision_draft WHERE request_id = $1) AS rows,
            (SELECT count(*)::int FROM vault_item v WHERE bound_to = 'request:' || $1 AND sealed IS NOT NULL
               AND NOT EXISTS (SELECT FROM information_request r WHERE r.vault_id = v.id)
               AND NOT EXISTS (SELECT FROM request_event e WHERE e.vault_id = v.id)) AS opened`,
    [id],
  );
  return left;
}

describe('ISA-30: a decision is weighed in peace, and saved until it is made', () => {
  it('is found again as far as it went, by every deciding officer of the agency, who add to it', async () => {
    const id = await road.sent();
    expect(must(await open('police.officer', id))).toEqual(NOTHING_DECIDED);
    const half = await halfDecided(id);
    must(await save('police.officer', id, half));
    must(await save('police.signer', id, { interest: 'crime-disorder' }));
    expect(must(await open('police.officer', id))).toEqual({ ...NOTHING_DECIDED, ...half, interest: 'crime-disorder' });
    expect(await mark('police.officer', id)).toEqual({
      savedBy: await nameOf('police.signer'),
      savedAt: road.clock.now(),
    });
    expect(await road.find(id, 'police.officer')).toMatchObject({ state: 'sent', decidedBy: null });
  });

  it('waits for a step that is under way, and is refused where that ends the request', async () => {
    const id = await road.sent();
    const saving = await database.transaction(async (manager) => {
      await manager.query(`UPDATE information_request SET state = 'withdrawn' WHERE id = $1`, [id]);
      const begun = save('police.officer', id, { reasons: 'Too late' });
      const isDone = begun.then(() => true);
      for (let goesOn = true; goesOn;) goesOn = !(await Promise.race([isDone, isAnyoneWaiting()]));
      return { begun };
    });
    expect(await saving.begun).toMatchObject({ refusal: { code: 'asking/not-now' } });
  });

  it('is the deciding agency’s own: neither the one that asks nor a third sees that or what was saved (ISA-26)', async () => {
    const id = await road.sent();
    must(await save('police.officer', id, await halfDecided(id)));
    for (const [who, code] of [
      ['council.officer', 'asking/not-the-holding-agency'],
      ['fire.officer', 'asking/no-such-request'],
    ] as const) {
      expect(await open(who, id)).toMatchObject({ refusal: { code } });
      expect(await save(who, id, { reasons: 'Mine' })).toMatchObject({ refusal: { code } });
      expect(await mark(who, id)).toBeNull();
      const seen = await inScope(who, () => database.query<unknown[]>('SELECT FROM decision_draft'));
      expect([who, seen]).toEqual([who, []]);
    }
  });

  it('lies in the vault alone: no table and no entry of the log holds a word of it', async () => {
    const id = await road.sent();
    must(await save('police.officer', id, await halfDecided(id)));
    expect(await leftOf(id)).toEqual({ rows: 1, opened: 1 });
    expect(await tablesHolding(database, [...CANARIES])).toEqual([]);
    expect(await newestFacts(road.app, 'RequestDecisionSaved')).toEqual({});
  });

  it.each<[string, (id: string) => Promise<unknown>]>([
    ['it is made', async (id) => must(await road.decide(id, 'police.officer', 'authorised'))],
    ['it is refused', async (id) => must(await road.decide(id, 'police.officer', 'refused'))],
    [
      'the request is withdrawn by the agency that asks',
      async (id) => {
        const council = await road.as('council.officer');
        must(await withinScope(council, () => road.requests.withdraw(council, id)));
      },
    ],
  ])('is gone once %s', async (_, end) => {
    const id = await road.sent();
    must(await save('police.officer', id, await halfDecided(id)));
    await end(id);
    expect(await leftOf(id)).toEqual({ rows: 0, opened: 0 });
    expect(await open('police.officer', id)).toMatchObject({ refusal: { code: 'asking/not-now' } });
    expect(await save('police.officer', id, {})).toMatchObject({ refusal: { code: 'asking/not-now' } });
  });

  it('stays while a question is open, and when the decision is refused by the rules', async () => {
    const id = await road.sent();
    must(await save('police.officer', id, { reasons: 'Half weighed' }));
    const police = await road.as('police.officer');
    must(await road.requests.ask(police, id, 'Which years?'));
    const incomplete = { ...(await road.decision(id, 'authorised')), balance: '' };
    expect(await road.requests.decide(police, id, incomplete)).toMatchObject({ ok: false });
    expect(must(await open('police.officer', id))).toMatchObject({ reasons: 'Half weighed' });
  });

  it.each<[string, Partial<DecisionSoFar>, string]>([
    ['an item that was not asked for', { items: { other: { decision: null, reason: '' } } }, 'asking/unknown-choice'],
    ['a choice that is none', { interest: 'curiosity' as never }, 'asking/unknown-choice'],
    ['a text that is too long', { reasons: 'x'.repeat(10_001) }, 'asking/text-too-long'],
  ])('is not saved with %s', async (_, change, code) => {
    const id = await road.sent();
    expect(await save('police.officer', id, change)).toMatchObject({ refusal: { code } });
    expect(await leftOf(id)).toEqual({ rows: 0, opened: 0 });
  });
});

/** Whether some transaction waits for what another one has locked. */
async function isAnyoneWaiting(): Promise<boolean> {
  const [{ waits }] = await database.query<[{ waits: boolean }]>(
    'SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted) AS waits',
  );
  return waits;
}

async function nameOf(who: string): Promise<string> {
  const { officerId } = await road.as(who);
  const [{ name }] = await database.query<[{ name: string }]>('SELECT name FROM officer WHERE id = $1', [officerId]);
  return name;
}
