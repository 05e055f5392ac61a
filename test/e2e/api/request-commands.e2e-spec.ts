import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { register } from '../../../apps/cli/commands/requests.command.js';
import { ApiHost } from '../../support/api-host.js';
import { runCommand } from '../../support/broker-command.js';

let host: ApiHost;
beforeAll(async () => {
  host = await ApiHost.start();
});
afterAll(() => host?.stop());

/** Runs `broker requests <args>` as an officer. */
const broker = (who: string, ...args: string[]) => runCommand(register, host, who, ['requests', ...args]);

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
