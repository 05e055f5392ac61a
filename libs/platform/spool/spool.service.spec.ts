import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RefusedError } from '@broker/kernel';
import { SpoolService } from './spool.service.js';

const folder = mkdtempSync(path.join(tmpdir(), 'spool-'));
const spool = new SpoolService(folder, 1_000_000);
afterEach(() => readdirSync(folder).forEach((name) => rmSync(path.join(folder, name))));

async function* chunks(...parts: string[]) {
  for (const part of parts) yield Buffer.from(part);
}
const collect = async (source: AsyncIterable<Uint8Array>) => {
  const parts: Uint8Array[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts).toString();
};

describe('SpoolService', () => {
  it('gives back what was sent, and holds none of it in the clear', async () => {
    const kept = await spool.receive('one', chunks('On or near ', 'Silverdale Road'), () => undefined);
    expect(await collect(spool.read('one', kept.key))).toBe('On or near Silverdale Road');
    expect(readFileSync(path.join(folder, 'one')).includes('Silverdale')).toBe(false);
    expect(kept.bytes).toBe(26);
  });

  it('shows the first bytes before it writes, and leaves nothing when they are refused', async () => {
    const refusal = { code: 'x/y', clause: 'ISA-9', message: 'No.', mend: 'Mend.' } as const;
    const attempt = spool.receive('two', chunks('PK'), () => {
      throw new RefusedError(refusal);
    });
    await expect(attempt).rejects.toMatchObject({ refusal });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves nothing when the upload stops in the middle', async () => {
    async function* broken() {
      yield Buffer.alloc(100_000, 'a');
      throw new Error('connection lost');
    }
    await expect(spool.receive('three', broken(), () => undefined)).rejects.toThrow('connection lost');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuses a file above the limit', async () => {
    const big = chunks('a'.repeat(600_000), 'b'.repeat(600_000));
    await expect(spool.receive('four', big, () => undefined)).rejects.toMatchObject({
      refusal: { code: 'platform/file-too-large' },
    });
  });

  it('notices a byte altered at rest', async () => {
    const kept = await spool.receive('five', chunks('some text'), () => undefined);
    const file = path.join(folder, 'five');
    const bytes = readFileSync(file);
    bytes[14]! ^= 1;
    writeFileSync(file, bytes);
    await expect(collect(spool.read('five', kept.key))).rejects.toThrow('unable to authenticate');
  });

  it('keeps an empty file as empty', async () => {
    const kept = await spool.receive('six', chunks(), () => undefined);
    expect(await collect(spool.read('six', kept.key))).toBe('');
  });
});
