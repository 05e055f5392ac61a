import type { Command } from 'commander';
import { asking, connect, withConnection, type ConnectionOptions } from '../client/connect.js';
import { columns, say, sayJson } from '../client/shown.js';

interface Options extends ConnectionOptions {
  json?: boolean;
}

interface ListOptions extends Options {
  box: string;
  which: string;
  limit: string;
}

interface Line {
  id: string;
  reference: string | null;
  side: 'asking' | 'holding';
  state: string;
  askingAgency: string;
  holdingAgency: string | null;
  urgency: string | null;
  dueOn: string | null;
}

interface Whole extends Line {
  items: { kind: string; decision: string | null }[];
  history: { at: string; step: string; state: string; agency: string }[];
}

/** Adds `broker requests list | show`: requests for personal information (ISA-24). */
export function register(program: Command): void {
  const requests = program.command('requests').description('requests for personal information');
  withConnection(requests.command('list'))
    .description('list your agency’s requests, what is due first on top')
    .option('--box <box>', 'in (asked of your agency), out (sent by it) or drafts', 'in')
    .option('--which <which>', 'open, ended or all', 'open')
    .option('--limit <number>', 'how many, at most 200', '50')
    .option('--json', 'print JSON')
    .action((options: ListOptions, command: Command) => asking(command, () => list(options)));
  withConnection(requests.command('show'))
    .description('show one request: its items, what was decided, what has happened; whom it is about only with --json')
    .argument('<request-id>', 'the id that `broker requests list` printed')
    .option('--json', 'print JSON, with everything that was written')
    .action((id: string, options: Options, command: Command) => asking(command, () => show(id, options)));
}

async function list({ box, which, limit, json, ...connection }: ListOptions): Promise<void> {
  const client = await connect(connection);
  const query = new URLSearchParams({ box, which, limit }).toString();
  const { items, next } = await client.read<{ items: Line[]; next: string | null }>(`/requests?${query}`);
  if (json) return sayJson(items);
  const rows = items.map((one) => [
    one.reference ?? '(draft)',
    one.state,
    one.dueOn ?? '',
    one.urgency ?? '',
    otherOf(one),
    one.id,
  ]);
  const heads = ['REFERENCE', 'STATE', 'DUE', 'URGENCY', box === 'in' ? 'FROM' : 'TO', 'REQUEST'];
  say(rows.length > 0 ? columns([heads, ...rows]) : 'There are none.');
  if (next) process.stderr.write('There are more: see --limit.\n');
}

const otherOf = ({ side, askingAgency, holdingAgency }: Line): string =>
  side === 'asking' ? (holdingAgency ?? '') : askingAgency;

async function show(id: string, { json, ...connection }: Options): Promise<void> {
  const client = await connect(connection);
  const found = await client.read<Whole>(`/requests/${encodeURIComponent(id)}`);
  if (json) return sayJson(found);
  const { reference, state, askingAgency, holdingAgency, dueOn, items, history } = found;
  say(`Request ${reference ?? '(draft)'}, ${state}: ${askingAgency} to ${holdingAgency ?? 'nobody yet'}`);
  if (dueOn) say(`Due by ${dueOn}`);
  say('');
  say(columns([['ITEM', 'DECISION'], ...items.map(({ kind, decision }) => [kind, decision ?? ''])]));
  if (history.length === 0) return;
  say('');
  say(
    columns([['WHEN', 'STEP', 'STATE', 'AGENCY'], ...history.map((one) => [one.at, one.step, one.state, one.agency])]),
  );
}
