import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { RefusedError } from '@broker/kernel';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const FIRST_BYTES = 64 * 1024;

/** What is known of a file once all of it has arrived. */
export interface Spooled {
  /** Opens the file; whoever forgets it has destroyed the file. */
  key: Buffer;
  bytes: number;
  /** SHA-256 (hex) of the file as it was sent. */
  sha256: string;
}

/**
 * Keeps an upload between its arrival and its check, encrypted under a key of its own that only the database holds.
 * What a dataset may not store (references, coordinates, street text) is therefore never at rest in the clear.
 */
export class SpoolService {
  constructor(
    private readonly folder: string,
    private readonly bytesMax: number,
  ) {}

  /**
   * Writes a file while it arrives.
   * @param id names the file, a uuid.
   * @param inspect is given the first bytes (up to 64 KiB) before anything is written; it throws to refuse the file.
   * @throws RefusedError from `inspect`, or `platform/file-too-large`; the source's own error when it stops in the middle. Nothing is left behind.
   */
  async receive(id: string, source: AsyncIterable<Uint8Array>, inspect: (first: Uint8Array) => void): Promise<Spooled> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const file = await open(this.pathOf(id), 'wx', 0o600);
    try {
      return await this.write(file, source, inspect);
    } catch (error) {
      await rm(this.pathOf(id), { force: true });
      throw error;
    } finally {
      await file.close();
    }
  }

  /** The file's bytes as they were sent, chunk by chunk. Throws when they were altered at rest. */
  async *read(id: string, key: Buffer): AsyncGenerator<Uint8Array> {
    const file = this.pathOf(id);
    const { size } = await stat(file);
    const nonce = await readPart(file, 0, NONCE_BYTES);
    const decipher = createDecipheriv(CIPHER, key, nonce);
    decipher.setAuthTag(await readPart(file, size - TAG_BYTES, TAG_BYTES));
    if (size > NONCE_BYTES + TAG_BYTES) {
      const body = createReadStream(file, { start: NONCE_BYTES, end: size - TAG_BYTES - 1, highWaterMark: 256 * 1024 });
      for await (const chunk of body) yield decipher.update(chunk as Buffer);
    }
    decipher.final();
  }

  /** Removes a file; no matter if it is gone already. */
  async remove(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true });
  }

  /** Ids of the files that wait, with the instant of their last change. */
  async waiting(): Promise<{ id: string; changedAt: Date }[]> {
    const names = await readdir(this.folder).catch(() => [] as string[]);
    const found = names.map(async (id) => {
      const facts = await stat(this.pathOf(id)).catch(() => null);
      return facts ? [{ id, changedAt: facts.mtime }] : [];
    });
    return (await Promise.all(found)).flat();
  }

  private async write(file: FileHandle, source: AsyncIterable<Uint8Array>, inspect: (first: Uint8Array) => void) {
    const key = randomBytes(32);
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, key, nonce);
    const hash = createHash('sha256');
    let bytes = 0;
    let held: Uint8Array[] | null = [];
    await file.write(nonce);
    const flushHeld = async () => {
      if (!held) return;
      const first = Buffer.concat(held);
      held = null;
      inspect(first);
      await file.write(cipher.update(first));
    };
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > this.bytesMax) throw new RefusedError(tooLarge(this.bytesMax));
      hash.update(chunk);
      if (!held) await file.write(cipher.update(chunk));
      else if (held.push(chunk) && bytes >= FIRST_BYTES) await flushHeld();
    }
    await flushHeld();
    cipher.final();
    await file.write(cipher.getAuthTag());
    return { key, bytes, sha256: hash.digest('hex') };
  }

  private pathOf(id: string): string {
    return path.join(this.folder, path.basename(id));
  }
}

async function readPart(name: string, start: number, length: number): Promise<Buffer> {
  const file = await open(name, 'r');
  try {
    const part = Buffer.alloc(length);
    await file.read(part, 0, length, start);
    return part;
  } finally {
    await file.close();
  }
}

const tooLarge = (bytesMax: number) => ({
  code: 'platform/file-too-large',
  clause: 'ISA-11' as const,
  message: `The file is larger than ${Math.floor(bytesMax / 1_000_000).toLocaleString('en-GB')} MB.`,
  mend: 'Split it by month and upload the parts one by one.',
});
