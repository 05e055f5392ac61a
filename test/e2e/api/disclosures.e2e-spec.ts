import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Disclosure } from '@broker/disclosure';
import { VaultService } from '@broker/platform';
import { DataSource } from 'typeorm';
import { authorisedRequest } from '../../support/acts/disclosures.js';
import { ApiHost } from '../../support/api-host.js';
import { entriesOf } from '../../support/people.js';

const SECRET = 'The invented lodger of 4 Nowhere Row';
const CONDITIONS = 'For the two officers who make the visit.';

let host: ApiHost;
let requestId: string;
let itemIds: string[];
let id: string;

beforeAll(async () => {
  host = await ApiHost.start();
  ({ id: requestId, itemIds } = await authorisedRequest(host));
});
afterAll(() => host?.stop());

const told = () => ({
  requestId,
  items: itemIds.map((itemId) => ({ itemId, information: SECRET })),
  conditions: CONDITIONS,
  convictionData: false,
});
const open = (who: string) => host.post(who, `/disclosures/${id}/items/${itemIds[0]}/opening`);

describe('disclosing', () => {
  it('refuses what was not authorised, and discloses nothing', async () => {
    const before = await entriesOf(host.app, 'DisclosureMade');
    const items = [...told().items, { itemId: randomUUID(), information: SECRET }];
    const { status, body, text } = await host.post('police.officer', '/disclosures', { ...told(), items });
    expect([status, body.code, body.clause]).toEqual([422, 'disclosures/item-not-authorised', 'ISA-26']);
    expect(text).not.toContain(SECRET);
    expect(await entriesOf(host.app, 'DisclosureMade')).toBe(before);
  });

  it('is for the agency that holds the information alone', async () => {
    const asking = await host.post('council.officer', '/disclosures', told());
    expect([asking.status, asking.body.code]).toEqual([403, 'disclosures/not-the-holding-agency']);
    const third = await host.post('fire.officer', '/disclosures', told());
    expect([third.status, third.body.code]).toEqual([404, 'disclosures/no-such-request']);
  });

  it('is done once, however often it is asked for', async () => {
    const key = randomUUID();
    const made = await host.post('police.officer', '/disclosures', told(), key);
    expect(made.status).toBe(201);
    id = made.body.id;
    const again = await host.post('police.officer', '/disclosures', told(), key);
    expect([again.status, again.body, again.headers['idempotency-replayed']]).toEqual([201, made.body, 'true']);
    const anew = await host.post('police.officer', '/disclosures', told());
    expect([anew.status, anew.body.clause]).toEqual([409, expect.stringMatching(/^ISA-/)]);
  });
});

describe('what was disclosed', () => {
  it('is listed on both sides, and to nobody else', async () => {
    const listed = async (who: string, side: string) =>
      (
        (await host.get(who, `/disclosures?side=${side}&acknowledged=no&limit=200`)).body.items as { id: string }[]
      ).some((line) => line.id === id);
    expect(await listed('police.officer', 'disclosing')).toBe(true);
    expect(await listed('council.officer', 'receiving')).toBe(true);
    expect(await listed('council.officer', 'disclosing')).toBe(false);
    expect(await listed('fire.officer', 'receiving')).toBe(false);
    expect((await host.get('fire.officer', `/disclosures/${id}`)).status).toBe(404);
  });

  it('tells its terms, and not what its items say', async () => {
    const { body, text } = await host.get('council.officer', `/disclosures/${id}`);
    expect(body).toMatchObject({ side: 'receiving', conditions: CONDITIONS, requestId, looks: [] });
    expect(body.purpose).toBeTruthy();
    expect(body.retainUntilOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(body.items).toHaveLength(itemIds.length);
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain('Invented');
  });

  it('is opened item by item with its purpose, each time with an entry in the log, and kept in no answer', async () => {
    const before = await entriesOf(host.app, 'DisclosureViewed');
    for (const _ of ['first', 'second']) {
      const { status, body } = await open('council.officer');
      expect([status, body.information, body.conditions]).toEqual([200, SECRET, CONDITIONS]);
      expect(body.purpose).toBeTruthy();
      expect(body.retainUntilOn).toBeTruthy();
    }
    expect(await entriesOf(host.app, 'DisclosureViewed')).toBe(before + 2);
    const { body } = await host.get('council.officer', `/disclosures/${id}`);
    expect(body.looks).toHaveLength(2);
    expect(body.items[0].firstOpenedAt).toBeTruthy();
    const kept = await host.app
      .get(DataSource)
      .query<{ row: string }[]>(`SELECT a::text AS row FROM idempotent_answer a`);
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.filter(({ row }) => row.includes('Nowhere Row'))).toEqual([]);
  });

  it('is opened by nobody else', async () => {
    const before = await entriesOf(host.app, 'DisclosureViewed');
    const { status, body } = await open('fire.officer');
    expect([status, body.code]).toEqual([404, 'disclosures/no-such-disclosure']);
    expect((await host.post('council.officer', `/disclosures/${id}/items/${randomUUID()}/opening`)).status).toBe(404);
    expect(await entriesOf(host.app, 'DisclosureViewed')).toBe(before);
  });

  it('is acknowledged by the agency that received it, once', async () => {
    const address = `/disclosures/${id}/acknowledgement`;
    expect((await host.post('police.officer', address)).body.code).toBe('disclosures/not-the-receiving-agency');
    expect((await host.post('council.officer', address)).body).toEqual({ id, href: `/api/v1/disclosures/${id}` });
    const again = await host.post('council.officer', address);
    expect([again.status, again.body.code]).toEqual([409, 'disclosures/acknowledged']);
    const { body } = await host.get('police.officer', `/disclosures/${id}`);
    expect([body.acknowledgeByOn, typeof body.acknowledgedAt]).toEqual([null, 'string']);
  });

  it('is told by its terms alone once it was disposed of', async () => {
    const { manager } = host.app.get(DataSource);
    const { vaultId } = await manager.findOneByOrFail(Disclosure, { id });
    await host.app.get(VaultService).destroy(manager, vaultId, new Date());
    const { status, body } = await open('council.officer');
    expect([status, body.code, body.clause]).toEqual([410, 'disclosures/disposed', 'ISA-23']);
    const terms = (await host.get('council.officer', `/disclosures/${id}`)).body;
    expect([terms.conditions, terms.items.length]).toEqual([null, itemIds.length]);
  });
});
