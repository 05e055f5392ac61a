import type { Detector } from './detector.js';
import { eachMatch } from './patterns.js';

// Five letters of the surname filled up with 9; decade, month (50 more for women), day, year; two initials; three more.
const SURNAME = '(?:[a-z]{5}|[a-z]{4}9|[a-z]{3}99|[a-z]{2}999|[a-z]9999)';
const BIRTH = '\\d(?:[05][1-9]|[16][0-2])(?:0[1-9]|[12]\\d|3[01])\\d';
const LICENCE = new RegExp(`(?<![a-z\\d])${SURNAME} ?${BIRTH} ?[a-z][a-z9] ?[a-z\\d][a-z]{2}(?![a-z\\d])`, 'gi');

/** Driver numbers of Great Britain, which tell surname, birthday and sex. */
export const drivingLicence: Detector = {
  kind: 'driving-licence',
  digits: 6,
  find({ text, features }, found) {
    if (features.figuresAfterLetters + features.lettersAfterFigures === 0) return;
    eachMatch(LICENCE, text, ({ 0: number, index }) => found(index, index + number.length));
  },
};
