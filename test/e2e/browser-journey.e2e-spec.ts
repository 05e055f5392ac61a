import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { DEMONSTRATION_PASSWORD } from '../../apps/cli/demonstration/sign-ins.js';
import { chromiumPath, launch, Visitor } from '../support/browser.js';
import { Host } from '../support/host.js';
import { sharedPath } from '../support/shared-data.js';
import { streetMonth } from '../support/street-month.js';

const WORKER = path.resolve(__dirname, '../../dist/apps/worker/main.js');
const executable = chromiumPath();

let host: Host;
let worker: ChildProcess;
let browser: Browser;
let releaseAddress = '';

beforeAll(async () => {
  if (!executable) return;
  host = await Host.start();
  worker = fork(WORKER, { env: { ...process.env }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
  browser = await launch(executable);
});
afterAll(async () => {
  await browser?.close();
  worker?.kill('SIGKILL');
  await host?.stop();
});

const signedIn = async (who: string, options = {}): Promise<Visitor> => {
  const visitor = await Visitor.arrive(browser, host.address, options);
  await visitor.signIn(who, DEMONSTRATION_PASSWORD);
  return visitor;
};

const thousands = (count: number): string => count.toLocaleString('en-GB');

/** The published month where the data folder is there, an invented one otherwise; counted in the plainest way. */
function januaryFile() {
  const published = sharedPath('data', 'police', '2019-01-hampshire-street.csv');
  const invented = path.join(tmpdir(), `invented-month-${process.pid}.csv`);
  if (!published) {
    const types = [{ rows: 300 }, { area: '2A', rows: 200 }, { area: '3A', type: 'Anti-social behaviour', rows: 30 }];
    writeFileSync(invented, streetMonth(types));
  }
  const file = published ?? invented;
  const rows = readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1);
  const header = readFileSync(file, 'utf8').split(/\r?\n/, 1)[0]!.split(',');
  const cell = (row: string, column: string): string => row.split(',')[header.indexOf(column)]!;
  const ours = rows.filter((row) => cell(row, 'LSOA name').startsWith('Southampton '));
  const without = rows.filter((row) => cell(row, 'LSOA name') === '');
  const incidents = ours.filter((row) => cell(row, 'Crime type') === 'Anti-social behaviour');
  return {
    file,
    rowsIn: rows.length,
    outside: rows.length - ours.length - without.length,
    refused: incidents.length + without.length,
  };
}

describe('from a police month to a release that proves itself, in Chromium', () => {
  it('the steward uploads, reads the report, and releases', async () => {
    if (!executable) return;
    const steward = await signedIn('police.steward');
    await steward.lookAt('home');
    await steward.open('/datasets');
    await steward.lookAt('datasets');
    await steward.open('/datasets/POL-2/upload');
    await steward.lookAt('upload');
    const january = januaryFile();
    await steward.page.setInputFiles('#file', january.file);
    await steward.press('Upload and check');
    await steward.page
      .getByRole('link', { name: 'Release', exact: true })
      .or(steward.page.getByRole('button', { name: 'Release', exact: true }))
      .first()
      .waitFor();
    await steward.lookAt('report');
    expect(await steward.figure('Rows in the file')).toContain(thousands(january.rowsIn));
    expect(await steward.figure('Outside the area')).toContain(thousands(january.outside));
    expect(await steward.figure('Refused')).toContain(thousands(january.refused));
    const report = await steward.page.content();
    expect(report).not.toContain('On or near');

    await steward.press('Release');
    await steward.lookAt('release confirmation');
    await steward.page.getByLabel('To help strategic planning').check();
    await steward.press('Release');
    await steward.page.waitForURL(/\/releases\//);
    releaseAddress = new URL(steward.page.url()).pathname;
    await steward.lookAt('release, as its agency sees it');
    expect(steward.violations).toEqual([]);
    expect(steward.complaints).toEqual([]);
  });

  it('a partner narrows it, downloads it, and follows the evidence to its proof', async () => {
    if (!executable) return;
    const officer = await signedIn('council.officer');
    await officer.open('/releases');
    await officer.lookAt('releases');
    await officer.open(releaseAddress);
    await officer.lookAt('release');
    await officer.page.selectOption('#category', 'burglary');
    await officer.press('Filter');
    expect(officer.page.url()).toContain('category=burglary');
    const [download] = await Promise.all([
      officer.page.waitForEvent('download'),
      officer.page.getByRole('button', { name: 'Download', exact: true }).click(),
    ]);
    const rows = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\n');
    expect(rows[0]).toContain('purpose,agreement_version');
    expect(rows.slice(1).every((row) => row.includes(',burglary,strategic-planning,1'))).toBe(true);

    await officer.open(releaseAddress);
    expect(await officer.page.content()).toContain('Southampton City Council');
    const proof = officer.page.locator('a[href^="/proof/"]').first();
    await proof.waitFor();
    await proof.click();
    await officer.page.waitForURL(/\/proof\//);
    for (let tries = 0; tries < 20 && !(await officer.page.content()).includes('Leaf hash'); tries += 1) {
      await officer.page.waitForTimeout(250);
      await officer.page.reload();
    }
    await officer.lookAt('proof');
    expect(officer.violations).toEqual([]);
    expect(officer.complaints).toEqual([]);
  });

  it('an unsigned signatory, a non-signatory and another partnership are refused in words, with the clause', async () => {
    if (!executable) return;
    for (const [who, clause] of [
      ['voluntary.officer', '10'],
      ['ferries.officer', '10'],
      ['northmoor-police.steward', '26'],
    ] as const) {
      const visitor = await signedIn(who);
      await visitor.open(releaseAddress);
      await visitor.lookAt(`refusal for ${who}`);
      expect(await visitor.page.locator('main').innerText()).toMatch(
        new RegExp(`paragraph ${clause}\\b|ISA-${clause}\\b`),
      );
      expect(visitor.violations).toEqual([]);
    }
  });

  it('the whole road works without JavaScript', async () => {
    if (!executable) return;
    const plain = await signedIn('police.steward', { javaScriptEnabled: false });
    const file = path.join(tmpdir(), `plain-month-${process.pid}.csv`);
    const rows = [
      { month: '2021-01', rows: 300 },
      { month: '2021-01', area: '2A', rows: 200 },
    ];
    writeFileSync(file, streetMonth(rows));
    await plain.open('/datasets/POL-2/upload');
    await plain.page.setInputFiles('#file', file);
    await plain.press('Upload and check');
    const submission = new URL(plain.page.url()).pathname;
    const release = plain.page.getByRole('button', { name: 'Release', exact: true }).first();
    for (let tries = 0; tries < 60 && (await release.count()) === 0; tries += 1) {
      await plain.page.waitForTimeout(250);
      await plain.open(submission);
    }
    await plain.press('Release');
    await plain.page.getByLabel('To help strategic planning').check();
    await plain.press('Release');
    expect(plain.page.url()).toMatch(/\/releases\//);
    await plain.press('Sign out');
    await plain.open('/releases');
    expect(plain.page.url()).toContain('/sign-in');
  });

  it('every page fits a window of 320 pixels', async () => {
    if (!executable) return;
    const narrow = await signedIn('police.steward', { viewport: { width: 320, height: 640 } });
    await narrow.open('/submissions');
    const submission = await narrow.page.locator('main a[href^="/submissions/"]').first().getAttribute('href');
    const wide: string[] = [];
    for (const address of [
      '/',
      '/datasets',
      '/datasets/POL-2/upload',
      '/submissions',
      submission!,
      '/releases',
      releaseAddress,
      '/agreement',
      '/proof',
      '/accessibility',
      '/nowhere',
    ]) {
      await narrow.open(address);
      if (await narrow.tooWide()) wide.push(address);
      await narrow.lookAt(address);
    }
    expect(wide).toEqual([]);
    expect(narrow.violations).toEqual([]);
  });
});
