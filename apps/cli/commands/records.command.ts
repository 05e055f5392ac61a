import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { BrokerClient } from '../client/broker-client.js';
import { asking, connect, withConnection, type ConnectionOptions } from '../client/connect.js';
import { columns, say, sayJson } from '../client/shown.js';

interface ListOptions extends ConnectionOptions {
  state?: string;
  conviction?: boolean;
  limit: string;
  json?: boolean;
}

interface Line {
  id: string;
  reference: string;
  state: string;
  outcome: string;
  otherAgency: string;
  date: string | null;
}

interface Page {
  items: Line[];
  next: string | null;
}

/** Adds `broker records list | export`: the disclosure records of the agency (ISA-24). */
export function register(program: Command): void {
  const records = program.command('records').description('the disclosure records of your agency');
  withConnection(records.command('list'))
    .description('list the records, incomplete ones first; nothing of the people they are about')
    .option('--state <state>', 'incomplete, final or superseded')
    .option('--conviction', 'those with conviction data alone')
    .option('--limit <number>', 'how many, at most 200', '50')
    .option('--json', 'print JSON')
    .action((options: ListOptions, command: Command) => asking(command, () => list(options)));
  withConnection(records.command('export'))
    .description('write every record, opened, into a JSON file that only you may read; each opening is logged')
    .argument('<file>', 'the file to write')
    .action((file: string, options: ConnectionOptions, command: Command) =>
      asking(command, () => takeOut(file, options)),
    );
}

async function list({ state, conviction, limit, json, ...connection }: ListOptions): Promise<void> {
  const client = await connect(connection);
  const query = new URLSearchParams({ limit, ...(state && { state }), ...(conviction && { convictionData: 'yes' }) });
  const { items, next } = await client.read<Page>(`/records?${query.toString()}`);
  if (json) return sayJson(items);
  const rows = items.map((one) => [one.reference, one.state, one.outcome, one.date ?? '', one.otherAgency, one.id]);
  const head = ['REFERENCE', 'STATE', 'OUTCOME', 'DATE', 'OTHER AGENCY', 'RECORD'];
  say(rows.length > 0 ? columns([head, ...rows]) : 'There are none.');
  if (next) process.stderr.write('There are more: see --limit.\n');
}

const PAGE = 200;

async function takeOut(file: string, connection: ConnectionOptions): Promise<void> {
  const client = await connect(connection);
  const opened: unknown[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const { items, next } = await client.read<Page>(`/records?limit=${PAGE}&offset=${offset}`);
    opened.push(...(await openAll(client, items)));
    if (!next) break;
  }
  await writeFile(file, `${JSON.stringify(opened, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  say(`${opened.length} records written to ${file}. It holds personal information: keep it as such.`);
}

async function openAll(client: BrokerClient, lines: readonly Line[]): Promise<unknown[]> {
  const opened: unknown[] = [];
  for (const { id } of lines) opened.push(await client.read(`/records/${id}`));
  return opened;
}
