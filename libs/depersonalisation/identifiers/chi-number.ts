import type { Detector } from './detector.js';
import { hasModulus11Check } from './modulus-11.js';
import { eachMatch, figuresOf, isNear } from './patterns.js';

const CHI = /(?<![\d.,-])(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2} ?\d{4}(?![\d-]|[.,]\d)/g;
const CONTEXT = /(?<![a-z])(?:chi(?:no)?|community health index)(?![a-z])/i;

/** Community health index numbers of Scotland: they begin with the date of birth, and count only beside their name. */
export const chiNumber: Detector = {
  kind: 'chi-number',
  digits: 10,
  find(search, found) {
    eachMatch(CHI, search.text, ({ 0: number, index }) => {
      const end = index + number.length;
      if (hasModulus11Check(figuresOf(number)) && isNear(search, index, end, CONTEXT)) found(index, end);
    });
  },
};
