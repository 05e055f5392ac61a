import { existsSync } from 'node:fs';
import path from 'node:path';

const SHARED = process.env.BROKER_SHARED ?? path.resolve(__dirname, '../../../shared');
const told = new Set<string>();

/**
 * The path of a file or folder of the real data that lies beside the checkout (or where BROKER_SHARED points),
 * or null when it is absent; says so once, so that a test that returns early does not pass in silence.
 */
export function sharedPath(...parts: string[]): string | null {
  const wanted = path.join(SHARED, ...parts);
  if (existsSync(wanted)) return wanted;
  const name = parts.join('/');
  if (!told.has(name))
    console.warn(`Not checked against ${name}: the shared data folder is absent (set BROKER_SHARED).`);
  told.add(name);
  return null;
}
