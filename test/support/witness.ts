import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { vkeyOf, type NoteKey } from '@broker/ledger';
import { WitnessFolder } from '../../apps/cli/witness/witness-folder.js';
import { WitnessServer } from '../../apps/cli/witness/witness-server.js';

/** A witness that runs inside the test, on a folder of its own. */
export interface TestWitness {
  vkey: string;
  address: string;
  folder: string;
  /** Ends it; the folder stays. */
  stop(): Promise<void>;
  /** Begins it again on the same port, as after a crash. */
  start(): Promise<void>;
  /** Ends it and removes the folder. */
  remove(): Promise<void>;
}

/** Starts a witness of a log. */
export async function startWitness(name: string, logKey: NoteKey, now = () => new Date()): Promise<TestWitness> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'broker-witness-'));
  let port = 0;
  let end = async (): Promise<void> => {};
  const start = async (): Promise<void> => {
    const kept = WitnessFolder.open(folder, name);
    witness.vkey = vkeyOf(kept.signer.key);
    const listening = await new WitnessServer(kept, [logKey], now).listen(port, '127.0.0.1');
    port = listening.port;
    end = async () => {
      await listening.close();
      kept.close();
      end = async () => {};
    };
  };
  const witness: TestWitness = {
    vkey: '',
    address: '',
    folder,
    start,
    stop: () => end(),
    remove: async () => {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await start();
  witness.address = `http://127.0.0.1:${port}`;
  return witness;
}
