import { Option, type Command } from 'commander';
import { asking, connect, withConnection, type ConnectionOptions } from '../client/connect.js';
import { columns, say, sayJson } from '../client/shown.js';

const LIMIT = 50;
const FILTERS = [
  ['kind', 'record, release or collection'],
  ['agency', 'id of the agency whose row it is'],
  ['officer', 'id of the officer who dealt with it'],
  ['gateway', 'for example cda-115'],
  ['purpose', 'for example joint-objectives'],
  ['dataset', 'for example POL-2'],
  ['subject-role', 'suspect, offender, victim, witness, complainant or other'],
  ['conviction-data', 'yes or no'],
  ['outcome', 'for example disclosed'],
  ['late', 'yes or no'],
  ['exception', 'what a rule finds, for example no-grounds'],
  ['from', 'first day, for example 2026-11-01'],
  ['to', 'last day'],
] as const;

interface Options extends ConnectionOptions, Record<string, unknown> {
  limit: string;
  json?: boolean;
  format: 'csv' | 'json';
  out: string;
}

interface LogRow {
  enteredAt: string;
  reference: string | null;
  what: string;
  agency: string;
  outcome: string;
  personCode: string | null;
  exceptions: string[];
}

/** Adds `broker log list` and `broker log export`: the disclosure log for auditors, masked. */
export function register(program: Command): void {
  const log = program.command('log').description('the disclosure log, for auditors; the people in it stay masked');
  filtered(withConnection(log.command('list')))
    .description('list the disclosure log, newest first')
    .option('--limit <number>', 'how many, at most 200', String(LIMIT))
    .option('--json', 'print JSON')
    .action((options: Options, command: Command) => asking(command, () => list(options)));
  filtered(withConnection(log.command('export')))
    .description('take the disclosure log out as a file; the broker records it')
    .addOption(new Option('--format <format>', 'form of the file').choices(['csv', 'json']).default('csv'))
    .requiredOption('--out <file>', 'where to write it; an older file is replaced only by a complete one')
    .action((options: Options, command: Command) => asking(command, () => takeOut(options)));
}

function filtered(command: Command): Command {
  for (const [name, words] of FILTERS) command.option(`--${name} <${name}>`, words);
  return command;
}

async function list(options: Options): Promise<void> {
  const client = await connect(options);
  const page = await client.read<{ items: LogRow[]; next: string | null }>(
    `/disclosure-log?${query(options, { limit: options.limit })}`,
  );
  if (options.json) return sayJson(page.items);
  const rows = page.items.map(({ enteredAt, reference, what, agency, outcome, personCode, exceptions }) => [
    enteredAt.slice(0, 16).replace('T', ' '),
    reference ?? '-',
    what,
    agency,
    outcome,
    personCode ?? '-',
    exceptions.join(' ') || '-',
  ]);
  const head = ['ENTERED', 'RECORD', 'WHAT', 'AGENCY', 'OUTCOME', 'PERSON', 'EXCEPTIONS'];
  say(rows.length > 0 ? columns([head, ...rows]) : 'No row of the log matches.');
  if (page.next) process.stderr.write('There are more: see --limit.\n');
}

async function takeOut(options: Options): Promise<void> {
  const { saveStream } = await import('../client/save-stream.js');
  const client = await connect(options);
  const content = await client.download(`/disclosure-log/export?${query(options, { format: options.format })}`);
  await saveStream(content, options.out);
  say(`Written to ${options.out}. That the log was taken out is recorded (ISA-22).`);
}

/** The chosen filters as an address has them. */
function query(options: Options, more: Record<string, string>): string {
  const camel = (name: string): string => name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const chosen = FILTERS.map(([name]) => [camel(name), options[camel(name)]] as const);
  const given = [...chosen, ...Object.entries(more)].filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  );
  return new URLSearchParams(given).toString();
}
