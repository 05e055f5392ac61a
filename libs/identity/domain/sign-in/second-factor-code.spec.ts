import { describe, expect, it } from '@jest/globals';
import { readCode, recoveryCodeOf } from './second-factor-code.js';

describe('readCode', () => {
  it.each([
    ['123456', { kind: 'app', digits: '123456' }],
    [' 123 456 ', { kind: 'app', digits: '123456' }],
    ['abcd-efgh-jkmn-pqrs-tvwx-yz23', { kind: 'recovery', code: 'ABCDEFGHJKMNPQRSTVWXYZ23' }],
    ['12345', null],
    ['1234567', null],
    ['ABCD-EFGH-JKMN-PQRS-TVWX-YZ2I', null],
    ['', null],
  ])('%s', (text, read) => expect(readCode(text)).toEqual(read));
});

describe('recoveryCodeOf', () => {
  it('writes what readCode reads', () => {
    const code = recoveryCodeOf(Uint8Array.from({ length: 64 }, (_, index) => (index * 7) % 240))!;
    expect(code).toMatch(/^(\w{4}-){5}\w{4}$/);
    expect(readCode(code)).toEqual({ kind: 'recovery', code: code.replaceAll('-', '') });
  });
  it('gives every sign the same chance', () => {
    const counts = new Map<string, number>();
    for (let byte = 0; byte < 256; byte += 1) {
      const code = recoveryCodeOf(new Uint8Array(64).fill(byte));
      if (code) counts.set(code[0]!, (counts.get(code[0]!) ?? 0) + 1);
    }
    expect([counts.size, new Set(counts.values()).size]).toEqual([30, 1]);
  });
});
