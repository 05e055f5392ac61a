import path from 'node:path';
import { DomainError } from '@broker/kernel';
import type { Command } from 'commander';
import { NOTE_KEY, parseVkey, vkeyOf, type NoteKey } from '../../../libs/ledger/domain/index.js';
import { say } from '../client/shown.js';
import { WitnessFolder } from '../witness/witness-folder.js';
import { WitnessServer } from '../witness/witness-server.js';

interface Options {
  name: string;
  log: string[];
  folder: string;
  port: string;
  host: string;
}

/** Adds `broker witness`: a partner agency's own check that the log has only grown (ISA-22). Needs no database. */
export function register(program: Command): void {
  program
    .command('witness')
    .description(
      'run a witness of a broker’s log: it checks that the log has only grown, and cosigns its checkpoints (ISA-22)',
    )
    .requiredOption('--name <name>', 'the name that it signs by, such as witness.example.org; never changed afterwards')
    .requiredOption('--log <key...>', 'the public key of the log, as the broker’s page of witnesses shows it')
    .option('--folder <folder>', 'where its key and what it cosigned last are kept', 'witness')
    .option('--port <port>', 'where it listens', '8080')
    .option('--host <address>', 'at which address it listens', '127.0.0.1')
    .action(witness);
}

async function witness({ name, log, folder, port, host }: Options): Promise<void> {
  const keys = log.map(logKeyOf);
  const kept = WitnessFolder.open(path.resolve(folder), name);
  const server = new WitnessServer(kept, keys, () => new Date());
  const listening = await server.listen(portOf(port), host).catch((error: unknown) => {
    kept.close();
    throw error;
  });
  const vkey = vkeyOf(kept.signer.key);
  say(`Witness of ${keys.map((key) => key.name).join(', ')} at http://${host}:${listening.port}`);
  say(`Its public key, to be entered on the broker’s page of witnesses:\n${vkey}`);
  process.send?.({ vkey, port: listening.port });
  const end = (): void =>
    void listening.close().then(() => {
      kept.close();
      process.exit(0);
    });
  process.once('SIGTERM', end).once('SIGINT', end);
  // One that was started by a broker ends with it.
  process.once('disconnect', end);
}

function logKeyOf(text: string): NoteKey {
  const key = parseVkey(text.trim());
  if (key?.type === NOTE_KEY) return key;
  throw new DomainError(
    'This is not the public key of a log: copy the whole line from the broker’s page of witnesses.',
  );
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new DomainError('The port is not a port number.');
}
