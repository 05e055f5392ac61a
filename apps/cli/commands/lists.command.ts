import type { Command } from 'commander';
import { asking, connect, withConnection, type ConnectionOptions } from '../client/connect.js';
import { columns, range, say, sayJson } from '../client/shown.js';

const LIMIT = 50;

interface Options extends ConnectionOptions {
  limit: string;
  json?: boolean;
}

interface Submission {
  id: string;
  datasetId: string;
  state: string;
  fileName: string;
  periodFrom: string | null;
  periodTo: string | null;
}

interface Release {
  id: string;
  datasetId: string;
  agency: string;
  purpose: { id: string };
  periodFrom: string;
  periodTo: string;
  rows: number;
}

/** Adds `broker submissions` and `broker releases`: what your agency handed in, what the partners released. */
export function register(program: Command): void {
  list(program, 'submissions', 'list what your agency handed in, newest first', submissionRows);
  list(program, 'releases', 'list what the partners released, newest first', releaseRows);
}

const submissionRows = (items: Submission[]): string[][] => [
  ['STATE', 'DATASET', 'PERIOD', 'FILE', 'SUBMISSION'],
  ...items.map((one) => [one.state, one.datasetId, range(one.periodFrom, one.periodTo), one.fileName, one.id]),
];

const releaseRows = (items: Release[]): string[][] => [
  ['DATASET', 'PERIOD', 'ROWS', 'AGENCY', 'PURPOSE', 'RELEASE'],
  ...items.map(({ datasetId, periodFrom, periodTo, rows, agency, purpose, id }) => {
    return [datasetId, range(periodFrom, periodTo), rows.toLocaleString('en-GB'), agency, purpose.id, id];
  }),
];

function list(
  program: Command,
  name: string,
  description: string,
  rowsOf: (items: (Submission & Release)[]) => string[][],
): void {
  withConnection(program.command(name))
    .description(description)
    .option('--limit <number>', 'how many, at most 200', String(LIMIT))
    .option('--json', 'print JSON')
    .action((options: Options, command: Command) =>
      asking(command, async () => {
        const client = await connect(options);
        const address = `/${name}?limit=${encodeURIComponent(options.limit)}`;
        const page = await client.read<{ items: (Submission & Release)[]; next: string | null }>(address);
        if (options.json) return sayJson(page.items);
        say(page.items.length > 0 ? columns(rowsOf(page.items)) : `There are no ${name} yet.`);
        if (page.next) process.stderr.write('There are more: see --limit.\n');
      }),
    );
}
