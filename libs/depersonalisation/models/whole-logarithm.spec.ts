import { expect, it } from '@jest/globals';
import { lnOfWhole } from './whole-logarithm.js';

it('is correctly rounded where engines differ', () => {
  // From tables with 40 places.
  expect([1, 2, 3, 6, 10].map(lnOfWhole)).toEqual([
    0, 0.6931471805599453, 1.0986122886681098, 1.791759469228055, 2.302585092994046,
  ]);
});

it('is never more than one bit away from Math.log', () => {
  for (let number = 1; number < 200_000; number = Math.ceil(number * 1.01)) {
    expect(Math.abs(lnOfWhole(number) - Math.log(number))).toBeLessThanOrEqual(Math.log(number) * 2 ** -51);
  }
});
