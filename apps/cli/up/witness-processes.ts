import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { DemonstrationWitness } from '../demonstration/witnesses.js';

const PROGRAM = path.resolve(import.meta.dirname, '../main.js');
const WITHIN_MS = 15_000;
const KILL_AFTER_MS = 3000;

/** A witness of the demonstration, as its process says where it is. */
export interface RunningWitness extends DemonstrationWitness {
  vkey: string;
  address: string;
}

/**
 * Starts the witnesses of the demonstration, each a process of its own with a key and a state of its own below `dataDir`; of two agencies that
 * in earnest would run them on their own computers. @returns those that came up, and the function that ends them.
 */
export async function startWitnesses(
  witnesses: readonly DemonstrationWitness[],
  logKey: string,
  dataDir: string,
): Promise<{ running: RunningWitness[]; stop: () => Promise<void> }> {
  const children = witnesses.map((witness) => ({ witness, child: begin(witness, logKey, dataDir) }));
  const running = await Promise.all(
    children.map(async ({ witness, child }) => {
      const said = await firstWords(child);
      return said && { ...witness, vkey: said.vkey, address: `http://127.0.0.1:${said.port}` };
    }),
  );
  const stop = async (): Promise<void> => void (await Promise.all(children.map(({ child }) => end(child))));
  return { running: running.filter((one) => one !== null), stop };
}

function begin({ name, slug }: DemonstrationWitness, logKey: string, dataDir: string): ChildProcess {
  const folder = path.join(dataDir, 'witnesses', slug);
  // A process group of its own, so that Ctrl-C reaches the launcher alone.
  return fork(PROGRAM, ['witness', '--name', name, '--log', logKey, '--folder', folder, '--port', '0'], {
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

function firstWords(child: ChildProcess): Promise<{ vkey: string; port: number } | null> {
  return new Promise((resolve) => {
    const impatience = setTimeout(() => resolve(null), WITHIN_MS);
    const say = (words: { vkey: string; port: number } | null): void => {
      clearTimeout(impatience);
      resolve(words);
    };
    child.once('message', (words) => say(words as { vkey: string; port: number }));
    child.once('exit', () => say(null)).once('error', () => say(null));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const impatience = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
  await ended;
  clearTimeout(impatience);
}
