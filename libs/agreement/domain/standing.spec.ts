import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bindingVersion, countsOn, standingOn, type SentVersion, type StandingFacts } from './standing.js';

const day = fc.integer({ min: 1, max: 28 }).map((d) => `2026-12-${String(d).padStart(2, '0')}`);
const sentVersions: fc.Arbitrary<SentVersion[]> = fc
  .array(fc.option(day), { minLength: 1, maxLength: 4 })
  .map((ends) => ends.map((oldEndsOn, index) => ({ version: index + 1, oldEndsOn: index === 0 ? null : oldEndsOn })));
const signedSome = fc.subarray([1, 2, 3, 4]);
const named = (signedVersions: number[], passedOn: string | null = null): StandingFacts => ({
  isNamed: true,
  passedOn,
  signedVersions,
});

const two: SentVersion[] = [
  { version: 1, oldEndsOn: null },
  { version: 2, oldEndsOn: '2026-12-31' },
];

describe('ISA-10: no data flows to or from an agency that has not signed', () => {
  it.each([
    ['nothing', [], '2026-12-01', 'unsigned'],
    ['the old version, on its last day', [1], '2026-12-31', 'signed'],
    ['the old version, the day after', [1], '2027-01-01', 'unsigned'],
    ['the new version, before the old one ends', [2], '2026-12-01', 'signed'],
    ['the new version, after the old one ended', [2], '2027-01-01', 'signed'],
    ['both', [1, 2], '2027-01-01', 'signed'],
  ] as const)('an agency that has signed %s', (_, signed, on, standing) => {
    expect(standingOn(named([...signed]), two, on)).toBe(standing);
  });

  it('a version that names no last day for the one before ends it at once', () => {
    const atOnce = [two[0]!, { version: 2, oldEndsOn: null }];
    expect(standingOn(named([1]), atOnce, '2026-01-01')).toBe('unsigned');
  });

  it('an agency whose duties have passed on is no signatory from that day, whatever it signed', () => {
    expect(standingOn(named([2], '2026-12-05'), two, '2026-12-04')).toBe('signed');
    expect(standingOn(named([2], '2026-12-05'), two, '2026-12-05')).toBe('not-a-signatory');
    expect(standingOn({ ...named([2]), isNamed: false }, two, '2026-12-05')).toBe('not-a-signatory');
  });
});

describe('ISA-10: the standing of any agency on any day', () => {
  it('is signed exactly when one version that it signed still counts, and binds it to the newest of these', () => {
    fc.assert(
      fc.property(sentVersions, signedSome, day, (sent, signed, on) => {
        const known = signed.filter((version) => version <= sent.length);
        const counting = known.filter((version) =>
          sent.slice(version).every(({ oldEndsOn }) => oldEndsOn !== null && oldEndsOn >= on),
        );
        expect(bindingVersion(named(known), sent, on)).toBe(counting.at(-1) ?? null);
        expect(standingOn(named(known), sent, on)).toBe(counting.length > 0 ? 'signed' : 'unsigned');
      }),
    );
  });

  it('never comes back by itself: what is closed stays closed until somebody signs', () => {
    fc.assert(
      fc.property(sentVersions, signedSome, day, day, (sent, signed, a, b) => {
        const [early, late] = [a, b].toSorted() as [string, string];
        if (standingOn(named(signed), sent, early) === 'unsigned')
          expect(standingOn(named(signed), sent, late)).toBe('unsigned');
      }),
    );
  });

  it('is never worse for one signature more, and the newest version always counts', () => {
    fc.assert(
      fc.property(sentVersions, signedSome, day, (sent, signed, on) => {
        expect(countsOn(sent.length, sent, on)).toBe(true);
        expect(standingOn(named([...signed, sent.length]), sent, on)).toBe('signed');
      }),
    );
  });
});
