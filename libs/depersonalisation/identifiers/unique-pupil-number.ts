import type { Detector } from './detector.js';

const UPN = /(?<![a-z\d])([a-hj-np-rt-z])(\d{11})([\da-hj-np-rt-z])(?![a-z\d])/gi;
const CHECK_LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';

/** Unique pupil numbers: the first letter checks the other twelve places by modulus 23 (the last is a letter when temporary). */
export const uniquePupilNumber: Detector = {
  kind: 'unique-pupil-number',
  finds(text) {
    for (const [, letter, digits, last] of text.matchAll(UPN)) {
      const lastValue = /\d/.test(last!) ? Number(last) : CHECK_LETTERS.indexOf(last!.toUpperCase());
      const sum = Array.from(digits!).reduce((total, digit, i) => total + Number(digit) * (i + 2), lastValue * 13);
      if (CHECK_LETTERS[sum % 23] === letter!.toUpperCase()) return true;
    }
    return false;
  },
};
