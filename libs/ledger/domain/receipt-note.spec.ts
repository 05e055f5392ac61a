import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  leafHash,
  NOTE_KEY,
  noteSigner,
  openCheckpoint,
  openReceipt,
  rootOf,
  signCheckpoint,
  signNote,
  signReceipt,
} from './index.js';

const signerOf = (name: string) => noteSigner(name, NOTE_KEY, generateKeyPairSync('ed25519').privateKey);
const log = signerOf('log.example/1');
const receipt = {
  origin: 'log.example/1',
  eventId: '5e0c63a4-9a0e-4f7f-8a59-1fb1a9a4a0c2',
  leafHash: leafHash(Uint8Array.of(1)),
  at: new Date('2026-11-20T10:00:00.123Z'),
};

describe('ISA-22: a receipt', () => {
  it('is opened with the key of the log that gave it', () => {
    const note = signReceipt(receipt, log);
    expect(note.split('\n').slice(0, 2)).toEqual(['log.example/1/receipt', receipt.eventId]);
    expect(openReceipt(note, [log.key])).toEqual(receipt);
  });

  it('does not hold when a character of it was changed', () => {
    const note = signReceipt(receipt, log);
    const text = note.slice(0, note.indexOf('\n\n'));
    for (let at = 0; at < text.length; at++) {
      const altered = `${note.slice(0, at)}${note[at] === '0' ? '1' : '0'}${note.slice(at + 1)}`;
      expect(typeof openReceipt(altered, [log.key])).toBe('string');
    }
  });

  it('of another log is not one of this', () => {
    const other = signerOf('other.example/1');
    expect(openReceipt(signReceipt(receipt, log), [other.key])).toBe('not-signed');
    const posing = signNote(`other.example/1/receipt\n${receipt.eventId}\n`, [log]);
    expect(openReceipt(posing, [log.key])).toBe('not-a-receipt');
    const line = signReceipt(receipt, log).replace('log.example/1/receipt', 'other.example/1/receipt');
    expect(openReceipt(signNote(line.slice(0, line.indexOf('\n\n') + 1), [log]), [log.key, other.key])).toBe(
      'other-log',
    );
    expect(() => signReceipt({ ...receipt, origin: 'other.example/1' }, log)).toThrow('in the name of its log');
  });

  it('is no checkpoint, and a checkpoint no receipt', () => {
    const checkpoint = signCheckpoint({ origin: log.key.name, size: 1, rootHash: rootOf([receipt.leafHash]) }, log);
    expect(openReceipt(checkpoint, [log.key])).toBe('not-a-receipt');
    expect(openCheckpoint(signReceipt(receipt, log), [log.key])).toBe('not-a-checkpoint');
  });
});
