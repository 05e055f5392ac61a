import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@broker/kernel';
import * as fc from 'fast-check';
import { sharedPath } from '../../../test/support/shared-data.js';
import {
  COSIGNATURE_KEY,
  isSignedBy,
  keyIdOf,
  leafHash,
  NOTE_KEY,
  noteKey,
  noteSigner,
  noteText,
  openNote,
  parseCheckpoint,
  parseVkey,
  readNote,
  signNote,
  toBase64,
  toHex,
  vkeyOf,
  type NoteKey,
  type OpenedNote,
} from './index.js';

const signer = (name: string, type: 1 | 4 = NOTE_KEY) =>
  noteSigner(name, type, generateKeyPairSync('ed25519').privateKey);
const ANNA = signer('anna.example/log');
const BEN = signer('ben.example');
const TEXT = 'a first line\n\nand, after an empty one, a last line\n';
const opened = (note: string, ...keys: NoteKey[]): OpenedNote => openNote(note, keys) as OpenedNote;

/** Ed25519, RFC 8032 section 7.1, TEST 2. */
const RFC_8032 = {
  seed: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
  publicKey: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
  message: '72',
  signature:
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
};

interface PublishedNotes {
  verifiers: string[];
  invalid_verifiers: string[];
  text: string;
  signature_lines: string[];
  tree: { valid: string; leaf: string; leaf_hash_b64: string };
}

function published(): PublishedNotes | null {
  const file = sharedPath('vectors/ledger/golang-note-vectors.json');
  return file === null ? null : (JSON.parse(readFileSync(file, 'utf8')) as PublishedNotes);
}

describe('a signed note', () => {
  it('is opened by whoever knows a key that signed it, and by nobody else', () => {
    const note = signNote(TEXT, [ANNA, BEN]);
    expect(opened(note, ANNA.key, BEN.key)).toEqual({ text: TEXT, signedBy: [ANNA.key, BEN.key] });
    expect(opened(note, BEN.key)).toEqual({ text: TEXT, signedBy: [BEN.key] });
    expect(openNote(note, [signer('ben.example').key])).toBe('not-signed');
    expect(openNote(note, [])).toBe('not-signed');
    expect(noteText(note)).toBe(TEXT);
  });

  it('counts one key once, however often it signed', () => {
    expect(opened(signNote(TEXT, [ANNA, ANNA]), ANNA.key).signedBy).toEqual([ANNA.key]);
  });

  it('is spoilt by one bad signature of a known key, not by those of unknown ones', () => {
    const [good, other] = [signNote(TEXT, [ANNA, BEN]), signNote('something else\n', [BEN])];
    const forged = good.replace(/— ben.*\n/, other.slice(other.indexOf('—')));
    expect(openNote(forged, [ANNA.key, BEN.key])).toBe('bad-signature');
    expect(opened(forged, ANNA.key).signedBy).toEqual([ANNA.key]);
  });

  it('does not take a key for cosignatures for one of notes', () => {
    const witness = signer('w.example', COSIGNATURE_KEY);
    expect(openNote(signNote(TEXT, [witness]), [witness.key])).toBe('not-signed');
  });

  it('is found out when any character of it is another', () => {
    const note = signNote(TEXT, [ANNA]);
    fc.assert(
      fc.property(
        fc.nat(note.length - 1),
        fc.constantFrom('a', 'A', '1', '=', '+', '/', ' ', '\n', '—'),
        (at, character) => {
          fc.pre(note[at] !== character);
          expect(typeof openNote(note.slice(0, at) + character + note.slice(at + 1), [ANNA.key])).toBe('string');
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['a text without signatures', 'text\n'],
    ['an empty list of signatures', 'text\n\n'],
    ['a line that is no signature', 'text\n\nsigned, Anna\n'],
    ['a signature without a key id', 'text\n\n— anna AAAA\n'],
    ['a signature that is no base64', 'text\n\n— anna AAAAAAA\n'],
    ['a name with a plus', 'text\n\n— an+na AAAAAAAA\n'],
    ['a hyphen for the dash', 'text\n\n- anna AAAAAAAA\n'],
    ['no newline at the end', 'text\n\n— anna AAAAAAAA'],
    ['a control character', 'te\u0007xt\n\n— anna AAAAAAAA\n'],
    ['a carriage return', 'text\r\n\n— anna AAAAAAAA\n'],
    ['a lone surrogate', 'te\ud800xt\n\n— anna AAAAAAAA\n'],
    ['too many signatures', `text\n\n${'— anna AAAAAAAA\n'.repeat(101)}`],
    ['far too long a text', `${'x'.repeat(100_000)}\n\n— anna AAAAAAAA\n`],
  ])('is not %s', (_, text) => expect(openNote(text, [ANNA.key])).toBe('not-a-note'));

  it('may bear sixteen signatures and more', () => {
    const crowd = Array.from({ length: 40 }, (_, i) => signer(`w${i}.example`));
    const keys = crowd.map(({ key }) => key);
    expect(opened(signNote(TEXT, crowd), ...keys).signedBy).toEqual(keys);
  });

  it('is not made of a text that could not be read back', () => {
    for (const text of ['no newline', 'a\ttab\n', '\ud800\n'])
      expect(() => signNote(text, [ANNA])).toThrow(DomainError);
  });
});

describe('a key', () => {
  it('travels as one word', () => {
    for (const { key } of [ANNA, signer('w.example', COSIGNATURE_KEY)]) expect(parseVkey(vkeyOf(key))).toEqual(key);
  });

  it.each<[string, (vkey: string) => string]>([
    ['with another id', (vkey) => vkey.replace(/\+[0-9a-f]/, (found) => (found === '+0' ? '+1' : '+0'))],
    ['under another name', (vkey) => `x${vkey}`],
    ['of an unknown kind', (vkey) => vkey.replace(/(\+[0-9a-f]{8}\+)A/, '$1Z')],
    ['without an id', (vkey) => vkey.replace(/\+[0-9a-f]{8}/, '')],
    ['cut short', (vkey) => vkey.slice(0, -4)],
    ['with something after it', (vkey) => `${vkey} x`],
  ])('is not taken %s', (_, alter) => expect(parseVkey(alter(vkeyOf(BEN.key)))).toBeNull());

  it('needs a name that a line can carry, and 32 bytes', () => {
    for (const name of ['', 'two words', 'a+b', 'a\n'])
      expect(() => noteKey(name, NOTE_KEY, new Uint8Array(32))).toThrow(DomainError);
    expect(() => noteKey('a', NOTE_KEY, new Uint8Array(31))).toThrow(DomainError);
  });

  it('differs by its kind', () => {
    const bytes = new Uint8Array(32);
    expect(toHex(keyIdOf('a', NOTE_KEY, bytes))).not.toBe(toHex(keyIdOf('a', COSIGNATURE_KEY, bytes)));
  });

  it('signs and is checked as RFC 8032 says', () => {
    const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
    const der = Buffer.from(`302e020100300506032b657004220420${RFC_8032.seed}`, 'hex');
    const { key, ...rfc } = noteSigner('a', NOTE_KEY, createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
    expect(toHex(key.publicKey)).toBe(RFC_8032.publicKey);
    expect(toHex(rfc.sign(bytes(RFC_8032.message)))).toBe(RFC_8032.signature);
    expect(isSignedBy(key.publicKey, bytes(RFC_8032.message), bytes(RFC_8032.signature))).toBe(true);
    expect(isSignedBy(key.publicKey, bytes('73'), bytes(RFC_8032.signature))).toBe(false);
    expect(isSignedBy(new Uint8Array(31), bytes('72'), bytes(RFC_8032.signature))).toBe(false);
  });
});

describe('the published notes', () => {
  it('are opened, by each key and by both', () => {
    const cases = published();
    if (!cases) return;
    const keys = cases.verifiers.map((vkey) => parseVkey(vkey)!);
    expect(keys.map(vkeyOf)).toEqual(cases.verifiers);
    const [first, second] = cases.signature_lines as [string, string];
    const note = (lines: string): string => `${cases.text}\n${lines}`;
    expect(opened(note(first + second), ...keys)).toEqual({ text: cases.text, signedBy: keys });
    expect(opened(note(first), ...keys).signedBy).toEqual([keys[0]]);
    expect(opened(note(first + second), keys[1]!).signedBy).toEqual([keys[1]]);
    expect(openNote(note(second), [keys[0]!])).toBe('not-signed');
    expect(openNote(note(first).replace('problem,', 'problem;'), keys)).toBe('bad-signature');
    expect(readNote(note(first + second))?.signatures.map(({ name }) => name)).toEqual(['PeterNeumann', 'EnochRoot']);
  });

  it('hold keys that are none', () => {
    for (const vkey of published()?.invalid_verifiers ?? []) expect([vkey, parseVkey(vkey)]).toEqual([vkey, null]);
  });

  it('hold a leaf whose hash is ours, and a root that is read', () => {
    const tree = published()?.tree;
    if (!tree) return;
    const hash = leafHash(new TextEncoder().encode(tree.leaf));
    expect(toBase64(hash)).toBe(tree.leaf_hash_b64);
    expect(parseCheckpoint(tree.valid.replace('go.sum database tree', 'go.sum'))).toMatchObject({
      size: 123_456_789_012,
      rootHash: new Uint8Array(hash),
    });
  });
});
