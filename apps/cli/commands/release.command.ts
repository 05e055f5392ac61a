import type { Command } from 'commander';
import { asking, connect, withConnection, type ConnectionOptions } from '../client/connect.js';
import { say, sayJson } from '../client/shown.js';

interface Options extends ConnectionOptions {
  purpose: string;
  json?: boolean;
}

/** Adds `broker release`: hands a checked submission to the partners for one purpose of the agreement. */
export function register(program: Command): void {
  withConnection(program.command('release'))
    .description('release a checked submission to the partners; exit code 2 when it is refused')
    .argument('<submission-id>', 'the id that `broker upload` or `broker submissions` printed')
    .requiredOption('--purpose <id>', 'what the partners may use it for: a purpose of the agreement in force')
    .option('--json', 'print JSON')
    .action((id: string, options: Options, command: Command) => asking(command, () => release(id, options)));
}

async function release(id: string, options: Options): Promise<void> {
  const client = await connect(options);
  const address = `/submissions/${encodeURIComponent(id)}/release`;
  const released = await client.send<{ id: string; href: string }>(address, { purpose: options.purpose });
  if (options.json) return sayJson(released);
  say(`Released as ${released.id}.`);
}
