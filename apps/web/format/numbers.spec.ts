import { describe, expect, it } from '@jest/globals';
import { bytesText, cellText, countText, plainCode, shareText } from './numbers.js';

describe('numbers', () => {
  it('marks what is suppressed, and never as 0 or blank', () => {
    expect(cellText(null)).toBe('[c]');
    expect(cellText(1234)).toBe('1,234');
  });
  it('counts with the right noun', () => {
    expect([countText(1, 'row'), countText(2000, 'row'), countText(0, 'agency', 'agencies')]).toEqual([
      '1 row',
      '2,000 rows',
      '0 agencies',
    ]);
  });
  it.each([
    [1, '1 byte'],
    [52_300, '52 kB'],
    [1_240_000, '1.2 MB'],
    [2_000_000_000, '2.0 GB'],
  ])('%d bytes read as %s', (bytes, text) => expect(bytesText(bytes)).toBe(text));
  it('writes shares and codes for people', () => {
    expect(shareText(0.0421)).toBe('4.2%');
    expect(plainCode('theft_and_handling')).toBe('Theft and handling');
  });
});
