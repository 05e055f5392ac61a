import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isPublicAddress, type Config, type Resolve } from '@broker/platform';
import { readAddress, resolveSafely } from './safe-address.js';
import { WebhookCaller } from './webhook-caller.js';

/** Everything that has reached this computer. */
let reached: string[] = [];
let server: http.Server;
let port = 0;

beforeAll(async () => {
  server = http.createServer((request, response) => {
    reached.push(request.url ?? '');
    response.writeHead(request.url === '/redirect' ? 302 : 200, { location: `http://127.0.0.1:${port}/inside` }).end();
  });
  server.on('connection', () => reached.push('a connection'));
  await new Promise<void>((resolve) => server.listen(0, resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const at = { now: () => new Date('2026-11-20T09:00:00Z') };
const callerWith = (resolve: Resolve, production: boolean) => new WebhookCaller(resolve, { production } as Config, at);
const call = (address: string, resolve: Resolve = everythingIsHere, production = true) =>
  callerWith(resolve, production).call({ address, secret: 'whsec_a', idempotencyKey: 'k', body: '{}' });

/** A resolver under somebody’s control: every name is this computer. */
const everythingIsHere: Resolve = async () => [{ address: '127.0.0.1', family: 4 }];

/** This computer, in all its spellings. */
const HERE = `
  localhost localhost. LOCALHOST foo.localhost localhost.localdomain 127.0.0.1 127.0.0.1. 127.1
  127.0.1 127.255.255.254 2130706433 017700000001 0177.0.0.1 0x7f000001 0x7f.0.0.1 0x7f.1 127.0.0.0x1
  0 0.0.0.0 0x0 00000000 ①②⑦.⓪.⓪.① 127。0。0。1 %31%32%37.0.0.1 [::1] [::] [0:0:0:0:0:0:0:1]
  [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1] [::7f00:1] [::ffff:0:127.0.0.1]
  [64:ff9b::127.0.0.1] [64:ff9b:1::127.0.0.1] [2002:7f00:1::] [2001:0:7f00:1::] [fe80::1]
  [fe80::5efe:127.0.0.1] [fc00::1] [fd00:ec2::254] [fec0::1] [ff02::1] [100::1] [2001:db8::1]
  [3fff::1] [5f00::1] [2001:10::1]
`;

/** Private networks, link-local, clouds’ metadata. */
const INSIDE = `
  10.0.0.1 10.255.255.255 0xa000001 167772161 172.16.0.1 172.31.255.255 192.168.0.1 3232235521
  169.254.169.254 0xa9fea9fe 2852039166 0251.0376.0251.0376 169.254.170.2 168.63.129.16 100.64.0.1
  100.100.100.200 192.0.0.192 192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1
  240.0.0.1 255.255.255.255 metadata.google.internal rebinding.example
`;

const HOSTS = `${HERE} ${INSIDE}`.split(/\s+/).filter(Boolean);

const FORMS = HOSTS.flatMap((host) => [`https://${host}:PORT/hook`, `http://${host}:PORT/hook`]);
const OTHER_FORMS = [
  'https://user@127.0.0.1:PORT/',
  'https://example.org@127.0.0.1:PORT/',
  'https://127.0.0.1:PORT#@example.org/',
  'https://127.0.0.1:PORT\\@example.org/',
  'https:127.0.0.1:PORT/',
  'https:///127.0.0.1:PORT/',
  '//127.0.0.1:PORT/',
  'HTTPS://127.0.0.1:PORT/',
  ' https://127.0.0.1:PORT/ ',
  'ht\ntps://127.0.0.1:PORT/',
  'https://127.0.0.1\t:PORT/',
  'ftp://127.0.0.1:PORT/',
  'gopher://127.0.0.1:PORT/_GET',
  'file:///etc/passwd',
  'unix:/var/run/docker.sock',
  'data:text/plain,hello',
  'javascript:1',
  'dict://127.0.0.1:PORT/',
  'ldap://127.0.0.1:PORT/',
  '',
];

describe('ISA-22: a webhook leads nowhere inside', () => {
  const forms = [...FORMS, ...OTHER_FORMS];

  it(`in none of ${forms.length} forms of an address, even when the resolver is somebody else’s`, async () => {
    reached = [];
    expect(forms.length).toBeGreaterThanOrEqual(60);
    for (const form of forms) {
      const ended = await call(form.replace('PORT', String(port)));
      expect([
        form,
        ended.outcome,
        /^webhook\/(not-https|not-public|no-such-host)$/.test('fault' in ended ? ended.fault : ''),
      ]).toEqual([form, 'failed', true]);
    }
    expect(reached).toEqual([]);
  });

  it('not by a name that stands for a public and a private address', async () => {
    const both: Resolve = async () => [
      { address: '93.184.215.14', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ];
    expect(await resolveSafely(new URL('https://both.example'), both)).toMatchObject({ ok: false });
  });

  it('not by a name that changes after it was looked at: only the address looked at is called', async () => {
    const asked: string[] = [];
    const turning: Resolve = async (host) => {
      asked.push(host);
      return [{ address: asked.length === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }];
    };
    reached = [];
    // Outside production http reaches this computer, which shows where the call goes.
    expect(await call(`http://turning.example:${port}/first`, turning, false)).toEqual({ outcome: 'sent' });
    expect(asked).toEqual(['turning.example']);
    expect(reached).toContain('/first');
    expect(await call(`http://turning.example:${port}/second`, turning, false)).toMatchObject({
      fault: 'webhook/not-public',
    });
    expect(reached).not.toContain('/second');
  });

  it('not by a redirect', async () => {
    reached = [];
    expect(await call(`http://localhost:${port}/redirect`, everythingIsHere, false)).toMatchObject({
      fault: 'webhook/redirect',
    });
    expect(reached).not.toContain('/inside');
  });

  it('not through a proxy of the surroundings', async () => {
    const names = ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'NODE_USE_ENV_PROXY'];
    for (const name of names) process.env[name] = 'http://127.0.0.1:9';
    expect(await call(`http://localhost:${port}/direct`, everythingIsHere, false)).toEqual({ outcome: 'sent' });
    for (const name of names) delete process.env[name];
  });

  it('and the certificate of the name is asked for, whatever the surroundings say', async () => {
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    const options: https.RequestOptions[] = [];
    const before = https.request;
    https.request = ((_url: URL, given: https.RequestOptions) => {
      options.push(given);
      throw Object.assign(new Error('stopped'), { code: 'STOPPED' });
    }) as typeof https.request;
    const there: Resolve = async () => [{ address: '93.184.215.14', family: 4 }];
    expect(await call('https://system.example.org/hook', there)).toMatchObject({ fault: 'webhook/STOPPED' });
    https.request = before;
    delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    expect(options[0]).toMatchObject({ rejectUnauthorized: true, method: 'POST' });
    options[0]!.lookup!('system.example.org', { all: true }, (_, found) =>
      expect(found).toEqual([{ address: '93.184.215.14', family: 4 }]),
    );
  });
});

describe('an address of a webhook', () => {
  it.each(['8.8.8.8', '1.1.1.1', '2606:4700::1111', '2a00:1450:4009::200e'])('%s is public', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );

  it('may be http only outside production, and then only this computer', async () => {
    expect(readAddress('http://localhost:3000/x', true).ok).toBe(false);
    const local = readAddress('http://localhost:3000/x', false);
    expect(local.ok && (await resolveSafely(local.value, everythingIsHere)).ok).toBe(true);
    const away: Resolve = async () => [{ address: '8.8.8.8', family: 4 }];
    expect(local.ok && (await resolveSafely(local.value, away)).ok).toBe(false);
  });

  it('is refused without being repeated', () => {
    const refused = readAddress('https://somebody:a-password@system.example.org/', true);
    expect(JSON.stringify(refused)).not.toContain('a-password');
  });
});
