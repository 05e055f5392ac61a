import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ReleaseService, SubmissionCheckService, SubmissionService } from '@broker/exchange';
import { CheckpointService, LedgerService, openProof, parsePolicy } from '@broker/ledger';
import { Command } from 'commander';
import type { Browser, Page } from 'playwright-core';
import { DEMONSTRATION_PASSWORD } from '../../apps/cli/demonstration/sign-ins.js';
import { register } from '../../apps/cli/commands/ledger.command.js';
import { chromiumPath, launch, Visitor } from '../support/browser.js';
import { Host } from '../support/host.js';
import { arriving, as } from '../support/people.js';
import { streetMonth } from '../support/street-month.js';

const executable = chromiumPath();
const folder = mkdtempSync(path.join(tmpdir(), 'broker-proof-'));
const inFolder = (name: string): string => path.join(folder, name);

let host: Host;
let browser: Browser;
let release: string;

beforeAll(async () => {
  host = await Host.start();
  const police = await as(host.app, 'police.steward');
  const body = arriving(streetMonth([{ month: '2021-03', rows: 90 }]));
  const received = await host.app
    .get(SubmissionService)
    .receive(police, { datasetId: 'POL-2', fileName: 'm.csv', body });
  const { id } = (received as { value: { id: string } }).value;
  await host.app.get(SubmissionCheckService).check(id);
  const released = await host.app.get(ReleaseService).release(police, id, 'strategic-planning');
  release = (released as { value: { id: string } }).value.id;
  await host.app.get(LedgerService).sequencePending();
  await host.app.get(CheckpointService).signNewest();
  if (executable) browser = await launch(executable);
});
afterAll(async () => {
  await browser?.close();
  await host.stop();
  rmSync(folder, { recursive: true });
});

/** Runs `broker ledger …`; returns the exit code and what was printed. */
async function broker(...words: string[]): Promise<{ code: number; printed: string }> {
  let printed = '';
  const keep = (text: string | Uint8Array): boolean => ((printed += String(text)), true);
  const spies = [process.stdout, process.stderr].map((to) => jest.spyOn(to, 'write').mockImplementation(keep));
  const program = new Command('broker').exitOverride();
  register(program);
  process.exitCode = undefined;
  await program.parseAsync(['ledger', ...words], { from: 'user' });
  const code = process.exitCode ?? 0;
  process.exitCode = undefined;
  for (const spy of spies) spy.mockRestore();
  return { code, printed };
}

/** Presses a link or button that leads to a file, and keeps the file. */
async function saved(page: Page, role: 'link' | 'button', name: string, as: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole(role, { name }).click()]);
  await download.saveAs(inFolder(as));
  return inFolder(as);
}

/** Checks a file on the page that is open; returns the heading of the answer and all of it. */
async function check(page: Page, file: string): Promise<[string, string]> {
  await page.setInputFiles('#proof', file);
  await page.getByRole('button', { name: 'Check the proof' }).click();
  const result = page.locator('[data-check-result]');
  await result.locator('h2').waitFor();
  return [await result.locator('h2').innerText(), await result.innerText()];
}

const alteredCopy = (file: string): string => {
  const text = readFileSync(file, 'utf8');
  const at = text.indexOf('extra ') + 40;
  const altered = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
  writeFileSync(inFolder('altered.txt'), altered);
  return inFolder('altered.txt');
};

describe('ISA-22: the proof of a release, from its page to anybody’s computer', () => {
  it('is downloaded from the record, and a stranger’s browser checks it, sending nothing', async () => {
    if (!executable) return;
    const auditor = await Visitor.arrive(browser, host.address);
    await auditor.signIn('council.auditor', DEMONSTRATION_PASSWORD);
    await auditor.open(`/releases/${release}`);
    await auditor.press('Prove this record');
    await auditor.lookAt('proof of an entry');
    const proof = await saved(auditor.page, 'button', 'Download the proof', 'proof.txt');

    const stranger = await Visitor.arrive(browser, host.address);
    await stranger.open('/proof/check');
    await stranger.lookAt('check');
    const asked: string[] = [];
    stranger.page.on('request', (request) => asked.push(request.url()));
    const began = performance.now();
    const [heading, words] = await check(stranger.page, proof);
    expect(heading).toBe('The proof holds');
    expect(words).toContain('Release made');
    expect(words).toContain('It is in the log');
    console.info(`One proof was checked on the page in ${Math.round(performance.now() - began)} ms.`);
    await stranger.lookAt('the proof holds');
    const [bad, why] = await check(stranger.page, alteredCopy(proof));
    expect(bad).toBe('The proof does not hold');
    expect(why).toMatch(/do not lead to the root|not written as the log writes/);
    await stranger.lookAt('the proof does not hold');
    expect(asked).toEqual([]);
    expect([...auditor.violations, ...stranger.violations]).toEqual([]);
    expect([...auditor.complaints, ...stranger.complaints]).toEqual([]);
  });

  it('is checked without any network by the page in one file', async () => {
    if (!executable) return;
    const visitor = await Visitor.arrive(browser, host.address);
    await visitor.open('/proof/check');
    const page = await saved(visitor.page, 'link', 'Download this page as one file', 'check-proofs.html');
    const offline = await Visitor.arrive(browser, pathToFileURL(page).href, { offline: true });
    await offline.open('');
    await offline.lookAt('the page in one file');
    expect((await check(offline.page, inFolder('proof.txt')))[0]).toBe('The proof holds');
    await offline.lookAt('the page in one file, with a proof that holds');
    expect((await check(offline.page, inFolder('altered.txt')))[0]).toBe('The proof does not hold');
    await offline.page.locator('#keys').fill('log broker.example\nquorum none\n');
    expect((await check(offline.page, inFolder('proof.txt')))[1]).toContain('The keys cannot be read');
    expect([...visitor.violations, ...offline.violations]).toEqual([]);
    expect([...visitor.complaints, ...offline.complaints]).toEqual([]);
  });

  it('is told as plainly by the command', async () => {
    if (!executable) return;
    writeFileSync(inFolder('keys.txt'), (await host.request().get('/proof/keys.txt')).text);
    const policy = ['--policy', inFolder('keys.txt')];
    const good = await broker('verify-proof', inFolder('proof.txt'), ...policy);
    expect([good.code, good.printed]).toEqual([0, expect.stringContaining('The proof holds')]);
    const bad = await broker('verify-proof', inFolder('altered.txt'), ...policy);
    expect([bad.code, bad.printed]).toEqual([1, expect.stringContaining('The proof does not hold')]);
  });

  it('says without JavaScript how to check it otherwise', async () => {
    if (!executable) return;
    const visitor = await Visitor.arrive(browser, host.address, { javaScriptEnabled: false });
    await visitor.open('/proof/check');
    expect(await visitor.page.locator('main').innerText()).toContain('broker ledger verify-proof');
    expect(await visitor.page.locator('form[data-check-proof]').isVisible()).toBe(false);
  });
});

describe('ISA-22: the whole log', () => {
  it('is taken by an auditor as a bundle, which proves itself, and that it was taken is an entry', async () => {
    if (!executable) return;
    const auditor = await Visitor.arrive(browser, host.address);
    await auditor.signIn('council.auditor', DEMONSTRATION_PASSWORD);
    await auditor.open('/proof');
    await auditor.lookAt('proof');
    expect(await auditor.page.locator('main').innerText()).toContain('The newest checkpoint');
    const bundle = await saved(auditor.page, 'button', 'Download the bundle', 'log.tar');
    const kept = ['--policy', inFolder('keys.txt'), '--kept', inFolder('kept.jsonl')];
    expect((await broker('verify', bundle, ...kept)).printed).toContain('is withheld: only its hash is shown');
    const { code, printed } = await broker('verify', bundle, '--withheld', ...kept);
    expect([code, printed]).toEqual([0, expect.stringContaining('the log is whole')]);
    expect(printed).toContain('hidden   ');
    const [taken] = await host.app
      .get(LedgerService)
      .entriesOf(
        { kind: 'checkpoint', id: String(sizeIn(printed)) },
        (await as(host.app, 'council.auditor')).partnershipId,
      );
    expect(taken?.leaf).toMatchObject({ event: 'LogBundleTaken', facts: { size: sizeIn(printed) } });
    expect([auditor.violations, auditor.complaints]).toEqual([[], []]);
  });

  it('is not for those who do not audit it', async () => {
    const cookie = await host.cookieOf('police.steward');
    const page = await host.request().get('/proof').set('cookie', cookie);
    expect(page.text).not.toContain('Download the bundle');
    const taken = await host
      .request()
      .post('/proof/log.tar')
      .set('cookie', cookie)
      .set('sec-fetch-site', 'same-origin');
    expect(taken.status).toBe(403);
    expect((await host.request().get('/proof')).status).toBe(303);
  });

  it('hands its keys to anybody', async () => {
    const { text, headers } = await host.request().get('/proof/keys.txt');
    expect(headers['content-disposition']).toContain('keys.txt');
    expect(parsePolicy(text)).toMatchObject({ quorum: 0, logKeys: [expect.anything()] });
    expect(openProof('', parsePolicy(text)!)).toBe('not-a-proof');
  });
});

const sizeIn = (printed: string): number => Number(/^size +(\d+)$/m.exec(printed)?.[1]);
