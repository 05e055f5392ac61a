import type { Detector } from './detector.js';
import { eachMatch, figuresOf } from './patterns.js';

const CARD = /(?<![\w.,-])(?:\d{4}([ -])\d{4}\1\d{4}\1\d{4}|\d{4}([ -])\d{6}\2\d{4,5}|\d{14,19})(?![\w-]|[.,]\d)/g;

/** First figures of the cards in use, and how long their numbers are. */
const ISSUERS: readonly [pattern: RegExp, lengths: readonly number[]][] = [
  [/^4/, [16, 19]],
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
  [/^3[47]/, [15]],
  [/^(?:30[0-5]|3[689])/, [14]],
  [/^(?:6011|64[4-9]|65|62)/, [16, 19]],
  [/^35(?:2[89]|[3-8])/, [16]],
  [/^(?:50[1-3]|5612|5893|6304|676[1-3]|6759|6767)/, [16, 18, 19]],
  [/^1/, [15]],
];

/** Luhn's check: every second figure from the right doubled, the sum of all figures a multiple of ten. */
function hasLuhnCheck(figures: string): boolean {
  let sum = 0;
  for (let i = figures.length - 1, isDoubled = false; i >= 0; i--, isDoubled = !isDoubled) {
    const figure = figures.charCodeAt(i) - 48;
    sum += isDoubled ? figure * 2 - (figure > 4 ? 9 : 0) : figure;
  }
  return sum % 10 === 0;
}

/** Numbers of payment cards: first figures and length of an issuer, and Luhn's check. */
export const paymentCard: Detector = {
  kind: 'payment-card',
  digits: 14,
  find({ text }, found) {
    eachMatch(CARD, text, ({ 0: number, index }) => {
      const figures = figuresOf(number);
      if (!hasLuhnCheck(figures)) return;
      if (ISSUERS.some(([first, lengths]) => lengths.includes(figures.length) && first.test(figures)))
        found(index, index + number.length);
    });
  },
};
