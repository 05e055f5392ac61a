import type { Detector } from './detector.js';

// National numbers begin with 01, 02, 03, 07 or 08 and have eleven digits (ten in a few old exchanges, then only when spaced).
const NATIONAL = /(?<![\w.])\(?0[1-378]\d?(?:[ ()-]{0,2}\d){8,9}(?![\w.]\d|\w)/g;
const INTERNATIONAL = /(?<![\w.])(?:\+|00)44(?:[ ()-]{0,2}\d){9,11}(?!\d)/;
const UNMARKED = /(?<![\w.])44[1-37]\d{9}(?!\w)/;

/** Telephone numbers of the United Kingdom. */
export const telephoneNumber: Detector = {
  kind: 'telephone-number',
  finds(text) {
    if (INTERNATIONAL.test(text) || UNMARKED.test(text)) return true;
    for (const [found] of text.matchAll(NATIONAL)) {
      const digits = found.replaceAll(/\D/g, '');
      if (digits.length === 11 || (digits.length === 10 && digits.length < found.length)) return true;
    }
    return false;
  },
};
