import { describe, expect, it } from '@jest/globals';
import { among, Chance } from '../../../test/support/chance.js';
import { FAMILIES, type Maker } from '../../../test/support/invented-identifiers.js';
import type { IdentifierKind } from './detector.js';
import { findIdentifiers } from './find-identifiers.js';

// Numbers are put together anew for every run of a family from a fixed seed, by rules written here and not by those under test.

const EACH = 10_000;

const families = Object.entries(FAMILIES) as [IdentifierKind, { positive: Maker; nearMiss: Maker }][];

describe('numbers put together by chance', () => {
  it.each(families)('%s: every one of 10,000 is found, and what comes near is not', (kind, { positive, nearMiss }) => {
    const chance = new Chance(20_261_120);
    const missed: string[] = [];
    const mistaken: string[] = [];
    for (let i = 0; i < EACH; i++) {
      const text = among(chance, positive(chance));
      if (!findIdentifiers(text).some((span) => span.kind === kind)) missed.push(text);
      const near = among(chance, nearMiss(chance));
      if (findIdentifiers(near).some((span) => span.kind === kind)) mistaken.push(near);
    }
    expect({ missed: missed.length, such: missed.slice(0, 8) }).toEqual({ missed: 0, such: [] });
    expect({ mistaken: mistaken.length, such: mistaken.slice(0, 8) }).toEqual({ mistaken: 0, such: [] });
  });

  it('ten figures by chance, without context, are an NHS number in less than one case of a thousand', () => {
    const chance = new Chance(10);
    let mistaken = 0;
    for (let i = 0; i < 5 * EACH; i++) {
      if (findIdentifiers(chance.some(10), { column: 'reference' }).some(({ kind }) => kind === 'nhs-number'))
        mistaken++;
    }
    expect(mistaken).toBeLessThanOrEqual((5 * EACH) / 1000);
  });
});
