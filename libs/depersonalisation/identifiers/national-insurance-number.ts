import type { Detector } from './detector.js';

// Prefixes that are never issued: D F I Q U V in either place, O second, and BG GB KN NK NT TN ZZ.
const NINO =
  /(?<![a-z\d])(?!bg|gb|kn|nk|nt|tn|zz)[abceghj-prstw-z][abceghj-nprstw-z] ?\d{2} ?\d{2} ?\d{2} ?[a-d](?![a-z\d])/i;

/** National Insurance numbers, with or without spaces between the pairs. */
export const nationalInsuranceNumber: Detector = {
  kind: 'national-insurance-number',
  finds: (text) => NINO.test(text),
};
