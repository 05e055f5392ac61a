import { readFile, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Command } from 'commander';
// The second door: proofs are checked without loading anything that talks to a database.
import {
  faultOfProof,
  openProof,
  PROOF_FAULTS,
  TLOG_PROOF_FAULTS,
  toHex,
  type LedgerProof,
} from '../../../libs/ledger/domain/index.js';
import { asking } from '../client/connect.js';
import { say, sayJson } from '../client/shown.js';
import { saveStream } from '../client/save-stream.js';
import { reconcile } from '../ledger/reconcile.js';
import { withStoredLog, type StoredLog } from '../ledger/stored-log.js';
import { policyOf, registerVerify } from '../ledger/verify-log.js';

/** Adds `broker ledger …`: the log proves itself, on the broker's own machine or, for what was filed, on anybody's. */
export function register(program: Command): void {
  const ledger = program.command('ledger').description('show and prove the append-only log of every act (ISA-22)');
  registerVerify(ledger);
  ledger
    .command('head')
    .description('print the number of entries and the root hash of the log, as JSON')
    .action(() => withStoredLog(async (log) => sayJson(await log.ledger.head())));
  ledger
    .command('policy')
    .description('print the keys of the log and of its witnesses, and how many of these must have cosigned')
    .option('--out <file>', 'write them to a file')
    .action(({ out }: { out?: string }) => withStoredLog((log) => policy(log, out)));
  ledger
    .command('proof')
    .description('print the proof that an entry is in the log')
    .argument('<event-id>', 'the id on the receipt of the entry')
    .option('--out <file>', 'write the proof to a file')
    .action((eventId: string, { out }: { out?: string }) => withStoredLog((log) => proof(log, eventId, out)));
  ledger
    .command('export')
    .description('write the whole log with its keys to a bundle, to be verified anywhere')
    .argument('<file>', 'a .tar file; an older one is replaced only by a complete one')
    .action((file: string) => withStoredLog((log) => exportTo(log, file)));
  ledger
    .command('reconcile')
    .description('compare receipts that officers kept with the log; exit code 1 when one is not honoured')
    .argument('<file...>', 'receipts, as the page of an entry gives them')
    .action((files: string[]) => withStoredLog((log) => reconcile(log, files)));
  ledger
    .command('verify-proof')
    .description('check a filed proof; needs neither the broker nor a network')
    .argument('<file>', 'a proof from a page of the broker or from `broker ledger proof`')
    .option('--policy <file>', 'the keys you trust, as `broker ledger policy` or the page “Proof” gives them')
    .action((file: string, { policy: keys }: { policy?: string }, command: Command) =>
      asking(command, () => verifyProof(file, keys)),
    );
}

async function policy({ proofs }: StoredLog, out: string | undefined): Promise<void> {
  const { policyText } = await import('@broker/ledger');
  const found = await proofs.policyOf(null);
  if (!found) return fail('The log has no key yet. Start the broker: its worker makes one.');
  await put(policyText(found), out, `The keys are in ${out}.`);
}

async function proof({ proofs }: StoredLog, eventId: string, out: string | undefined): Promise<void> {
  const found = await proofs.proof(eventId, null);
  if (found === null) return fail('The log holds no entry with this id. Check the id on the receipt.');
  if (found === 'pending')
    return fail('The entry is written and waits for the next signed checkpoint. Try again in a few seconds.');
  await put(found.text, out, `The proof, under the checkpoint of ${found.checkpoint.size} entries, is in ${out}.`);
}

async function exportTo({ proofs }: StoredLog, file: string): Promise<void> {
  const { packBundle } = await import('@broker/ledger');
  const checkpoint = await proofs.newestTrusted(null);
  if (!checkpoint) return fail('The log has no signed checkpoint yet. Start the broker: its worker signs one.');
  await saveStream(Readable.toWeb(packBundle(proofs.bundle(null))), file);
  say(`The log with ${checkpoint.size} entries is in ${file}. To check it: broker ledger verify ${file}`);
}

async function put(text: string, out: string | undefined, done: string): Promise<void> {
  if (out === undefined) return void process.stdout.write(text);
  await writeFile(out, text);
  say(done);
}

async function verifyProof(file: string, keys: string | undefined): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return fail('The file cannot be read. Check its name.');
  const content = parsed(text);
  if (content !== undefined) return verifyPlain(content);
  const proven = openProof(text, await policyOf(keys, null));
  if (typeof proven === 'string') return fail(`The proof does not hold: ${TLOG_PROOF_FAULTS[proven]}.`);
  const { leaf, index, checkpoint } = proven;
  const cosigned = checkpoint.cosignedBy.map(
    ({ witness, time }) => `cosigned by ${witness} at ${new Date(time * 1000).toISOString()}\n`,
  );
  say(
    `The proof holds: this is entry ${index} (the first is 0) of the log ${checkpoint.origin}, which had ${checkpoint.size} entries and the root\n` +
      `${toHex(checkpoint.rootHash)}\n${cosigned.join('')}${new TextDecoder().decode(leaf)}`,
  );
}

/** A proof as the interface answers it in JSON: of it nobody has signed the root. */
function verifyPlain(content: unknown): void {
  const fault = faultOfProof(content);
  if (fault) return fail(`The proof does not hold: ${PROOF_FAULTS[fault]}.`);
  const { leaf, index, treeSize, rootHash } = content as LedgerProof;
  say(
    `The proof holds: this is entry ${index} (the first is 0) of a log with ${treeSize} entries and the root\n${rootHash}\n` +
      `Nobody has signed this root: compare size and root with a checkpoint of the log that you trust.\n${leaf}`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fail(text: string): void {
  process.exitCode = 1;
  process.stderr.write(`${text}\n`);
}
