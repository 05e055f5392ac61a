import type { Detector } from './detector.js';

const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const NUMERIC = new RegExp(`(?<![\\d/.-])${DAY}([/.-])(?:0?[1-9]|1[0-2])\\1(?:(?:19|20)\\d\\d|\\d\\d)(?![\\d/-])`);
const MONTHS =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const WORDED = new RegExp(`(?<!\\d)${DAY}(?:st|nd|rd|th)?[ -](?:${MONTHS})[ -,]{1,2}(?:19|20)\\d\\d(?!\\d)`, 'i');
const ISO = /(?<!\d)(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)/;
const CONTEXT = /\b(?:dob|d\.o\.b|birth|born)\b|birth/i;

/**
 * Full dates in the British order, in a cell that is not a declared date. A date in the order year, month, day is how systems
 * write any date, so it counts only where the cell or its column speaks of birth.
 */
export const dateOfBirth: Detector = {
  kind: 'date-of-birth',
  finds: (text, column) =>
    NUMERIC.test(text) ||
    WORDED.test(text) ||
    (ISO.test(text) && (CONTEXT.test(text) || CONTEXT.test(column.replaceAll('_', ' ')))),
};
