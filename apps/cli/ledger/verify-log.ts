import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import {
  parsePolicy,
  verifyFiles,
  type KeptHashes,
  type LogFiles,
  type LogFilesVerdict,
  type WitnessPolicy,
} from '../../../libs/ledger/domain/index.js';
import { asking, withToken } from '../client/connect.js';
import { ConnectionFault } from '../client/connection-fault.js';
import { say, sayJson } from '../client/shown.js';
import { keep, keptCheckpoints } from './kept-checkpoints.js';
import { KeptHashesFile } from './kept-hashes-file.js';
import { openLog } from './log-sources.js';
import { verdictJson, verdictLines } from './shown-verdict.js';
import { withStoredLog } from './stored-log.js';

interface Options {
  policy?: string;
  kept?: string;
  cosignedWithin?: string;
  withheld?: boolean;
  json?: boolean;
  token?: string;
}

/** Adds `broker ledger verify`. */
export function registerVerify(ledger: Command): void {
  withToken(ledger.command('verify'))
    .description('recompute a whole log and check who signed it; exit code 1 names the first bad entry')
    .argument(
      '[log]',
      'a bundle (.tar), a folder with an unpacked one, or the address of a broker where you are signed in; without it, the log of this machine',
    )
    .option(
      '--policy <file>',
      'the keys you trust; without it those that come with the log are taken, and you are told so',
    )
    .option(
      '--kept <file>',
      'compare with the checkpoints kept in this file, and keep this one when the log is whole; the hashes of its entries are kept beside it',
    )
    .option('--cosigned-within <hours>', 'refuse a checkpoint that the witnesses cosigned longer ago than this')
    .option('--withheld', 'entries of other partnerships may be withheld: their hashes are checked all the same')
    .option('--json', 'print the verdict as JSON')
    .action((log: string | undefined, options: Options, command: Command) =>
      asking(command, () => (log === undefined ? verifyStored(options) : verifyCopy(log, options))),
    );
}

async function verifyCopy(log: string, options: Options): Promise<void> {
  const { files, policy } = await openLog(log, options.token);
  await verify(files, await policyOf(options.policy, policy), options);
}

/** The tables first, which names what is filed wrongly too; then what they yield as files, against signature and witnesses. */
async function verifyStored(options: Options): Promise<void> {
  await withStoredLog(async ({ ledger, files, proofs }) => {
    const { LEDGER_FAULTS } = await import('@broker/ledger');
    const check = await ledger.verifyWholeLog();
    if (!check.ok) {
      process.exitCode = 1;
      if (options.json) return sayJson({ ...check, explained: LEDGER_FAULTS[check.fault] });
      const where = check.seq === null ? 'The log' : `Entry ${check.seq} (the first is 0)`;
      return say(`verdict  THE LOG HAS BEEN TAMPERED WITH\n${where}: ${LEDGER_FAULTS[check.fault]}.`);
    }
    const { policyText } = await import('@broker/ledger');
    const own = await proofs.policyOf(null);
    const checkpoint = own && (await proofs.newestTrusted(null));
    if (!checkpoint) {
      if (options.json) return sayJson(check);
      return say(
        `size     ${check.size}\nroot     ${check.rootHash}\nverdict  the log is whole; it has no signed checkpoint yet`,
      );
    }
    const under: LogFiles = {
      read: async (path) => (path === 'checkpoint' ? new TextEncoder().encode(checkpoint.note) : files.read(path)),
    };
    await verify(under, await policyOf(options.policy, policyText(own), true), options);
  });
}

async function verify(files: LogFiles, policy: WitnessPolicy, options: Options): Promise<void> {
  if (options.kept === undefined) {
    await judge(files, policy, options, []);
    return;
  }
  const kept = await keptCheckpoints(options.kept);
  const hashes = await KeptHashesFile.beside(options.kept);
  try {
    const verdict = await judge(hashes.noting(files), policy, options, kept, hashes.read);
    if (!verdict.ok) return;
    await hashes.keep();
    const isNew = await keep(options.kept, kept, verdict.note, new Date());
    if (isNew && !options.json) say(`The checkpoint is kept in ${options.kept}, for the next time.`);
  } finally {
    await hashes.close();
  }
}

/** Verifies and prints the verdict. */
async function judge(
  files: LogFiles,
  policy: WitnessPolicy,
  options: Options,
  kept: readonly string[],
  keptHashes?: KeptHashes,
): Promise<LogFilesVerdict> {
  const verdict = await verifyFiles(files, {
    policy,
    kept,
    ...(keptHashes && { keptHashes }),
    cosignedSince: sinceOf(options.cosignedWithin),
    mayWithhold: options.withheld === true,
  });
  if (!verdict.ok) process.exitCode = 1;
  if (options.json) sayJson(verdictJson(verdict));
  else say(verdictLines(verdict, kept.length).join('\n'));
  return verdict;
}

/** The policy in a file, or the one that came with the log. Throws ConnectionFault when there is none that can be read. */
export async function policyOf(
  file: string | undefined,
  enclosed: string | null,
  isOwn = false,
): Promise<WitnessPolicy> {
  const text = file === undefined ? enclosed : await readFile(file, 'utf8').catch(() => null);
  const policy = text === null ? null : parsePolicy(text);
  if (!policy)
    throw new ConnectionFault(
      file === undefined
        ? 'No keys came with the log that could be read.'
        : `${file} holds no policy that can be read.`,
      'Give the keys that you trust: --policy FILE. The page “Proof” has them for download.',
    );
  if (file === undefined && !isOwn)
    process.stderr.write(
      'The keys are those that came with it: compare them with keys that you have from elsewhere, or give these with --policy.\n',
    );
  return policy;
}

function sinceOf(hours: string | undefined): number | null {
  if (hours === undefined) return null;
  if (!/^\d+(\.\d+)?$/.test(hours))
    throw new ConnectionFault('--cosigned-within takes a number of hours.', 'For example 24.');
  return Math.floor(Date.now() / 1000 - Number(hours) * 3600);
}
