import { jest } from '@jest/globals';
import { Command } from 'commander';
import { explain } from '../../apps/cli/explain.js';
import type { ApiHost } from './api-host.js';

/** What a command has written, and with which code it ended. */
export interface CommandRun {
  out: string;
  errors: string;
  exitCode: number;
}

/** Runs `broker <args>` as a demonstration officer against a test's own interface, as apps/cli/main.ts does. */
export async function runCommand(
  register: (program: Command) => void,
  host: ApiHost,
  who: string,
  args: readonly string[],
): Promise<CommandRun> {
  process.env['BROKER_TOKEN'] = await host.tokenOf(who);
  const run: CommandRun = { out: '', errors: '', exitCode: 0 };
  const out = jest.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((run.out += String(text))));
  const errors = jest
    .spyOn(process.stderr, 'write')
    .mockImplementation((text) => Boolean((run.errors += String(text))));
  const program = new Command('broker').exitOverride();
  register(program);
  try {
    await program.parseAsync([...args, '--server', host.address], { from: 'user' });
  } catch (error) {
    const { lines, exitCode } = explain(error);
    Object.assign(run, { errors: run.errors + lines.join('\n'), exitCode });
  } finally {
    out.mockRestore();
    errors.mockRestore();
    delete process.env['BROKER_TOKEN'];
  }
  return run;
}
