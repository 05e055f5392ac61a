import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@broker/kernel';
import * as fc from 'fast-check';
import { sharedPath } from '../../../test/support/shared-data.js';
import { canonicalBytes, canonicalJson, MAX_CANONICAL_BYTES, parseCanonical } from './index.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('canonicalJson', () => {
  it('sorts members by UTF-16 code units and leaves arrays alone', () => {
    expect(canonicalJson({ b: [3, 1], a: { '\u{1F600}': 1, '\uFB33': 2, A: null } })).toBe(
      '{"a":{"A":null,"\u{1F600}":1,"\uFB33":2},"b":[3,1]}',
    );
  });

  it.each<[string, unknown]>([
    ['a fraction', 1.5],
    ['an integer that is not safe', 2 ** 53],
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a big integer', 1n],
    ['undefined', undefined],
    ['a member that is undefined', { a: undefined }],
    ['an item that is undefined', Array.from({ length: 1 })],
    ['a symbol', Symbol('a')],
    ['a member named by a symbol', { [Symbol('a')]: 1 }],
    ['a function', () => 1],
    ['a date', new Date(0)],
    ['a map', new Map([['a', 1]])],
    ['bytes', Uint8Array.of(1)],
    [
      'an object of a class',
      new (class Box {
        readonly a = 1;
      })(),
    ],
    ['a lone high surrogate', 'a\uD800'],
    ['a lone low surrogate', '\uDC00a'],
    ['a lone surrogate in a name', { '\uD800': 1 }],
    ['a text of more than 4,096 bytes', 'é'.repeat(MAX_CANONICAL_BYTES / 2)],
  ])('refuses %s', (_, value) => expect(() => canonicalJson(value)).toThrow(DomainError));

  it('refuses an object that contains itself', () => {
    const loop: Record<string, unknown> = {};
    loop.loop = loop;
    expect(() => canonicalJson(loop)).toThrow(DomainError);
  });

  it('takes a text of 4,096 bytes', () => {
    expect(canonicalJson('x'.repeat(MAX_CANONICAL_BYTES - 2))).toHaveLength(MAX_CANONICAL_BYTES);
  });

  it('agrees with the published cases, and refuses those that hold fractions', () => {
    const folder = sharedPath('vectors/jcs/input');
    if (folder === null) return;
    const verdicts = readdirSync(folder).map((file) => {
      const input: unknown = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
      const output = readFileSync(path.join(folder, '../output', file), 'utf8').trimEnd();
      try {
        return [file, canonicalJson(input) === output];
      } catch (error) {
        return [file, (error as Error).message];
      }
    });
    expect(Object.fromEntries(verdicts)).toEqual({
      'arrays.json': true,
      'french.json': true,
      'unicode.json': true,
      'values.json': 'Canonical JSON holds only safe integers',
    });
  });
});

describe('parseCanonical', () => {
  const leaf = fc.letrec((value) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.maxSafeInteger(),
      fc.boolean(),
      fc.constant(null),
      fc.string({ unit: 'binary' }),
      value('list'),
      value('object'),
    ),
    list: fc.array(value('any'), { maxLength: 4 }),
    object: fc.dictionary(fc.string(), value('any'), { maxKeys: 4 }),
  })).any;

  it('reads back what canonicalJson wrote', () => {
    fc.assert(
      fc.property(leaf, (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(parseCanonical(bytes(text)))).toBe(text);
        expect(canonicalJson(JSON.parse(JSON.stringify(value)))).toBe(text);
      }),
    );
  });

  it.each([
    ['a blank', '{"a": 1}'],
    ['members out of order', '{"b":1,"a":1}'],
    ['a member twice', '{"a":1,"a":1}'],
    ['a needless escape', String.raw`"\u0041"`],
    ['an escaped solidus', String.raw`"\/"`],
    ['a number with an exponent', '1e2'],
    ['minus zero', '-0'],
    ['a fraction', '1.5'],
    ['an integer that is not safe', '9007199254740993'],
    ['a trailing newline', '1\n'],
    ['a byte order mark', '\uFEFF1'],
    ['a lone surrogate', String.raw`"\ud800"`],
    ['no JSON', 'ledger'],
    ['nothing', ''],
  ])('refuses %s', (_, text) => expect(parseCanonical(bytes(text))).toBeUndefined());

  it('refuses bytes that are not UTF-8', () => {
    expect(parseCanonical(Uint8Array.of(0x22, 0xff, 0x22))).toBeUndefined();
  });

  it('tells null from a fault', () => expect(parseCanonical(canonicalBytes(null))).toBeNull());
});
