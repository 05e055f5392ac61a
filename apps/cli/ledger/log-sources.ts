import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { RefusedError } from '@broker/kernel';
import { extract, type Header } from 'tar-stream';
// The second door: a log is checked without loading anything that talks to a database.
import { CHECKPOINT_PATH, parseTilePath, type LogFiles } from '../../../libs/ledger/domain/index.js';
import { connect } from '../client/connect.js';
import { ConnectionFault } from '../client/connection-fault.js';

/** A log to be checked, and the policy that lies beside it, if one does. */
export interface LogSource {
  files: LogFiles;
  policy: string | null;
}

/** The longest that a file of a log can be, in bytes: 256 entries of 65,535. */
const FILE_MAX_BYTES = 256 * (2 + 65_535);

const POLICY = 'policy';

const isOfLog = (name: string): boolean => name === POLICY || name === CHECKPOINT_PATH || parseTilePath(name) !== null;

/** Opens a log at a broker (an https address), an unpacked one (a folder) or a bundle (a tar file). Throws ConnectionFault when there is nothing of the kind. */
export async function openLog(where: string, token?: string): Promise<LogSource> {
  if (/^https?:\/\//.test(where)) return openServer(where, token);
  const found = await stat(where).catch(() => null);
  if (!found)
    throw new ConnectionFault(
      `There is no ${where}.`,
      'Name a bundle, a folder with an unpacked one or the address of a broker, or leave it out.',
    );
  return found.isDirectory() ? openFolder(where) : openBundle(where);
}

/** With the sign-in that is kept for this broker. It hands out no policy: whoever asks it has to bring theirs. */
async function openServer(server: string, token: string | undefined): Promise<LogSource> {
  const client = await connect({ server, ...(token !== undefined && { token }) });
  const read = (name: string): Promise<Uint8Array | null> =>
    client.octets(`/log/${name}`).catch((error: unknown) => {
      if (error instanceof RefusedError && error.refusal.code === 'ledger/no-such-tile') return null;
      throw error;
    });
  return { files: { read }, policy: null };
}

async function openFolder(folder: string): Promise<LogSource> {
  const read = (name: string): Promise<Uint8Array | null> => readFile(path.join(folder, name)).catch(() => null);
  return { files: { read }, policy: asText(await read(POLICY)) };
}

/** A bundle is read once, from front to end: what is asked for has to come next in it. */
async function openBundle(file: string): Promise<LogSource> {
  const entries = entriesOf(file)[Symbol.asyncIterator]();
  let next: { name: string; bytes: Uint8Array } | null = null;
  const read = async (name: string): Promise<Uint8Array | null> => {
    if (!next) {
      const { done, value } = await entries.next();
      next = done ? null : value;
    }
    if (next?.name !== name) return null;
    const { bytes } = next;
    next = null;
    return bytes;
  };
  return { policy: asText(await read(POLICY)), files: { read } };
}

async function* entriesOf(file: string): AsyncGenerator<{ name: string; bytes: Uint8Array }, null> {
  const source = createReadStream(file);
  const unpacking = extract();
  source.on('error', (error) => unpacking.destroy(error));
  source.pipe(unpacking);
  try {
    for await (const entry of unpacking as AsyncIterable<Readable & { header: Header }>) {
      const { name, type, size } = entry.header;
      const ofLog = name.replace(/^\.\//, '');
      if (type === 'file' && isOfLog(ofLog) && size <= FILE_MAX_BYTES)
        yield { name: ofLog, bytes: await buffer(entry) };
      else entry.resume();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall) throw error;
    throw new ConnectionFault(`${file} is no bundle of a log, or it breaks off.`, 'Download it again.');
  } finally {
    source.destroy();
  }
  return null;
}

const asText = (bytes: Uint8Array | null): string | null => bytes && Buffer.from(bytes).toString('utf8');
