import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { ConnectionFault } from './connection-fault.js';

/** Writes a download to a file that exists under its name only when it is complete. Throws a ConnectionFault when it breaks off. */
export async function saveStream(content: ReadableStream, file: string): Promise<void> {
  const partial = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.partial`);
  const source = Readable.fromWeb(content);
  try {
    await pipeline(source, createWriteStream(partial, { flags: 'wx', mode: 0o600, flush: true }));
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    if (source.errored && !(error as NodeJS.ErrnoException).syscall)
      throw new ConnectionFault('The download broke off; nothing was written.', 'Run the command again.');
    throw error;
  }
}
