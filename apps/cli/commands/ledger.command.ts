import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { LedgerService } from '@broker/ledger';
// The second door: proofs are checked without loading anything that talks to a database.
import { faultOfProof, PROOF_FAULTS, type LedgerProof } from '../../../libs/ledger/domain/index.js';

/** Adds `broker ledger …`: the log proves itself, on the broker's own machine or, for a filed proof, on anybody's. */
export function register(program: Command): void {
  const ledger = program.command('ledger').description('show and prove the append-only log of every act (ISA-22)');
  ledger
    .command('verify')
    .description('recompute the whole log and compare it with its head; exit code 1 names the first bad entry')
    .option('--json', 'print the verdict as JSON')
    .action(({ json }: { json?: boolean }) => withLedger((service) => verify(service, json === true)));
  ledger
    .command('head')
    .description('print the number of entries and the root hash of the log, as JSON')
    .action(() => withLedger(async (service) => print(await service.head())));
  ledger
    .command('proof')
    .description('print the proof that an entry is in the log')
    .argument('<event-id>', 'the id on the receipt of the entry')
    .option('--out <file>', 'write the proof to a file')
    .action((eventId: string, { out }: { out?: string }) => withLedger((service) => proof(service, eventId, out)));
  ledger
    .command('verify-proof')
    .description('check a filed proof; needs neither the broker nor a network')
    .argument('<file>', 'a file written by `broker ledger proof --out`')
    .action(verifyProof);
}

async function verify(service: LedgerService, json: boolean): Promise<void> {
  const { LEDGER_FAULTS } = await import('@broker/ledger');
  const check = await service.verifyWholeLog();
  if (!check.ok) process.exitCode = 1;
  if (json) return print(check);
  if (check.ok)
    return say(
      `size     ${check.size}\nroot     ${check.rootHash}\nverdict  the log is whole: nothing altered, removed or added`,
    );
  const where = check.seq === null ? 'The log' : `Entry ${check.seq} (the first is 0)`;
  say(`verdict  THE LOG HAS BEEN TAMPERED WITH\n${where}: ${LEDGER_FAULTS[check.fault]}.`);
}

async function proof(service: LedgerService, eventId: string, out: string | undefined): Promise<void> {
  const found = await service.inclusionProof(eventId);
  if (found === null) return fail('The log holds no entry with this id. Check the id on the receipt.');
  if (found === 'pending')
    return fail('The entry is written and waits for its place in the tree. Try again in a second.');
  if (out === undefined) return print(found);
  await writeFile(out, `${JSON.stringify(found, null, 2)}\n`);
  say(`The proof of entry ${found.index} of ${found.treeSize} is in ${out}.`);
}

async function verifyProof(file: string): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return fail('The file cannot be read. Check its name.');
  const content = parsed(text);
  const fault = faultOfProof(content);
  if (fault) return fail(`The proof does not hold: ${PROOF_FAULTS[fault]}.`);
  const { leaf, index, treeSize, rootHash } = content as LedgerProof;
  say(
    `The proof holds: this is entry ${index} (the first is 0) of a log with ${treeSize} entries and the root\n${rootHash}\n` +
      `Compare size and root with a head of the log that you trust.\n${leaf}`,
  );
}

async function withLedger(work: (service: LedgerService) => Promise<void>): Promise<void> {
  const [{ declareSystemProcess, loadConfig, openDataSource }, { LedgerService }] = await Promise.all([
    import('@broker/platform'),
    import('@broker/ledger'),
  ]);
  declareSystemProcess();
  const dataSource = await openDataSource(loadConfig().databaseUrl);
  try {
    await work(new LedgerService(dataSource));
  } finally {
    await dataSource.destroy();
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const print = (value: object): void => say(JSON.stringify(value, null, 2));

function fail(text: string): void {
  process.exitCode = 1;
  process.stderr.write(`${text}\n`);
}
