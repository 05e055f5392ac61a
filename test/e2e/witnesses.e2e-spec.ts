import { fork, type ChildProcess } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CheckpointService,
  LedgerService,
  LogKeyService,
  openCosigned,
  openReceipt,
  parseVkey,
  vkeyOf,
  WitnessRounds,
  type NoteKey,
} from '@broker/ledger';
import { DataSource } from 'typeorm';
import { DEMONSTRATION_PASSWORD } from '../../apps/cli/demonstration/sign-ins.js';
import { chromiumPath, launch, Visitor } from '../support/browser.js';
import { Host } from '../support/host.js';
import { as } from '../support/people.js';

const PROGRAM = path.resolve('dist/apps/cli/main.js');
if (!existsSync(PROGRAM)) throw new Error('The command is not built; run `npm test`, which builds it.');

/** A witness as an agency runs it: a process of its own, which knows the log's public key and nothing else. */
class WitnessProcess {
  private readonly folder = mkdtempSync(path.join(os.tmpdir(), 'broker-witness-'));
  private child: ChildProcess | undefined;
  vkey = '';
  address = '';

  constructor(
    private readonly name: string,
    private readonly logKey: string,
  ) {}

  async start(): Promise<void> {
    const port = new URL(this.address || 'http://127.0.0.1:0').port || '0';
    const given = ['witness', '--name', this.name, '--log', this.logKey, '--folder', this.folder, '--port', port];
    this.child = fork(PROGRAM, given, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const [said] = (await once(this.child, 'message')) as [{ vkey: string; port: number }];
    this.vkey = said.vkey;
    this.address = `http://127.0.0.1:${said.port}`;
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    if (!this.child || this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    await ended;
  }

  async remove(): Promise<void> {
    await this.end('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

let host: Host;
let logKey: NoteKey;
let witness: WitnessProcess;

/** What the worker does every few seconds. @returns how many witnesses cosigned. */
async function goRound(): Promise<number> {
  while ((await host.app.get(LedgerService).sequencePending()) > 0);
  await host.app.get(CheckpointService).signNewest();
  return host.app.get(WitnessRounds).goRound();
}
const get = async (address: string, who: string) =>
  host
    .request()
    .get(address)
    .set('cookie', await host.cookieOf(who))
    .buffer(true)
    .parse(asBytes);
const ask = async (address: string, token: string) =>
  host.request().get(`/api/v1${address}`).auth(token, { type: 'bearer' }).buffer(true).parse(asBytes);
const asBytes = (answer: unknown, done: (error: Error | null, body: Buffer) => void): void => {
  const chunks: Buffer[] = [];
  (answer as NodeJS.ReadableStream)
    .on('data', (chunk: Buffer) => chunks.push(chunk))
    .on('end', () => done(null, Buffer.concat(chunks)));
};
const textOf = ({ body }: { body: unknown }): string => (body as Buffer).toString('utf8');

beforeAll(async () => {
  host = await Host.start();
  logKey = (await host.app.get(LogKeyService).signer()).key;
  witness = new WitnessProcess('witness.fire.example', vkeyOf(logKey));
  await witness.start();
});
afterAll(async () => {
  await witness?.remove();
  await host?.stop();
});

describe('ISA-22: a partner agency witnesses the log', () => {
  it('once the partnership manager has entered it, and its cosignature stands under the checkpoint', async () => {
    const cookie = await host.steppedUpCookieOf('council.manager');
    const { agencyId } = await as(host.app, 'fire.officer');
    const send = (form: object) =>
      host
        .request()
        .post('/witnesses/new')
        .set('cookie', cookie)
        .set('sec-fetch-site', 'same-origin')
        .type('form')
        .send(form);
    const wrong = await send({ agencyId, vkey: 'no key', address: witness.address });
    expect([wrong.status, wrong.text.includes('This is not the public key of a witness.')]).toEqual([422, true]);
    expect((await send({ agencyId, vkey: witness.vkey, address: witness.address })).status).toBe(303);
    expect(await goRound()).toBe(1);
    const note = textOf(await get('/log/checkpoint', 'council.auditor'));
    const policy = { logKeys: [logKey], witnesses: [parseVkey(witness.vkey)!], quorum: 1 };
    expect(openCosigned(note, policy)).toMatchObject({ cosignedBy: [{ witness: 'witness.fire.example' }] });
    const page = await host.request().get('/witnesses').set('cookie', cookie);
    expect(page.text).toContain('That is all of them');
  });

  it('goes on where it was when it was killed in between', async () => {
    await witness.end('SIGKILL');
    expect(await goRound()).toBe(0);
    const cookie = await host.cookieOf('council.auditor');
    expect((await host.request().get('/witnesses').set('cookie', cookie)).text).toContain('Does not cosign');
    await witness.start();
    await host.app.get(DataSource).query('UPDATE witness SET asked_at = NULL');
    expect(await goRound()).toBe(1);
  });

  it('and is listed at the interface, without a way to change it from there', async () => {
    const token = await host.tokenOf('police.steward');
    const listed = JSON.parse(textOf(await ask('/witnesses', token))) as { logKey: string; items: { vkey: string }[] };
    expect(listed).toMatchObject({ logKey: vkeyOf(logKey), quorum: 1, hours: 4 });
    expect(listed.items).toMatchObject([{ vkey: witness.vkey, address: witness.address, fault: null }]);
  });
});

/** A reader that knows the published format alone. */
describe('ISA-22: the log is read with other people’s tools', () => {
  const sha256 = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
  function treeHash(leaves: Buffer[]): Buffer {
    if (leaves.length === 1) return leaves[0]!;
    let split = 1;
    while (split * 2 < leaves.length) split *= 2;
    return sha256(Uint8Array.of(1), treeHash(leaves.slice(0, split)), treeHash(leaves.slice(split)));
  }
  const files = (size: number): [name: string, width: number][] =>
    Array.from({ length: Math.ceil(size / 256) }, (_, i) => {
      const width = Math.min(256, size - i * 256);
      return [`${String(i).padStart(3, '0')}${width === 256 ? '' : `.p/${width}`}`, width];
    });

  it.each(['/log', '/api/v1/log'])(
    'at %s: tiles give the root of the checkpoint, entries their hashes',
    async (prefix) => {
      const token = await host.tokenOf('council.auditor');
      const read = async (name: string) => {
        const answer =
          prefix === '/log' ? await get(`${prefix}/${name}`, 'council.auditor') : await ask(`/log/${name}`, token);
        expect([name, answer.status]).toEqual([name, 200]);
        return answer;
      };
      const [, size, root] = textOf(await read('checkpoint')).split('\n');
      const leaves: Buffer[] = [];
      const entries: Buffer[] = [];
      for (const [name, width] of files(Number(size))) {
        const tile = await read(`tile/0/${name}`);
        expect(tile.headers['cache-control']).toBe('private, max-age=31536000, immutable');
        const hashes = tile.body as Buffer;
        expect(hashes).toHaveLength(width * 32);
        for (let i = 0; i < width; i++) leaves.push(hashes.subarray(i * 32, i * 32 + 32));
        const bundle = await read(`tile/entries/${name}`);
        expect(bundle.headers['cache-control']).toBe('no-store');
        const octets = bundle.body as Buffer;
        for (let at = 0; at < octets.length; at += 2 + octets.readUInt16BE(at))
          entries.push(octets.subarray(at + 2, at + 2 + octets.readUInt16BE(at)));
      }
      expect(treeHash(leaves).toString('base64')).toBe(root);
      expect(entries).toHaveLength(leaves.length);
      const shown = entries.map((entry, i) => [entry, leaves[i]!] as const).filter(([entry]) => entry.length > 0);
      expect(shown.length).toBeGreaterThan(50);
      expect(shown.length).toBeLessThan(entries.length); // another partnership's stay its own
      for (const [entry, leaf] of shown) expect(sha256(Uint8Array.of(0), entry).equals(leaf)).toBe(true);
      const { partnershipId } = await as(host.app, 'council.auditor');
      expect(shown.every(([entry]) => entry.includes(`"partnershipId":"${partnershipId}"`))).toBe(true);
    },
  );

  it('but not by everybody: entries by auditors, nothing by strangers', async () => {
    expect((await host.request().get('/log/checkpoint')).headers['location']).toContain('/sign-in');
    expect((await host.request().get('/api/v1/log/checkpoint')).status).toBe(401);
    expect((await get('/log/tile/entries/000.p/1', 'police.officer')).status).toBe(403);
    expect((await ask('/log/tile/entries/000.p/1', await host.tokenOf('police.officer'))).status).toBe(403);
    expect((await get('/log/tile/0/000.p/1', 'police.officer')).status).toBe(200);
    // Nor as tiles, however the address is written: of these everybody may read the hashes.
    for (const name of ['%65ntries/000.p/1', 'entries%2F000.p/1']) {
      expect((await get(`/log/tile/${name}`, 'police.officer')).status).toBe(404);
      expect((await ask(`/log/tile/${name}`, await host.tokenOf('police.officer'))).status).toBe(404);
    }
  });

  it.each(['tile/0/x001/000', 'tile/9/000', 'tile/0/0', 'tile/0/000.p/0', 'tile/x/000', 'tile/entries/999'])(
    'and what is not there, such as %s, is not found',
    async (name) => {
      expect((await get(`/log/${name}`, 'council.auditor')).status).toBe(404);
      expect((await ask(`/log/${name}`, await host.tokenOf('council.auditor'))).status).toBe(404);
    },
  );
});

describe('ISA-22: an officer’s receipt', () => {
  it('is signed by the log, the same on the page and at the interface, and nobody else’s', async () => {
    const { partnershipId } = await as(host.app, 'council.auditor');
    const [entry] = await host.app
      .get(DataSource)
      .query<{ event_id: string }[]>(
        `SELECT event_id FROM ledger_entry WHERE partnership_id = $1 AND subject_kind <> 'submission' ORDER BY id DESC LIMIT 1`,
        [partnershipId],
      );
    const eventId = entry!.event_id;
    const file = await get(`/receipts/${eventId}.txt`, 'council.auditor');
    expect(file.headers['content-disposition']).toContain(`receipt-${eventId}.txt`);
    expect(openReceipt(textOf(file), [logKey])).toMatchObject({ eventId, origin: logKey.name });
    const told = JSON.parse(
      textOf(await ask(`/ledger/receipts/${eventId}`, await host.tokenOf('police.officer'))),
    ) as object;
    expect(told).toMatchObject({ eventId, note: textOf(file) });
    expect((await get(`/receipts/${eventId}.txt`, 'northmoor-police.officer')).status).toBe(404);
    expect((await ask(`/ledger/receipts/${randomUUID()}`, await host.tokenOf('police.officer'))).status).toBe(404);
  });
});

describe('the pages of witnesses', () => {
  it('pass axe, on a desk and on a telephone', async () => {
    const chromium = chromiumPath();
    if (chromium === null) return;
    const browser = await launch(chromium);
    try {
      for (const width of [1280, 320]) {
        const visitor = await Visitor.arrive(browser, host.address, { viewport: { width, height: 900 } });
        await visitor.signIn('council.manager', DEMONSTRATION_PASSWORD);
        await visitor.open('/confirm-it-is-you?next=%2Fwitnesses');
        await visitor.page.fill('#password', DEMONSTRATION_PASSWORD);
        await visitor.press('Continue');
        for (const name of ['/witnesses', '/witnesses/new', '/witnesses/rule']) {
          await visitor.open(name);
          await visitor.lookAt(`${name} at ${width}`);
          expect([name, width, await visitor.tooWide()]).toEqual([name, width, false]);
          const shots = process.env['BROKER_SHOTS'];
          if (shots)
            await visitor.page.screenshot({
              path: `${shots}/${name.replaceAll('/', '_')}-${width}.png`,
              fullPage: true,
            });
        }
        await visitor.open('/witnesses/rule');
        await visitor.page.fill('#quorum', '9');
        await visitor.press('Change the rule');
        await visitor.lookAt(`a refusal at ${width}`);
        expect(await visitor.page.locator('.govuk-error-summary').innerText()).toContain(
          'more witnesses than the partnership has',
        );
        expect([visitor.violations, visitor.complaints.filter((text) => !text.includes('422'))]).toEqual([[], []]);
      }
    } finally {
      await browser.close();
    }
  });
});
