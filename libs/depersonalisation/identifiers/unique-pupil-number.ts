import type { Detector } from './detector.js';
import { eachMatch } from './patterns.js';

const UPN = /(?<![a-z\d])([a-hj-np-rt-z])(\d{11})([\da-hj-np-rt-z])(?![a-z\d])/gi;
const CHECK_LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';

function hasCheckLetter(letter: string, digits: string, last: string): boolean {
  const lastValue = last >= '0' && last <= '9' ? Number(last) : CHECK_LETTERS.indexOf(last.toUpperCase());
  let sum = lastValue * 13;
  for (let i = 0; i < digits.length; i++) sum += (digits.charCodeAt(i) - 48) * (i + 2);
  return CHECK_LETTERS[sum % 23] === letter.toUpperCase();
}

/** Unique pupil numbers: the first letter checks the other twelve places by modulus 23 (the last is a letter when temporary). */
export const uniquePupilNumber: Detector = {
  kind: 'unique-pupil-number',
  digits: 11,
  find({ text, features }, found) {
    if (features.figuresAfterLetters === 0) return;
    eachMatch(UPN, text, ({ 0: number, 1: letter, 2: digits, 3: last, index }) => {
      if (hasCheckLetter(letter!, digits!, last!)) found(index, index + number.length);
    });
  },
};
