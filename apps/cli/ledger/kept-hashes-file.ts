import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { HASH_BYTES, parseTilePath, type KeptHashes, type LogFiles } from '../../../libs/ledger/domain/index.js';

/**
 * The hashes of the entries of a log that was found whole, in a file beside its kept checkpoints: 32 bytes each, in order. While the log is checked
 * again its hashes are written to a second file, which takes the place of the first when it is whole again.
 */
export class KeptHashesFile {
  private constructor(
    private readonly name: string,
    private readonly before: FileHandle | null,
    private readonly now: FileHandle,
  ) {}

  /** Opens the file that belongs to a file of kept checkpoints; there need not be one yet. */
  static async beside(keptFile: string): Promise<KeptHashesFile> {
    const name = `${keptFile}.hashes`;
    const before = await open(name, 'r').catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    });
    return new KeptHashesFile(name, before, await open(`${name}.new`, 'w', 0o600));
  }

  /** The hashes as they were kept. */
  readonly read: KeptHashes = async (first, count) => {
    const found = await this.before?.read(Buffer.alloc(count * HASH_BYTES), 0, count * HASH_BYTES, first * HASH_BYTES);
    return found ? found.buffer.subarray(0, found.bytesRead) : new Uint8Array(0);
  };

  /** The same log, of which the hashes are written down as they are read. */
  noting(files: LogFiles): LogFiles {
    return {
      read: async (path) => {
        const bytes = await files.read(path);
        if (bytes && parseTilePath(path)?.level === 0) await this.now.appendFile(bytes);
        return bytes;
      },
    };
  }

  /** Keeps the hashes that were written down: the log is whole. */
  async keep(): Promise<void> {
    await this.now.sync();
    await rename(`${this.name}.new`, this.name);
  }

  /** Lets go of both files; what was not kept is gone. */
  async close(): Promise<void> {
    await this.before?.close();
    await this.now.close();
    await rm(`${this.name}.new`, { force: true });
  }
}
