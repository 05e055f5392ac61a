import { Option, type Command } from 'commander';
import { asking, connect, withConnection, type ConnectionOptions } from '../client/connect.js';
import { say, sayJson } from '../client/shown.js';

interface Options extends ConnectionOptions {
  format: 'csv' | 'ndjson';
  out: string;
  area?: string;
  from?: string;
  to?: string;
  category?: string;
  json?: boolean;
}

/** Adds `broker download`: collects a release, or part of it. The broker records who collected it, and for which purpose. */
export function register(program: Command): void {
  withConnection(program.command('download'))
    .description('download a release, or part of it; exit code 2 when it is refused')
    .argument('<release-id>', 'the id that `broker releases` prints')
    .addOption(new Option('--format <format>', 'form of the file').choices(['csv', 'ndjson']).default('csv'))
    .requiredOption('--out <file>', 'where to write it; an older file is replaced only by a complete one')
    .option('--area <area>', 'only this area: code or name, as it stands in the release')
    .option('--from <period>', 'only from this period on, for example 2025-01')
    .option('--to <period>', 'only up to this period')
    .option('--category <code>', 'only this category')
    .option('--json', 'print JSON')
    .action((id: string, options: Options, command: Command) => asking(command, () => download(id, options)));
}

async function download(id: string, options: Options): Promise<void> {
  const { saveStream } = await import('../client/save-stream.js');
  const client = await connect(options);
  const { format, area, from, to, category, out } = options;
  const answer = await client.post(`/releases/${encodeURIComponent(id)}/collections`, {
    format,
    area,
    from,
    to,
    category,
  });
  if (answer.body) await saveStream(answer.body as Parameters<typeof saveStream>[0], out);
  const collection = {
    id: answer.headers.get('broker-collection-id'),
    purpose: answer.headers.get('broker-purpose'),
    agreementVersion: Number(answer.headers.get('broker-agreement-version')),
    file: out,
  };
  if (options.json) return sayJson(collection);
  say(`Written to ${out}, recorded as collection ${collection.id}.`);
  say(`Use it for “${collection.purpose}” and for nothing else (ISA-18).`);
}
