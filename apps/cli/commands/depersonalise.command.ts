import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DATASETS, datasetById, FEED_MAPPINGS, type DatasetDefinition, type FeedMapping } from '@broker/catalogue';
import { passGate } from '@broker/depersonalisation';
import { londonDate, RefusedError, type Result } from '@broker/kernel';
import type { Command } from 'commander';
// The pure door: this command needs neither database nor network, and loads nothing that would.
import { Intake, type Depersonalised } from '../../../libs/exchange/domain/index.js';
import { groupsWritten, PendingFile, releaseText } from '../depersonalise/release-file.js';
import { refusalText, summaryOf } from '../depersonalise/summary.js';

const CHUNK_BYTES = 256 * 1024;

interface Options {
  dataset: string;
  in: string;
  out: string;
  report: string;
  district?: string[];
  mapping?: string;
}

/** Adds `broker depersonalise`: what the broker does to an upload, on the agency's own computer, before anything leaves it. */
export function register(program: Command): void {
  program
    .command('depersonalise')
    .description('make a file of a dataset safe to share (ISA-9), without server or network; exit code 2 when refused')
    .requiredOption('--dataset <id>', `the dataset: ${DATASETS.map(({ id }) => id).join(', ')}`)
    .requiredOption('--in <file>', 'the CSV file as your system exports it')
    .requiredOption('--out <file>', 'where to write the rows that may be shared')
    .requiredOption('--report <file>', 'where to write the report, as JSON; keep it to yourself')
    .option('--district <name...>', 'take only rows of these districts')
    .option('--mapping <id>', `the layout of the file: ${FEED_MAPPINGS.map(({ id }) => id).join(', ')}`)
    .action(run);
}

async function run(options: Options, command: Command): Promise<void> {
  const dataset = datasetById(options.dataset);
  if (!dataset) return command.error(`There is no dataset ${options.dataset}.`);
  const mappings = FEED_MAPPINGS.filter(({ id }) => options.mapping === undefined || id === options.mapping);
  if (mappings.length === 0) return command.error(`There is no layout ${options.mapping}.`);
  if (new Set([options.in, options.out, options.report].map((path) => resolve(path))).size < 3) {
    return command.error('Give three different files for --in, --out and --report.');
  }
  const isFile = await stat(options.in).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isFile) return command.error(`There is no file ${options.in}.`);
  const done = await depersonalise(dataset, mappings, options);
  if (done.ok) {
    process.stdout.write(summaryOf(done.value.report));
  } else {
    process.stderr.write(refusalText(done.refusal));
    process.exitCode = 2;
  }
}

async function depersonalise(
  dataset: DatasetDefinition,
  mappings: readonly FeedMapping[],
  options: Options,
): Promise<Result<Depersonalised>> {
  const read = await readFile(dataset, mappings, options);
  if (!read.ok) return read;
  const { report } = read.value;
  const [rowsFile, reportFile] = [new PendingFile(options.out), new PendingFile(options.report)];
  try {
    const written = await rowsFile.write(releaseText(dataset, report.step, read.value));
    const { rowsReleasable: rows, groups, smallestGroup } = report;
    const gate = passGate(await groupsWritten(written), dataset.policy, { rows, groups, smallestGroup });
    if (!gate.ok) return gate;
    await reportFile.write([`${JSON.stringify(report, null, 2)}\n`]);
    await rowsFile.publish();
    await reportFile.publish();
    return read;
  } finally {
    await Promise.all([rowsFile.discard(), reportFile.discard()]);
  }
}

async function readFile(
  dataset: DatasetDefinition,
  mappings: readonly FeedMapping[],
  options: Options,
): Promise<Result<Depersonalised>> {
  const receivedOn = londonDate(new Date());
  const intake = new Intake({ dataset, mappings, districts: options.district ?? null, receivedOn });
  try {
    for await (const chunk of createReadStream(options.in, { highWaterMark: CHUNK_BYTES }))
      intake.push(chunk as Buffer);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error; // a refusal is repeated by finish()
  }
  return intake.finish();
}
