import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { register } from '../../../apps/cli/commands/breach.command.js';
import { ApiHost } from '../../support/api-host.js';
import { runCommand } from '../../support/broker-command.js';
import { as } from '../../support/people.js';

let host: ApiHost;
let folder: string;
beforeAll(async () => {
  host = await ApiHost.start();
  folder = mkdtempSync(path.join(os.tmpdir(), 'broker-breach-'));
  writeFileSync(path.join(folder, 'happened.txt'), 'A list of addresses was left on a bus.');
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await host?.stop();
});

/** Runs `broker breach <args>` as an officer. */
const broker = (who: string, ...args: string[]) => runCommand(register, host, who, ['breach', ...args]);

const today = (): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date());
const report = async (accused: string, ...more: string[]) => [
  'report',
  '--aware-on',
  today(),
  '--accused',
  (await as(host.app, `${accused}.officer`)).agencyId,
  '--happened-file',
  path.join(folder, 'happened.txt'),
  '--information',
  'contact',
  ...more,
];

describe('broker breach', () => {
  it('reports a breach, lists it for the partner in breach, and shows its clocks', async () => {
    const reported = await broker('police.officer', ...(await report('council', '--people', '40', '--json')));
    expect([reported.errors, reported.exitCode]).toEqual(['', 0]);
    const { id } = JSON.parse(reported.out) as { id: string };

    const listed = await broker('council.officer', 'list');
    expect(listed.out).toMatch(/^NUMBER +STATE +DUE +ALLEGED OF +BREACH$/m);
    expect(listed.out).toMatch(new RegExp(`reported +\\d{4}-\\d{2}-\\d{2} +Southampton City Council +${id}$`, 'm'));
    const ended = await broker('council.officer', 'list', '--which', 'ended');
    expect(ended.out).not.toContain(id);

    const { out } = await broker('council.officer', 'show', id);
    expect(out).toContain('of Southampton City Council');
    expect(out).toMatch(/^\S+ +ISA-32b +breach-response$/m);
    expect(out).toMatch(/^\S+ +DPA-67 +breach-commissioner$/m);
    const whole = JSON.parse((await broker('council.officer', 'show', id, '--json')).out) as { id: string };
    expect(whole.id).toBe(id);
  });

  it('refuses an agency that accuses itself, with the clause, and keeps nothing', async () => {
    const before = (await broker('police.officer', 'list', '--json')).out;
    const { out, errors, exitCode } = await broker('police.officer', ...(await report('police')));
    expect([out, exitCode]).toEqual(['', 2]);
    expect(errors).toContain('ISA-32a');
    expect((await broker('police.officer', 'list', '--json')).out).toBe(before);
  });

  it('shows no breach of another partnership', async () => {
    const { id } = (JSON.parse((await broker('police.officer', 'list', '--json')).out) as { id: string }[])[0]!;
    const { out, exitCode } = await broker('northmoor-police.officer', 'show', id);
    expect(out).toBe('');
    expect(exitCode).not.toBe(0);
  });
});
