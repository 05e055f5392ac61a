import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Command } from 'commander';
import { register } from '../../../apps/cli/commands/requests.command.js';
import { explain } from '../../../apps/cli/explain.js';
import { ApiHost } from '../../support/api-host.js';

let host: ApiHost;
beforeAll(async () => {
  host = await ApiHost.start();
});
afterAll(() => host?.stop());
afterEach(() => {
  delete process.env['BROKER_TOKEN'];
});

/** Runs `broker requests <args>` as an officer, as apps/cli/main.ts does. */
async function broker(who: string, ...args: string[]): Promise<{ out: string; errors: string; exitCode: number }> {
  process.env['BROKER_TOKEN'] = await host.tokenOf(who);
  const run = { out: '', errors: '', exitCode: 0 };
  const out = jest.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((run.out += String(text))));
  const errors = jest
    .spyOn(process.stderr, 'write')
    .mockImplementation((text) => Boolean((run.errors += String(text))));
  const program = new Command('broker').exitOverride();
  register(program);
  try {
    await program.parseAsync(['requests', ...args, '--server', host.address], { from: 'user' });
  } catch (error) {
    const { lines, exitCode } = explain(error);
    Object.assign(run, { errors: run.errors + lines.join('\n'), exitCode });
  } finally {
    out.mockRestore();
    errors.mockRestore();
  }
  return run;
}

interface Listed {
  id: string;
  state: string;
  reference: string;
}

describe('broker requests', () => {
  it('lists what is asked of the agency, what it has asked, and its drafts', async () => {
    const { out } = await broker('police.officer', 'list');
    expect(out).toContain('REFERENCE');
    expect(out).toMatch(/R-\d{4}-\d{4} +(sent|question) /);
    expect((await broker('council.officer', 'list', '--box', 'drafts')).out).toContain('(draft)');
    const all = JSON.parse((await broker('council.officer', 'list', '--box', 'out', '--which', 'all', '--json')).out);
    expect((all as Listed[]).map(({ state }) => state)).toEqual(expect.arrayContaining(['sent', 'withdrawn']));
  });

  it('shows one without naming the person, and everything as JSON', async () => {
    const listed = JSON.parse((await broker('police.officer', 'list', '--json')).out) as Listed[];
    const { id, reference } = listed[0]!;
    const { out } = await broker('police.officer', 'show', id);
    expect(out).toContain(`Request ${reference}`);
    expect(out).toContain('warning-markers');
    expect(out).not.toContain('Invented');
    expect((await broker('police.officer', 'show', id, '--json')).out).toContain('Invented');
  });

  it('finds nothing of other agencies’', async () => {
    const listed = JSON.parse((await broker('police.officer', 'list', '--json')).out) as Listed[];
    const { errors, exitCode } = await broker('fire.officer', 'show', listed[0]!.id);
    expect(exitCode).toBe(2);
    expect(errors).toContain('ISA-26');
  });
});
