import type { Detector } from './detector.js';
import { hasModulus11Check } from './modulus-11.js';
import { eachMatch, figuresOf, isNear } from './patterns.js';

const GROUPED = /(?<![\w.-])\d{3}([ -])\d{3}\1\d{4}(?![\w-])/g;
const BARE = /(?<![\d.,-])\d{10}(?![\d-]|[.,]\d)/g;
const CONTEXT = /(?<![a-z])nhs(?:n|no|number)?(?![a-z])/i;

/**
 * One number in eleven passes the check digit by chance, so ten bare digits count only where the text near by or the column
 * speaks of the NHS; in groups of 3, 3 and 4 the check digit is enough.
 */
export const nhsNumber: Detector = {
  kind: 'nhs-number',
  digits: 10,
  find(search, found) {
    eachMatch(GROUPED, search.text, ({ 0: number, index }) => {
      if (hasModulus11Check(figuresOf(number))) found(index, index + number.length);
    });
    eachMatch(BARE, search.text, ({ 0: number, index }) => {
      const end = index + number.length;
      if (hasModulus11Check(number) && isNear(search, index, end, CONTEXT)) found(index, end);
    });
  },
};
