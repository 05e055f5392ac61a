import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

/** A token and the one server it may be sent to. */
export interface KeptSignIn {
  server: string;
  token: string;
  /** ISO 8601. */
  expiresAt: string;
}

/** Where the token of the last sign-in is kept. */
export const signInFile = (home: string = homedir()): string =>
  path.join(home, '.config', 'safe-city-broker', 'token.json');

/** Keeps a sign-in for the commands that follow; nobody but the owner of the file may read it. */
export async function keepSignIn(signIn: KeptSignIn, file = signInFile()): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, `${JSON.stringify(signIn)}\n`, { mode: 0o600 });
  await chmod(file, 0o600); // the mode above counts only for a new file
}

/** The sign-in that was kept, or null when there is none that can be read. */
export async function keptSignIn(file = signInFile()): Promise<KeptSignIn | null> {
  try {
    const { server, token, expiresAt } = JSON.parse(await readFile(file, 'utf8')) as KeptSignIn;
    return [server, token, expiresAt].every((text) => typeof text === 'string') ? { server, token, expiresAt } : null;
  } catch {
    return null;
  }
}
