import { CUE } from './cues.js';
import type { Detector } from './detector.js';
import { eachMatch, isNear } from './patterns.js';

// Police force 44 (Hampshire and Isle of Wight), year, seven figures; and the style number/year of other forces.
const FORCE_STYLE = /(?<![\w.-])44\d{9}(?![\w.]\d|\w)|(?<![\w./-])\d{6,7}\/\d{2}(?![\w/])/g;
const DISPATCH = /\bcad[ :#/.-]{0,3}(?:no|number|ref)?[ :#/.-]{0,3}\d{1,7}\b/gi;
const NAMED =
  /\b(?:crime|incident|occurrence|log)[ _]?(?:ref(?:erence)?|no|num(?:ber)?|id|#)[ .:#]{0,4}[a-z/-]{0,6}\d{4,15}/gi;
const ELEVEN_DIGITS = /(?<![\w.])\d{11}(?!\w)/g;
const CONTEXT = /crime|incident|occurrence|reference|\bref\b/i;

/** References of single crimes and incidents, dispatch (CAD) numbers included. */
export const crimeReference: Detector = {
  kind: 'crime-reference',
  digits: 1,
  find(search, found) {
    const { text } = search;
    const { digits, cues } = search.features;
    const all = (pattern: RegExp) =>
      eachMatch(pattern, text, ({ 0: reference, index }) => found(index, index + reference.length));
    if ((cues & CUE.crime) !== 0) {
      all(DISPATCH);
      all(NAMED);
    }
    if (digits >= 8) all(FORCE_STYLE);
    if (digits < 11) return;
    eachMatch(ELEVEN_DIGITS, text, ({ 0: reference, index }) => {
      const end = index + reference.length;
      if (isNear(search, index, end, CONTEXT)) found(index, end);
    });
  },
};
