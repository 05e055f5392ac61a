import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFooting, type Footing } from './account.js';
import { findBinaries, program } from './binaries.js';
import { lockFolder } from './folder-lock.js';
import { ensureDataFolder, ROLE } from './initdb.js';
import { commandLineOf, isAlive } from './processes.js';
import { faultFromLog, openServerLog, readServerLog } from './server-log.js';
import { asStartFault } from './start-fault.js';

export { lockHolder } from './folder-lock.js';
export { asStartFault, diskFull, StartFault } from './start-fault.js';

export interface EmbeddedPostgresOptions {
  /** Folder of the database; made when absent. */
  dataDir: string;
  /** Password of the one role, set when the folder is made. */
  password: string;
  /** Server settings beside ours, for example `{ fsync: 'off' }` in tests. */
  settings?: Record<string, string>;
  /** False leaves the server in our process group, so that a Ctrl-C reaches it as well. */
  ownProcessGroup?: boolean;
}

/** A PostgreSQL server of our own, on the loopback address. */
export interface EmbeddedPostgres {
  /** Connection address of the database `postgres`, with role and password. */
  url: string;
  port: number;
  /** Where the data really lies: not the folder asked for when root may not share that one with another account. */
  dataDir: string;
  /** Whether the folder was made by this start. */
  isNew: boolean;
  /** Fulfilled when the server has ended, for whatever reason. */
  ended: Promise<void>;
  /** Ends the server cleanly (clients are disconnected) and gives up the folder. */
  stop(): Promise<void>;
}

/** Settings that keep row contents out of the server log, and the server on this computer. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
};

const STOP_LIMIT_MS = 20_000;
const START_ATTEMPTS = 5;

/**
 * Starts PostgreSQL on a folder and resolves once it takes connections. A server left behind by a killed broker is
 * stopped first; one that belongs to a live broker is left alone.
 * Throws a StartFault: disk full, folder in use, damaged or of another version, programs missing.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const asked = path.resolve(options.dataDir);
  let unlock: (() => void) | undefined;
  try {
    mkdirSync(path.dirname(asked), { recursive: true });
    unlock = lockFolder(`${asked}.lock`, asked);
    const footing = findFooting(findBinaries(), asked);
    const isNew = ensureDataFolder(footing, options.password, options.settings?.fsync !== 'off');
    stopLeftBehind(footing);
    const { child, port } = await startServer(footing, options);
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const url = `postgres://${ROLE}:${encodeURIComponent(options.password)}@127.0.0.1:${port}/postgres`;
    const stop = async (): Promise<void> => {
      await stopServer(child, footing, ended);
      unlock?.();
    };
    return { url, port, dataDir: footing.dataDir, isNew, ended, stop };
  } catch (error) {
    unlock?.();
    throw asStartFault(error, asked);
  }
}

/**
 * A launcher that was killed leaves its server running: end it cleanly. Ours is told by the folder in its command line.
 * When the id belongs to no server of ours, its file is only a remnant: PostgreSQL would take it for a live server.
 */
function stopLeftBehind({ native, dataDir, account }: Footing): void {
  const pid = Number(readPidFile(dataDir)[0]);
  if (!pid) return;
  if (isAlive(pid) && (commandLineOf(pid) ?? dataDir).includes(dataDir)) {
    const args = ['-D', dataDir, '-m', 'fast', '-w', '-t', '30', 'stop'];
    spawnSync(program(native, 'pg_ctl'), args, { ...account, cwd: dataDir, stdio: 'ignore' });
  } else {
    rmSync(pidFileOf(dataDir), { force: true });
  }
}

const pidFileOf = (dataDir: string): string => path.join(dataDir, 'postmaster.pid');

function readPidFile(dataDir: string): string[] {
  try {
    return readFileSync(pidFileOf(dataDir), 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** Tries again when the port was taken in between, or the memory of a crashed server is not yet given back. */
async function startServer(
  footing: Footing,
  options: EmbeddedPostgresOptions,
): Promise<{ child: ChildProcess; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const child = spawnServer(footing, port, options);
    if (await becomesReady(child, footing.dataDir)) return { child, port };
    const said = readServerLog(footing.dataDir);
    const passing = /could not bind|TCP\/IP sockets|pre-existing shared memory block/.test(said);
    if (!passing || attempt === START_ATTEMPTS) throw faultFromLog(said, footing.dataDir);
    await sleep(500);
  }
}

function spawnServer(footing: Footing, port: number, { settings, ownProcessGroup = true }: EmbeddedPostgresOptions) {
  const log = openServerLog(footing);
  const flags = Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  try {
    return spawn(program(footing.native, 'postgres'), ['-D', footing.dataDir, '-p', String(port), ...flags], {
      ...footing.account,
      cwd: footing.dataDir,
      stdio: ['ignore', log, log],
      detached: ownProcessGroup,
    });
  } finally {
    closeSync(log);
  }
}

/** True once the server takes connections, false when it ended instead. */
async function becomesReady(child: ChildProcess, dataDir: string): Promise<boolean> {
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  for (;;) {
    if (failure) throw failure;
    if (hasEnded(child)) return false;
    // The first line guards against the file of a crashed server; the eighth says "ready".
    const lines = readPidFile(dataDir);
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return true;
    await sleep(20);
  }
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function stopServer(child: ChildProcess, { native, dataDir }: Footing, ended: Promise<void>): Promise<void> {
  if (hasEnded(child)) return;
  if (process.platform === 'win32')
    spawnSync(program(native, 'pg_ctl'), ['-D', dataDir, '-m', 'fast', '-w', 'stop'], { stdio: 'ignore' });
  else child.kill('SIGINT'); // "fast": disconnects clients, loses nothing
  const impatience = setTimeout(() => child.kill('SIGQUIT'), STOP_LIMIT_MS);
  await ended;
  clearTimeout(impatience);
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
