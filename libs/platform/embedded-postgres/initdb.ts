import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Account, Footing } from './account.js';
import { program } from './binaries.js';
import { diskFull, StartFault } from './start-fault.js';

/** The one database role of the embedded server. */
export const ROLE = 'broker';

function give(file: string, { uid, gid }: Account): void {
  if (uid !== undefined && gid !== undefined) chownSync(file, uid, gid);
}

/**
 * Makes the data folder when there is none and tells whether it did. It is made beside its place and then moved, so that
 * a start that is killed half-way leaves nothing that looks like a database.
 */
export function ensureDataFolder(footing: Footing, password: string, durable: boolean): boolean {
  const { dataDir } = footing;
  if (existsSync(path.join(dataDir, 'PG_VERSION'))) return false;
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0)
    throw new StartFault(
      `The folder ${dataDir} holds files, but not a whole PostgreSQL database.`,
      'Put back a copy of the data folder, or move it away to start with an empty one.',
    );
  const unfinished = `${dataDir}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  give(unfinished, footing.account);
  runInitdb(footing, unfinished, password, durable);
  rmSync(dataDir, { recursive: true, force: true });
  renameSync(unfinished, dataDir);
  return true;
}

function runInitdb({ native, account, dataDir }: Footing, target: string, password: string, durable: boolean): void {
  const passwordFile = path.join(os.tmpdir(), `.broker-${randomBytes(12).toString('hex')}`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  try {
    give(passwordFile, account);
    const args = ['-D', target, '-U', ROLE, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'];
    args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions');
    if (!durable) args.push('--no-sync');
    const done = spawnSync(program(native, 'initdb'), args, { ...account, cwd: target, encoding: 'utf8' });
    if (done.status === 0) return;
    rmSync(target, { recursive: true, force: true });
    throw done.error ?? refusedInitdb(done.stderr, dataDir);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** What a new database takes on the disk, its journal included. */
const NEW_DATABASE_BYTES = 80_000_000;

function refusedInitdb(said: string, dataDir: string): StartFault {
  const { bavail, bsize } = statfsSync(path.dirname(dataDir));
  if (/No space left|quota exceeded/i.test(said) || bavail * bsize < NEW_DATABASE_BYTES) return diskFull(dataDir);
  const reason = /^initdb: error: (.*)$/m.exec(said)?.[1] ?? 'it gave no reason';
  return new StartFault(
    `PostgreSQL could not make its data folder ${dataDir}: ${reason}.`,
    'Check that the folder can be written to, or set DATABASE_URL to a PostgreSQL server of your own.',
  );
}
