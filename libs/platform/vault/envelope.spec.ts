import { describe, expect, it } from '@jest/globals';
import { closeEnvelope, openEnvelope, orderedJson, rewrap } from './envelope.js';

const KEY = { id: 'k1', secret: 'a'.repeat(43) };
const NEWER = { id: 'k2', secret: 'b'.repeat(43) };
const PLACE = { vaultId: 'v1', partnershipId: 'p1', boundTo: 'request:1' };
const PLAIN = Buffer.from('what nobody may read');
const closed = closeEnvelope(KEY, PLACE, PLAIN);

describe('ISA-26: an item of the vault', () => {
  it('is opened where it was closed, under the key it was closed under', () => {
    expect(openEnvelope(KEY, PLACE, closed)).toEqual(PLAIN);
    expect(closed.sealed.includes(PLAIN)).toBe(false);
  });

  it.each([
    ['under another key', () => openEnvelope(NEWER, PLACE, closed)],
    ['as another item', () => openEnvelope(KEY, { ...PLACE, vaultId: 'v2' }, closed)],
    ['in another partnership', () => openEnvelope(KEY, { ...PLACE, partnershipId: 'p2' }, closed)],
    ['as the content of something else', () => openEnvelope(KEY, { ...PLACE, boundTo: 'request:2' }, closed)],
    ['with another item’s content', () => openEnvelope(KEY, PLACE, { ...closed, sealed: other().sealed })],
    ['with another item’s commitment', () => openEnvelope(KEY, PLACE, { ...closed, commitment: other().commitment })],
  ])('is not opened %s', (_, open) => expect(open).toThrow(/vault/));

  it('commits to its content without telling it: the same content twice looks different', () => {
    expect(closed.commitment).toMatch(/^[0-9a-f]{64}$/);
    expect(other().commitment).not.toBe(closed.commitment);
  });

  it('is opened under the newer key alone once its key was closed under that', () => {
    const newer = { ...closed, wrappedKey: rewrap(KEY, NEWER, PLACE.vaultId, closed.wrappedKey) };
    expect(openEnvelope(NEWER, PLACE, newer)).toEqual(PLAIN);
    expect(() => openEnvelope(KEY, PLACE, newer)).toThrow('cannot be opened');
  });
});

describe('orderedJson', () => {
  it('writes one text for one value, whatever the order of its names', () => {
    expect(orderedJson({ b: [{ d: 1, c: null }], a: 'x' })).toBe('{"a":"x","b":[{"c":null,"d":1}]}');
  });
});

const other = () => closeEnvelope(KEY, PLACE, PLAIN);
