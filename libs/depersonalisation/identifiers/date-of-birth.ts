import { CUE } from './cues.js';
import type { Detector } from './detector.js';
import { eachMatch, isNear } from './patterns.js';

const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const MONTHS =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const YEAR = '(?:19|20)\\d\\d(?!\\d)';
const NUMERIC = new RegExp(`(?<![\\d/.-])${DAY}([/.-])(?:0?[1-9]|1[0-2])\\1(?:(?:19|20)\\d\\d|\\d\\d)(?![\\d/-])`, 'g');
const WORDED = new RegExp(
  `(?<!\\d)${DAY}(?:st|nd|rd|th)?(?: of)?[ -]${MONTHS}[ ,-]{1,2}${YEAR}|\\b${MONTHS} ${DAY}(?:st|nd|rd|th)?[ ,]{1,2}${YEAR}`,
  'gi',
);
const ISO = /(?<!\d)(?:19|20)\d\d([-/])(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])(?!\d)/g;
const RUN_TOGETHER =
  /(?<![\w.,-])(?:(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:(?:19|20)\d\d|\d\d)|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?![\w-])/g;
const CONTEXT = /(?<![a-z])(?:dob|d\.o\.b|birth|birthday|birthdate|born)(?![a-z])/i;

/**
 * Full dates in the British order, in a cell that is not a declared date. A date in the order year, month, day is how systems
 * write any date, and six or eight figures may be anything, so they count only where the text near by or the column speaks of
 * birth.
 */
export const dateOfBirth: Detector = {
  kind: 'date-of-birth',
  column: CONTEXT,
  digits: 4,
  find(search, found) {
    const { columnHolds } = search;
    const { cues } = search.features;
    for (const pattern of (cues & CUE.month) === 0 ? [NUMERIC] : [NUMERIC, WORDED]) {
      eachMatch(pattern, search.text, ({ 0: date, index }) => found(index, index + date.length));
    }
    if ((cues & CUE.birth) === 0 && !columnHolds.has('date-of-birth')) return;
    for (const pattern of [ISO, RUN_TOGETHER]) {
      eachMatch(pattern, search.text, ({ 0: date, index }) => {
        const end = index + date.length;
        if (isNear(search, index, end, CONTEXT)) found(index, end);
      });
    }
  },
};
