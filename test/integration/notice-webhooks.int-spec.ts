import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { isSignedBy, NoticeQueries, OutboxRelay, WEBHOOK_FAILURES_MAX, WebhookService } from '@broker/notices';
import type { Actor } from '@broker/identity';
import { DataSource } from 'typeorm';
import { NoticeOffice } from '../support/notice-office.js';
import { as, entriesOf } from '../support/people.js';

interface Call {
  key: string;
  signature: string;
  body: string;
}

let office: NoticeOffice;
let signer: Actor;
let receiver: http.Server;
let calls: Call[] = [];
let status = 200;
let address = '';
/** What the receiver does before it answers. */
let beforeAnswer: () => Promise<void> = async () => undefined;

beforeAll(async () => {
  office = await NoticeOffice.open(null);
  signer = await as(office.app, 'police.signer');
  receiver = http.createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const body = Buffer.concat(pieces).toString('utf8');
      const [key, signature] = [request.headers['idempotency-key'], request.headers['broker-signature']];
      calls.push({ key: String(key), signature: String(signature), body });
      void beforeAnswer().then(() => response.writeHead(status).end('x'.repeat(1_000_000)));
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/broker`;
});
beforeEach(async () => {
  calls = [];
  status = 200;
  beforeAnswer = async () => undefined;
  for (const { id } of await webhooks().list(signer)) await webhooks().remove(signer, id);
});
afterAll(async () => {
  await office.close();
  await new Promise((resolve) => receiver.close(resolve));
});

const webhooks = () => office.app.get(WebhookService);

async function register(): Promise<{ id: string; secret: string }> {
  const registered = await webhooks().register(signer, address);
  if (!registered.ok) throw new Error(registered.refusal.message);
  return registered.value;
}

describe('a webhook', () => {
  it('is called once for a notice to several officers of the agency, signed, with ids alone', async () => {
    const { secret } = await register();
    const steward = await as(office.app, 'police.steward');
    await office.send({ officerIds: [office.police.officerId, steward.officerId, office.council.officerId] });
    await office.relay();
    expect(calls).toHaveLength(1);
    const { key, signature, body } = calls[0]!;
    expect(isSignedBy(secret, signature, body, office.clock.now())).toBe(true);
    expect(JSON.parse(body)).toEqual({
      type: 'notice',
      id: key,
      kind: 'webhook-off',
      clause: 'ISA-32a',
      dueOn: '2026-11-27',
      sentAt: office.clock.now().toISOString(),
      link: 'https://broker.example/notices/webhooks',
    });
  });

  it('of another agency is not called', async () => {
    await register();
    await office.send({ officerIds: [office.council.officerId] });
    await office.relay();
    expect(calls).toEqual([]);
  });

  it('is called again with the same key after a relay died between sending and writing it down: one effect', async () => {
    await register();
    const key = await office.send();
    // The relay "dies": its connection to the database is gone when the receiver has the message.
    const relay = office.app.get<{ settle: () => Promise<void> }>(OutboxRelay);
    const whole = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(relay), 'settle')!;
    Object.defineProperty(relay, 'settle', { value: () => Promise.reject(new Error('killed')), configurable: true });
    await expect(office.relay()).rejects.toThrow('killed');
    Object.defineProperty(relay, 'settle', whole);
    expect(await office.messages(key)).toMatchObject([{ state: 'waiting', attempts: 1 }]);
    expect(await office.relay()).toBe(0); // its lease stands
    office.clock.advance({ seconds: 121 });
    expect(await office.relay()).toBe(1);
    expect(calls).toHaveLength(2);
    expect(new Set(calls.map((call) => call.key)).size).toBe(1);
    expect(await office.messages(key)).toMatchObject([{ state: 'sent', attempts: 2 }]);
  });

  it('is called once by many relays at a time', async () => {
    await register();
    for (let at = 0; at < 20; at += 1) await office.send();
    await Promise.all(Array.from({ length: 6 }, () => office.relay()));
    expect(calls).toHaveLength(20);
    expect(new Set(calls.map(({ key }) => key)).size).toBe(20);
  });

  it('shows its secret once, and the database holds it sealed', async () => {
    const { secret } = await register();
    const [row] = await office.app
      .get(DataSource)
      .query<[{ text: string; raw: Buffer }]>(
        `SELECT w::text AS text, sealed_secret AS raw FROM webhook w WHERE state = 'on'`,
      );
    expect(row.text).not.toContain(secret);
    expect(row.raw.toString('utf8')).not.toContain(secret);
    expect((await webhooks().list(signer))[0]).not.toHaveProperty('sealedSecret');
  });

  it('can be tested', async () => {
    const { id } = await register();
    expect(await webhooks().test(signer, id)).toMatchObject({ ok: true });
    await office.relay();
    expect(JSON.parse(calls[0]!.body)).toEqual({ type: 'test', id: calls[0]!.key });
    expect((await webhooks().list(signer))[0]).toMatchObject({ failures: 0, lastSuccessAt: office.clock.now() });
  });

  it('is switched off after repeated failures; whoever registered it is told, and can switch it on again', async () => {
    const { id } = await register();
    status = 500;
    const before = await entriesOf(office.app, 'WebhookSwitchedOff');
    await office.send();
    for (let failure = 0; failure < WEBHOOK_FAILURES_MAX; failure += 1) {
      await office.relay();
      office.clock.advance({ hours: 1 });
    }
    expect((await webhooks().list(signer))[0]).toMatchObject({ state: 'off', lastFault: 'webhook/500' });
    expect(await entriesOf(office.app, 'WebhookSwitchedOff')).toBe(before + 1);
    const [notice] = await office.app.get(NoticeQueries).inbox(signer, { limit: 1, offset: 0 });
    expect(notice).toMatchObject({ kind: 'webhook-off', clause: 'ISA-22', path: '/notices/webhooks' });
    calls = [];
    await office.send();
    await office.relay();
    expect(calls).toEqual([]);
    status = 200;
    await webhooks().switchOn(signer, id);
    await office.send();
    await office.relay();
    expect(calls).toHaveLength(1);
  });

  it('that was removed takes nothing any more, not even what waited', async () => {
    const { id } = await register();
    const key = await office.send();
    await webhooks().remove(signer, id);
    await office.relay();
    expect(calls).toEqual([]);
    expect(await office.messages(key)).toMatchObject([{ state: 'dropped', fault: 'webhook/removed' }]);
  });
});

describe('registering a webhook', () => {
  it.each([
    ['http://system.example.org/', 'notices/webhook-not-public'],
    ['ftp://system.example.org/', 'notices/webhook-not-https'],
    ['https://no-such-name.invalid/', 'notices/webhook-no-such-host'],
    ['https://10.0.0.1/', 'notices/webhook-not-public'],
  ])('refuses %s with %s', async (text, code) => {
    const refused = await webhooks().register(signer, text);
    expect(refused).toMatchObject({ ok: false });
    // Without a resolver of the public network a public name has no address either.
    expect([code, 'notices/webhook-no-such-host']).toContain(refused.ok ? '' : refused.refusal.code);
  });

  it('takes an address once, at most five, and only the agency’s own can be changed', async () => {
    const { id } = await register();
    expect(await webhooks().register(signer, address)).toMatchObject({ refusal: { code: 'notices/webhook-twice' } });
    const more = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => webhooks().register(signer, `${address}/${n}`)));
    expect(more.filter(({ ok }) => ok)).toHaveLength(4);
    expect(more.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'notices/webhooks-too-many' } });
    const stranger = await as(office.app, 'council.signer');
    expect(await webhooks().remove(stranger, id)).toMatchObject({ refusal: { code: 'notices/no-such-webhook' } });
    expect(await webhooks().list(stranger)).toEqual([]);
  });
});
