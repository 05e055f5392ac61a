import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type Binaries, program } from './binaries.js';

/** The account PostgreSQL runs under; empty means "the one that runs this process". */
export interface Account {
  uid?: number;
  gid?: number;
}

/** Where PostgreSQL runs from, where it keeps its data, and as whom. */
export interface Footing {
  native: string;
  dataDir: string;
  account: Account;
}

const NOBODY = 65534;

function accountNamed(name: string): Account | null {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
}

const succeedsAs = (account: Account, command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { ...account, cwd: '/', stdio: 'ignore' }).status === 0;

function openFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
}

/** Copies the programs so that a half-made copy is never used. */
function copyPrograms(from: string, to: string): void {
  if (existsSync(to)) return;
  const unfinished = `${to}.${process.pid}`;
  cpSync(from, unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(unfinished, to);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  }
}

/**
 * PostgreSQL refuses to run as root. When we are root it runs under an account that exists already (postgres, else
 * nobody). If that account cannot reach the programs or the data folder, because they lie under a closed folder, they
 * go under /var/lib instead. The system itself is not changed.
 */
export function findFooting({ native, version }: Binaries, dataDir: string): Footing {
  if (process.getuid?.() !== 0) return { native, dataDir, account: {} };
  const account = accountNamed('postgres') ?? accountNamed('nobody') ?? { uid: NOBODY, gid: NOBODY };
  const mark = createHash('sha256').update(dataDir).digest('hex').slice(0, 8);
  const elsewhere = path.join('/var/lib', `safe-city-broker-${mark}`);
  const footing: Footing = { native, dataDir, account };
  if (!succeedsAs(account, program(native, 'postgres'), '--version')) {
    openFolder(elsewhere);
    footing.native = path.join(elsewhere, `postgres-${version}`);
    copyPrograms(native, footing.native);
  }
  mkdirSync(path.dirname(dataDir), { recursive: true });
  if (!succeedsAs(account, '/bin/sh', '-c', 'cd "$1"', 'sh', path.dirname(dataDir))) {
    openFolder(elsewhere);
    footing.dataDir = path.join(elsewhere, 'data');
  }
  return footing;
}
