import { describe, expect, it } from '@jest/globals';
import { ATTEMPTS_MAX, WEBHOOK_FAILURES_MAX, waitSeconds } from './delivery.js';

const hoursUntilAfter = (failures: number): number =>
  Array.from({ length: failures }, (_, at) => waitSeconds(at + 1)).reduce((sum, seconds) => sum + seconds, 0) / 3600;

describe('waiting after a failure', () => {
  it('doubles from half a minute to an hour', () => {
    expect([1, 2, 3, 7, 8, 1000].map(waitSeconds)).toEqual([30, 60, 120, 1920, 3600, 3600]);
  });

  it('bridges a mail server that is away for three days, and a webhook that is away for a night', () => {
    expect(hoursUntilAfter(ATTEMPTS_MAX - 1)).toBeGreaterThan(70);
    expect(hoursUntilAfter(WEBHOOK_FAILURES_MAX - 1)).toBeGreaterThan(12);
  });
});
