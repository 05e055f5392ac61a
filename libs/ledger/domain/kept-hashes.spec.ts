import { describe, expect, it } from '@jest/globals';
import { inventedLeaves, keptHashesOf } from '../../../test/support/made-log.js';
import { firstChange, keptRoot, leafHash, rootOf } from './index.js';

const hashes = inventedLeaves(5).map(leafHash);
const bytes = Buffer.concat(hashes);

describe('firstChange', () => {
  it('finds the first hash that is not the one that was kept', () => {
    expect(firstChange(Buffer.concat(hashes.with(3, hashes[0]!)), bytes)).toBe(3);
    expect(firstChange(Buffer.concat(hashes.toSpliced(1, 1)), bytes)).toBe(1);
  });

  it('finds none where all are the same, where nothing was kept, and in what has been added since', () => {
    expect(firstChange(bytes, bytes)).toBeNull();
    expect(firstChange(bytes, new Uint8Array(0))).toBeNull();
    expect(firstChange(bytes, bytes.subarray(0, 70))).toBeNull();
    expect(firstChange(bytes.subarray(0, 64), bytes)).toBeNull();
  });
});

describe('keptRoot', () => {
  const leaves = inventedLeaves(700);

  it.each([0, 1, 255, 256, 257, 700])('adds up the first %i hashes', async (size) => {
    expect(await keptRoot(keptHashesOf(leaves), size)).toEqual(rootOf(leaves.slice(0, size).map(leafHash)));
  });

  it('is none where fewer were kept', async () => {
    expect(await keptRoot(keptHashesOf(leaves.slice(0, 300)), 301)).toBeNull();
  });
});
