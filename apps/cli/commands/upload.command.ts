import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DepersonalisationReport } from '@broker/depersonalisation';
import { RefusedError, type Refusal } from '@broker/kernel';
import type { Command } from 'commander';
import type { BrokerClient } from '../client/broker-client.js';
import { asking, connect, withConnection, type ConnectionOptions } from '../client/connect.js';
import { progressLine, say, sayJson, type Progress } from '../client/shown.js';
import { summaryOf } from '../depersonalise/summary.js';

const POLL_MS = 400;

interface Options extends ConnectionOptions {
  dataset: string;
  in: string;
  wait?: boolean;
  json?: boolean;
}

interface Submission {
  id: string;
  state: string;
  progress: Progress;
  report: DepersonalisationReport | null;
  refusal: Refusal | null;
}

/** Adds `broker upload`: hands a file in, and with `--wait` says what its check found. */
export function register(program: Command): void {
  withConnection(program.command('upload'))
    .description('hand a file of a dataset in; exit code 2 when it is refused')
    .requiredOption('--dataset <id>', 'the dataset, for example POL-2')
    .requiredOption('--in <file>', 'the CSV file')
    .option('--wait', 'wait for the check of the file and print what it found')
    .option('--json', 'print JSON')
    .action((options: Options, command: Command) => asking(command, () => upload(options, command)));
}

async function upload(options: Options, command: Command): Promise<void> {
  const found = await stat(options.in).catch(() => null);
  if (!found?.isFile()) return command.error(`There is no file ${options.in}.`);
  const client = await connect(options);
  const query = new URLSearchParams({ dataset: options.dataset, fileName: path.basename(options.in) });
  const address = `/submissions?${query.toString()}`;
  const received = await client.upload<{ id: string; href: string }>(address, createReadStream(options.in));
  if (!options.wait) {
    if (options.json) return sayJson(received);
    return say(`Received as submission ${received.id}. Its check runs now; see: broker submissions`);
  }
  const submission = await checked(client, received.id);
  if (options.json) {
    sayJson(submission);
    if (submission.refusal) process.exitCode = 2;
    return;
  }
  if (submission.refusal) throw new RefusedError(submission.refusal);
  if (submission.report) process.stdout.write(summaryOf(submission.report));
  say(`\nTo hand it to the partners: broker release ${submission.id} --purpose <id>`);
}

/** Waits until a submission has been checked, and draws how far it has come where somebody can see it. */
async function checked(client: BrokerClient, id: string): Promise<Submission> {
  for (;;) {
    const submission = await client.read<Submission>(`/submissions/${id}`);
    const isWaiting = ['received', 'checking'].includes(submission.state);
    if (process.stderr.isTTY) process.stderr.write(`\r${progressLine(submission.progress)}${isWaiting ? '' : '\n'}`);
    if (!isWaiting) return submission;
    await sleep(POLL_MS);
  }
}
