import { closeSync, existsSync, fchownSync, openSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { Footing } from './account.js';
import { diskFull, StartFault } from './start-fault.js';

/** The log of the present run; the one before it is kept as `server.log.1`. */
export const serverLog = (dataDir: string): string => path.join(dataDir, 'server.log');

/** Starts a new server log that PostgreSQL's account may write to; the caller closes the descriptor it gets. */
export function openServerLog({ dataDir, account }: Footing): number {
  const file = serverLog(dataDir);
  if (existsSync(file)) renameSync(file, `${file}.1`);
  const log = openSync(file, 'a', 0o600);
  try {
    if (account.uid !== undefined && account.gid !== undefined) fchownSync(log, account.uid, account.gid);
    return log;
  } catch (error) {
    closeSync(log);
    throw error;
  }
}

/** Why PostgreSQL would not start, from what it (or initdb) said. */
export function faultFromLog(text: string, dataDir: string): StartFault {
  if (/No space left on device|Disk quota exceeded/.test(text)) return diskFull(dataDir);
  if (text.includes('database files are incompatible with server'))
    return new StartFault(
      `The data folder ${dataDir} was made by PostgreSQL ${madeBy(dataDir)}, and this broker brings another version.`,
      'Start it with the release of the broker that made it, or see "Upgrade" in docs/how-to/operate.md.',
    );
  return new StartFault(
    `The database in ${dataDir} is damaged or incomplete: PostgreSQL refuses to start on it.`,
    `Put back a copy of the data folder, or move it away to start with an empty one; the reason stands in ${serverLog(dataDir)}.`,
  );
}

const madeBy = (dataDir: string): string => readFileSync(path.join(dataDir, 'PG_VERSION'), 'utf8').trim();

/** Reads the server log of the present run; empty when there is none. */
export function readServerLog(dataDir: string): string {
  try {
    return readFileSync(serverLog(dataDir), 'utf8');
  } catch {
    return '';
  }
}
