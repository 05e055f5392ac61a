import { describe, expect, it } from '@jest/globals';
import { waitAfterFailures } from './guessing.js';

const failedAt = new Date('2026-11-20T10:00:00Z');
const later = (seconds: number) => new Date(failedAt.getTime() + seconds * 1000);

describe('waitAfterFailures: guessing is slowed, nobody is locked out (ISA-26)', () => {
  it('lets five wrong passwords pass', () => expect(waitAfterFailures(4, failedAt, failedAt)).toBe(0));
  it('doubles from the fifth on', () => {
    expect([5, 6, 8].map((failures) => waitAfterFailures(failures, failedAt, failedAt))).toEqual([1, 2, 8]);
  });
  it('never waits longer than five minutes', () => expect(waitAfterFailures(60, failedAt, failedAt)).toBe(300));
  it('counts down', () => {
    expect(waitAfterFailures(8, failedAt, later(5))).toBe(3);
    expect(waitAfterFailures(8, failedAt, later(9))).toBe(0);
  });
  it('is patient with a network that many share', () => {
    expect(waitAfterFailures(29, failedAt, failedAt, 30)).toBe(0);
    expect(waitAfterFailures(30, failedAt, failedAt, 30)).toBe(1);
  });
});
