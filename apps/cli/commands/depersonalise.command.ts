import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DATASETS, datasetById, FEED_MAPPINGS, type DatasetDefinition, type FeedMapping } from '@broker/catalogue';
import { passGate } from '@broker/depersonalisation';
import { accept, londonDate, RefusedError, type Result } from '@broker/kernel';
import type { Command } from 'commander';
// The pure door: this command needs neither database nor network, and loads nothing that would.
import { Intake, type Depersonalised } from '../../../libs/exchange/domain/index.js';
import { depersonaliseRecords } from '../depersonalise/depersonalise-records.js';
import { recordSummary } from '../depersonalise/record-summary.js';
import { groupsWritten, PendingFile, releaseText } from '../depersonalise/release-file.js';
import { refusalText, summaryOf } from '../depersonalise/summary.js';

const CHUNK_BYTES = 256 * 1024;

interface Options {
  dataset?: string;
  definition?: string;
  in: string;
  out: string;
  report: string;
  district?: string[];
  mapping?: string;
}

/** Adds `broker depersonalise`: what the broker does to an upload, and the same for any other file, on the agency's own computer, before anything leaves it. */
export function register(program: Command): void {
  program
    .command('depersonalise')
    .description('make a file safe to share (ISA-9), without server or network; exit code 2 when refused')
    .option('--dataset <id>', `the dataset: ${DATASETS.map(({ id }) => id).join(', ')}`)
    .option('--definition <file>', 'what the columns are, as JSON, for a file that is of no dataset')
    .requiredOption('--in <file>', 'the CSV file as your system exports it')
    .requiredOption('--out <file>', 'where to write the rows that may be shared')
    .requiredOption('--report <file>', 'where to write the report, as JSON; keep it to yourself')
    .option('--district <name...>', 'take only rows of these districts')
    .option('--mapping <id>', `the layout of the file: ${FEED_MAPPINGS.map(({ id }) => id).join(', ')}`)
    .action(run);
}

async function run(options: Options, command: Command): Promise<void> {
  const { dataset, definition } = options;
  if ((dataset === undefined) === (definition === undefined)) return command.error('Give --dataset or --definition.');
  if (definition !== undefined && (options.district || options.mapping))
    return command.error('--district and --mapping go with --dataset.');
  const files = [options.in, options.out, options.report, ...(definition === undefined ? [] : [definition])];
  if (new Set(files.map((path) => resolve(path))).size < files.length) {
    return command.error(
      files.length === 3
        ? 'Give three different files for --in, --out and --report.'
        : 'Give four different files for --definition, --in, --out and --report.',
    );
  }
  const done =
    dataset === undefined ? await byDefinition(options, command) : await byDataset(dataset, options, command);
  if (done.ok) {
    process.stdout.write(done.value);
  } else {
    process.stderr.write(refusalText(done.refusal));
    process.exitCode = 2;
  }
}

async function byDefinition(options: Options, command: Command): Promise<Result<string>> {
  const { definition = '' } = options;
  for (const file of [definition, options.in]) await insistOnFile(file, command);
  const done = await depersonaliseRecords({ ...options, definition }, process.stderr);
  return done.ok ? accept(recordSummary(done.value)) : done;
}

async function byDataset(id: string, options: Options, command: Command): Promise<Result<string>> {
  const dataset = datasetById(id);
  if (!dataset) return command.error(`There is no dataset ${id}.`);
  const mappings = FEED_MAPPINGS.filter((mapping) => options.mapping === undefined || mapping.id === options.mapping);
  if (mappings.length === 0) return command.error(`There is no layout ${options.mapping}.`);
  await insistOnFile(options.in, command);
  const done = await depersonalise(dataset, mappings, options);
  return done.ok ? accept(summaryOf(done.value.report)) : done;
}

async function insistOnFile(path: string, command: Command): Promise<void> {
  const isFile = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isFile) command.error(`There is no file ${path}.`);
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
