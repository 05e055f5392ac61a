import type { Detector } from './detector.js';

// Police force 44 (Hampshire and Isle of Wight), year, seven figures; and the style number/year of other forces.
const FORCE_STYLE = /(?<![\w.-])44\d{9}(?![\w.]\d|\w)|(?<![\w./-])\d{6,7}\/\d{2}(?![\w/])/;
const DISPATCH = /\bcad[ :#/.-]{0,3}(?:no|number|ref)?[ :#/.-]{0,3}\d{1,7}\b/i;
const NAMED =
  /\b(?:crime|incident|occurrence|log)[ _]?(?:ref(?:erence)?|no|num(?:ber)?|id|#)[ .:#]{0,4}[a-z/-]{0,6}\d{4,}/i;
const ELEVEN_DIGITS = /(?<![\w.])\d{11}(?!\w)/;
const CONTEXT = /crime|incident|occurrence|reference|\bref\b/i;

/** References of single crimes and incidents, dispatch (CAD) numbers included. */
export const crimeReference: Detector = {
  kind: 'crime-reference',
  finds: (text, column) =>
    FORCE_STYLE.test(text) ||
    DISPATCH.test(text) ||
    NAMED.test(text) ||
    (ELEVEN_DIGITS.test(text) && (CONTEXT.test(text) || CONTEXT.test(column))),
};
