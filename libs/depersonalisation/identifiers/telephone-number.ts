import type { Detector } from './detector.js';
import { eachMatch, figuresOf } from './patterns.js';

// National numbers begin with 01, 02, 03, 07 or 08 and have eleven digits (ten in a few old exchanges, then only when spaced).
const NATIONAL = /(?<![\w.])\(?0[1-378]\d?(?:[ ()-]{0,2}\d){8,9}(?![\w.]\d|\w)/g;
const INTERNATIONAL = /(?<![\w.])(?:\+[1-9]\d?|0044)(?:[ ()-]{0,2}\d){6,13}(?!\w)/g;
const UNMARKED = /(?<![\w.])44[1-37]\d{9}(?!\w)/g;
const DATE = /^\d\d([ -])\d\d\1(?:19|20)\d\d/;

/** Telephone numbers: those of the United Kingdom, and those of other countries when written with a plus sign. */
export const telephoneNumber: Detector = {
  kind: 'telephone-number',
  digits: 8,
  find({ text }, found) {
    eachMatch(INTERNATIONAL, text, ({ 0: number, index }) => found(index, index + number.length));
    eachMatch(UNMARKED, text, ({ 0: number, index }) => found(index, index + number.length));
    eachMatch(NATIONAL, text, ({ 0: number, index }) => {
      const digits = figuresOf(number).length;
      const isLong = digits === 11 || (digits === 10 && digits < number.length);
      if (isLong && !DATE.test(number)) found(index, index + number.length);
    });
  },
};
