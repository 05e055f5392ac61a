import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

/** The tokens of a sign-in and the one server they may be sent to. Instants as ISO 8601. */
export interface KeptSignIn {
  server: string;
  /** The program, as the broker's list of programs names it. */
  id: string;
  token: string;
  expiresAt: string;
  refreshToken: string;
  refreshExpiresAt: string;
}

const FIELDS = ['server', 'id', 'token', 'expiresAt', 'refreshToken', 'refreshExpiresAt'] as const;

/** Where the tokens of the last sign-in are kept. */
export const signInFile = (home: string = homedir()): string =>
  path.join(home, '.config', 'safe-city-broker', 'token.json');

/** Keeps a sign-in for the commands that follow, whole or not at all; nobody but the owner of the file may read it. */
export async function keepSignIn(signIn: KeptSignIn, file = signInFile()): Promise<void> {
  const kept = Object.fromEntries(FIELDS.map((field) => [field, signIn[field]]));
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const unfinished = `${file}.${process.pid}`;
  await rm(unfinished, { force: true }); // the mode below counts only for a new file
  await writeFile(unfinished, `${JSON.stringify(kept)}\n`, { mode: 0o600, flush: true });
  await rename(unfinished, file);
}

/** Forgets the sign-in that was kept. */
export const forgetSignIn = (file = signInFile()): Promise<void> => rm(file, { force: true });

/** The sign-in that was kept, or null when there is none that can be read. */
export async function keptSignIn(file = signInFile()): Promise<KeptSignIn | null> {
  try {
    const kept = JSON.parse(await readFile(file, 'utf8')) as KeptSignIn;
    return FIELDS.every((field) => typeof kept[field] === 'string') ? kept : null;
  } catch {
    return null;
  }
}
