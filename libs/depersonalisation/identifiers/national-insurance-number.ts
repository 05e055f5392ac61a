import type { Detector } from './detector.js';
import { eachMatch, isNear } from './patterns.js';

// Prefixes that are never issued: D F I Q U V in either place, O second, and BG GB KN NK NT TN ZZ.
const NINO =
  /(?<![a-z\d])(?!bg|gb|kn|nk|nt|tn|zz)[abceghj-prstw-z][abceghj-nprstw-z][ -]?\d{2}[ -]?\d{2}[ -]?\d{2}(?:[ -]?([a-d]))?(?![a-z\d])/gi;
const CONTEXT = /(?<![a-z])(?:nino|ni ?(?:no|number)|national insurance)(?![a-z])/i;

/** National Insurance numbers, with or without spaces between the pairs; without the last letter only beside their name. */
export const nationalInsuranceNumber: Detector = {
  kind: 'national-insurance-number',
  digits: 6,
  find(search, found) {
    eachMatch(NINO, search.text, ({ 0: number, 1: suffix, index }) => {
      const end = index + number.length;
      if (suffix || isNear(search, index, end, CONTEXT)) found(index, end);
    });
  },
};
