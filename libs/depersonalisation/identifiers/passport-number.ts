import type { Detector } from './detector.js';
import { eachMatch, isNear } from './patterns.js';

const LETTERED = /(?<![a-z\d])[a-z]{2}\d{7}(?![a-z\d])/gi;
const FIGURES = /(?<![\w.,/-])\d{9}(?![\w/-]|[.,]\d)/g;
const CONTEXT = /(?<![a-z])passports?(?![a-z])/i;

/** Passport numbers: two letters and seven figures anywhere; nine figures only beside the word. */
export const passportNumber: Detector = {
  kind: 'passport-number',
  digits: 7,
  find(search, found) {
    const { text } = search;
    const { digits, figuresAfterLetters } = search.features;
    if (figuresAfterLetters > 0)
      eachMatch(LETTERED, text, ({ 0: number, index }) => found(index, index + number.length));
    if (digits < 9) return;
    eachMatch(FIGURES, text, ({ 0: number, index }) => {
      if (isNear(search, index, index + number.length, CONTEXT)) found(index, index + number.length);
    });
  },
};
