import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@broker/kernel';
import {
  checkpointText,
  COSIGNATURE_KEY,
  cosignatureLine,
  cosignatureMessage,
  EMPTY_ROOT,
  leafHash,
  NOTE_KEY,
  noteSigner,
  openCheckpoint,
  openCosigned,
  parseCheckpoint,
  parsePolicy,
  policyText,
  signCheckpoint,
  signNote,
  toBase64,
  verifyCosignature,
  vkeyOf,
  type Checkpoint,
  type NoteSigner,
  type WitnessPolicy,
} from './index.js';

const signer = (name: string, type: 1 | 4 = NOTE_KEY): NoteSigner =>
  noteSigner(name, type, generateKeyPairSync('ed25519').privateKey);
const LOG = signer('broker.example/log');
const [ANNA, BEN, CAROL] = ['anna.example', 'ben.example', 'carol.example'].map((name) =>
  signer(name, COSIGNATURE_KEY),
) as [NoteSigner, NoteSigner, NoteSigner];
const ROOT = new Uint8Array(leafHash(Uint8Array.of(7)));
const CHECKPOINT: Checkpoint = { origin: 'broker.example/log', size: 20_852_163, rootHash: ROOT };
const TEXT = checkpointText(CHECKPOINT);
const NOTE = signCheckpoint(CHECKPOINT, LOG);
const AT = 1_763_596_800;
const two: WitnessPolicy = { logKeys: [LOG.key], witnesses: [ANNA.key, BEN.key, CAROL.key], quorum: 2 };

describe('a checkpoint', () => {
  it('is three lines', () => {
    expect(TEXT).toBe(`broker.example/log\n20852163\n${toBase64(ROOT)}\n`);
    expect(parseCheckpoint(TEXT)).toEqual(CHECKPOINT);
    const empty = { origin: 'x', size: 0, rootHash: new Uint8Array(EMPTY_ROOT) };
    expect(parseCheckpoint(checkpointText(empty))).toEqual(empty);
  });

  it.each<[string, string]>([
    ['fewer lines', TEXT.split('\n').slice(1).join('\n')],
    ['no newline at the end', TEXT.trimEnd()],
    ['a line more', `${TEXT}more\n`],
    ['no origin', TEXT.replace('broker.example/log', '')],
    ['a size with leading zeroes', TEXT.replace('2085', '02085')],
    ['a negative size', TEXT.replace('2085', '-2085')],
    ['a size that is not exact', TEXT.replace('20852163', '9007199254740993')],
    ['a size in hexadecimal', TEXT.replace('20852163', '0x10')],
    ['a short root', TEXT.replace(toBase64(ROOT), 'AAAA')],
    ['a root that is no base64', TEXT.replace(toBase64(ROOT), toBase64(ROOT).slice(0, -1))],
  ])('is not read with %s', (_, text) => expect(parseCheckpoint(text)).toBeNull());

  it.each<[string, Partial<Checkpoint>]>([
    ['an origin of two lines', { origin: 'a\nb' }],
    ['half an entry', { size: 0.5 }],
    ['fewer than no entries', { size: -1 }],
    ['a short root', { rootHash: ROOT.slice(1) }],
  ])('is not written with %s', (_, bad) => {
    expect(() => checkpointText({ ...CHECKPOINT, ...bad })).toThrow(DomainError);
  });

  it('is opened with the key of its log', () => {
    expect(openCheckpoint(NOTE, [LOG.key])).toEqual(CHECKPOINT);
    expect(openCheckpoint(NOTE, [signer('broker.example/log').key])).toBe('not-signed');
    expect(openCheckpoint(NOTE.replace('2085', '2086'), [LOG.key])).toBe('bad-signature');
    expect(openCheckpoint(signNote('hello\n', [LOG]), [LOG.key])).toBe('not-a-checkpoint');
    const foreign = signer('other.example/log');
    expect(openCheckpoint(signNote(TEXT, [foreign]), [foreign.key])).toBe('other-log');
    expect(() => signCheckpoint(CHECKPOINT, foreign)).toThrow(DomainError);
  });
});

describe('a cosignature', () => {
  const line = cosignatureLine(ANNA, AT, TEXT);

  it('is over the time and the whole text', () => {
    expect(new TextDecoder().decode(cosignatureMessage(AT, TEXT))).toBe(`cosignature/v1\ntime 1763596800\n${TEXT}`);
    expect(verifyCosignature(line, ANNA.key, TEXT)).toBe(AT);
    expect(verifyCosignature(line.trimEnd(), ANNA.key, TEXT)).toBe(AT);
  });

  it('is nobody else’s, of no other text and of no other time', () => {
    expect(verifyCosignature(line, BEN.key, TEXT)).toBe('other');
    expect(verifyCosignature('hello', ANNA.key, TEXT)).toBe('other');
    expect(verifyCosignature(line, ANNA.key, TEXT.replace('2085', '2086'))).toBe('bad');
    expect(verifyCosignature(cosignatureLine(ANNA, AT, 'x\n'), ANNA.key, TEXT)).toBe('bad');
    const bytes = Buffer.from(line.trim().split(' ')[2]!, 'base64');
    bytes[11]! ^= 1;
    expect(verifyCosignature(`— anna.example ${bytes.toString('base64')}`, ANNA.key, TEXT)).toBe('bad');
    const cut = bytes.subarray(0, -1).toString('base64');
    expect(verifyCosignature(`— anna.example ${cut}`, ANNA.key, TEXT)).toBe('bad');
  });

  it('is not made with a key for notes, or of half a second', () => {
    expect(() => cosignatureLine(LOG, AT, TEXT)).toThrow(DomainError);
    expect(() => cosignatureLine(ANNA, 0.5, TEXT)).toThrow(DomainError);
  });
});

describe('a policy', () => {
  const by = (...witnesses: NoteSigner[]): string =>
    NOTE + witnesses.map((witness, i) => cosignatureLine(witness, AT + i, TEXT)).join('');

  it('opens a checkpoint that enough witnesses have cosigned', () => {
    expect(openCosigned(by(ANNA, CAROL), two)).toEqual({
      ...CHECKPOINT,
      cosignedBy: [
        { witness: 'anna.example', time: AT },
        { witness: 'carol.example', time: AT + 1 },
      ],
    });
    expect(openCosigned(by(ANNA), two)).toBe('too-few-witnesses');
    expect(openCosigned(NOTE, { ...two, quorum: 0 })).toMatchObject({ cosignedBy: [] });
  });

  it('counts a witness once, and nobody who is not a witness', () => {
    expect(openCosigned(by(ANNA, ANNA), two)).toBe('too-few-witnesses');
    expect(openCosigned(by(ANNA, signer('dora.example', COSIGNATURE_KEY)), two)).toBe('too-few-witnesses');
    expect(openCosigned(by(BEN, signer('anna.example', COSIGNATURE_KEY)), two)).toBe('too-few-witnesses');
  });

  it('refuses a checkpoint with a bad cosignature, though enough others hold', () => {
    const bad = cosignatureLine(CAROL, AT, TEXT.replace('2085', '2086'));
    expect(openCosigned(by(ANNA, BEN) + bad, two)).toBe('bad-cosignature');
  });

  it('travels as a text', () => {
    expect(parsePolicy(policyText(two))).toEqual(two);
    expect(parsePolicy(policyText({ ...two, quorum: 0 }))).toEqual({ ...two, quorum: 0 });
    expect(policyText(two)).toContain('group witnesses 2 anna.example ben.example carol.example\nquorum witnesses\n');
  });

  const log = `log ${vkeyOf(LOG.key)}`;
  const [anna, ben] = [ANNA, BEN].map(({ key }) => `witness ${key.name} ${vkeyOf(key)}`) as [string, string];
  it.each<[string, string[], number]>([
    ['any of two', [log, anna, ben, 'group g any anna.example ben.example', 'quorum g'], 1],
    ['all of two', [log, anna, ben, 'group g all ben.example anna.example', 'quorum g'], 2],
    ['the one witness', ['# ours', `${log} https://broker.example/log`, '', anna, 'quorum anna.example'], 1],
  ])('may ask for %s', (_, lines, quorum) => expect(parsePolicy(lines.join('\n'))).toMatchObject({ quorum }));

  it.each<[string, string[]]>([
    ['no log', [anna, 'quorum none']],
    ['no quorum', [log, anna]],
    ['a word it does not know', [log, 'mirror x', 'quorum none']],
    ['a key that is none', ['log broker.example', 'quorum none']],
    ['a witness’s key for a log', [`log ${vkeyOf(ANNA.key)}`, 'quorum none']],
    ['a log’s key for a witness', [log, `witness ${LOG.key.name} ${vkeyOf(LOG.key)}`, 'quorum none']],
    ['one witness twice', [log, anna, anna, 'quorum none']],
    ['a quorum of nobody', [log, anna, 'quorum ben.example']],
    ['one of two witnesses by name', [log, anna, ben, 'quorum anna.example']],
    ['a group with a stranger', [log, anna, 'group g 1 ben.example', 'quorum g']],
    ['a group of too few', [log, anna, ben, 'group g 1 anna.example', 'quorum g']],
    ['three of two', [log, anna, ben, 'group g 3 anna.example ben.example', 'quorum g']],
    ['none of two', [log, anna, ben, 'group g 0 anna.example ben.example', 'quorum g']],
    ['two groups', [log, anna, 'group g 1 anna.example', 'group h 1 anna.example', 'quorum g']],
    ['a line after the quorum', [log, 'quorum none', anna]],
  ])('is not understood with %s', (_, lines) => expect(parsePolicy(lines.join('\n'))).toBeNull());
});
