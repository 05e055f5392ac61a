import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StartFault } from '@broker/platform';

/** What only this installation knows. */
export interface Secrets {
  databasePassword: string;
  /** Seals what the database keeps secret. */
  tokenSecret: string;
}

const newSecret = (): string => randomBytes(32).toString('base64url');

/** Writes a file that only its owner may read, whole or not at all. */
function writePrivately(file: string, contents: object): void {
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(contents, null, 2)}\n`, { mode: 0o600 });
  renameSync(unfinished, file);
}

/**
 * Reads the secrets of a data folder, or makes them at the first start.
 * Throws a StartFault when they are lost or spoilt while the database they open is still there.
 */
export function ensureSecrets(dataDir: string): Secrets {
  const file = path.join(dataDir, 'secrets.json');
  const lost = new StartFault(
    `${file} is missing or spoilt, and the database beside it cannot be opened without it.`,
    'Put it back from a copy of the data folder, or move the whole folder away to start with an empty one.',
  );
  mkdirSync(dataDir, { recursive: true });
  if (!existsSync(file)) {
    if (existsSync(path.join(dataDir, 'postgres', 'PG_VERSION'))) throw lost;
    writePrivately(file, { databasePassword: newSecret(), tokenSecret: newSecret() } satisfies Secrets);
  }
  try {
    const { databasePassword, tokenSecret } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>;
    if (databasePassword && tokenSecret) return { databasePassword, tokenSecret };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw lost;
}

/** Leaves the address of the running broker's database where the worker and other commands look for it. */
export function recordConnection(
  dataDir: string,
  connection: { databaseUrl: string; tokenSecret: string },
): () => void {
  const file = path.join(dataDir, 'connection.json');
  writePrivately(file, connection);
  return () => rmSync(file, { force: true });
}
