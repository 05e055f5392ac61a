import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { asking, connect, withConnection, type ConnectionOptions } from '../client/connect.js';
import { columns, say, sayJson } from '../client/shown.js';

interface Options extends ConnectionOptions {
  json?: boolean;
}

interface ListOptions extends Options {
  which: string;
  limit: string;
}

interface ReportOptions extends Options {
  awareOn: string;
  accused: string[];
  happenedFile: string;
  information: string[];
  people?: string;
}

interface Line {
  id: string;
  number: number;
  state: string;
  allegedBy: string;
  accused: string[];
  clocks: { kind: string; clause: string; dueOn: string; dueAt: string | null }[];
}

interface Whole extends Line {
  history: { step: string; at: string; agency: string }[];
}

/** Adds `broker breach list | show | report`: breaches of the agreement (ISA-32). */
export function register(program: Command): void {
  const breach = program.command('breach').description('breaches of the agreement');
  withConnection(breach.command('list'))
    .description('list the breaches that are open to you, the most urgent first')
    .option('--which <which>', 'open, ended or all', 'open')
    .option('--limit <number>', 'how many, at most 200', '50')
    .option('--json', 'print JSON')
    .action((options: ListOptions, command: Command) => asking(command, () => list(options)));
  withConnection(breach.command('show'))
    .description('show one breach: what has happened, and what is due')
    .argument('<breach-id>', 'the id that `broker breach list` printed')
    .option('--json', 'print JSON')
    .action((id: string, options: Options, command: Command) => asking(command, () => show(id, options)));
  withConnection(breach.command('report'))
    .description('report a breach to every other signatory; exit code 2 when it is refused')
    .requiredOption('--aware-on <date>', 'when your agency became aware, YYYY-MM-DD')
    .requiredOption('--accused <agency-id...>', 'agencies alleged to be in breach')
    .requiredOption('--happened-file <file>', 'a text file that says what happened, without naming anybody')
    .requiredOption('--information <kind...>', 'depersonalised, contact, conviction, victim-witness, health or other')
    .option('--people <number>', 'how many people it is about; left out: not known')
    .option('--json', 'print JSON')
    .action((options: ReportOptions, command: Command) => asking(command, () => report(options)));
}

async function list({ which, limit, json, ...connection }: ListOptions): Promise<void> {
  const client = await connect(connection);
  const query = new URLSearchParams({ which, limit }).toString();
  const { items, next } = await client.read<{ items: Line[]; next: string | null }>(`/breaches?${query}`);
  if (json) return sayJson(items);
  const rows = items.map((one) => [String(one.number), one.state, due(one), one.accused.join(', '), one.id]);
  say(rows.length > 0 ? columns([['NUMBER', 'STATE', 'DUE', 'ALLEGED OF', 'BREACH'], ...rows]) : 'There are none.');
  if (next) process.stderr.write('There are more: see --limit.\n');
}

const due = ({ clocks }: Line): string =>
  clocks
    .filter(({ kind }) => kind !== 'breach-commissioner')
    .map(({ dueOn }) => dueOn)
    .sort()[0] ?? '';

async function show(id: string, { json, ...connection }: Options): Promise<void> {
  const client = await connect(connection);
  const found = await client.read<Whole>(`/breaches/${encodeURIComponent(id)}`);
  if (json) return sayJson(found);
  say(`Breach ${found.number}, ${found.state}: alleged by ${found.allegedBy} of ${found.accused.join(', ')}`);
  say('');
  say(columns([['WHEN', 'STEP', 'AGENCY'], ...found.history.map(({ at, step, agency }) => [at, step, agency])]));
  if (found.clocks.length === 0) return;
  say('');
  say(
    columns([
      ['DUE', 'CLAUSE', 'WHAT'],
      ...found.clocks.map(({ dueOn, dueAt, clause, kind }) => [dueAt ?? dueOn, clause, kind]),
    ]),
  );
}

async function report(options: ReportOptions): Promise<void> {
  const { awareOn, accused, happenedFile, information, people, json, ...connection } = options;
  const client = await connect(connection);
  const whatHappened = await readFile(happenedFile, 'utf8');
  const body = { awareOn, accused, whatHappened, information, people: people === undefined ? null : Number(people) };
  const reported = await client.send<{ id: string; href: string }>('/breaches', body);
  if (json) return sayJson(reported);
  say(`Reported as ${reported.id}.`);
}
