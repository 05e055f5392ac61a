import type { Detector } from './detector.js';

const GROUPED = /(?<![\d-])\d{3}([ -])\d{3}\1\d{4}(?![\d-])/g;
const BARE = /(?<![\d.-])\d{10}(?![\d.-])/g;
const CONTEXT = /(?<![a-z])nhs(?:n|no|number)?(?![a-z])/i;

/** Ten digits whose last checks the others by modulus 11. */
function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < 9; i++) sum += Number(digits[i]) * (10 - i);
  const check = (11 - (sum % 11)) % 11;
  return check !== 10 && check === Number(digits[9]);
}

/**
 * One number in eleven passes the check digit by chance, so ten bare digits count only where the cell or its column speaks of
 * the NHS; in groups of 3, 3 and 4 the check digit is enough.
 */
export const nhsNumber: Detector = {
  kind: 'nhs-number',
  finds(text, column) {
    for (const [found] of text.matchAll(GROUPED)) if (hasCheckDigit(found.replaceAll(/[ -]/g, ''))) return true;
    if (!CONTEXT.test(text) && !CONTEXT.test(column)) return false;
    for (const [found] of text.matchAll(BARE)) if (hasCheckDigit(found)) return true;
    return false;
  },
};
