import type { Detector } from './detector.js';
import { eachMatch, isNear, trimmed } from './patterns.js';

const CURRENT = /(?<![a-z\d])[a-hj-pr-y]{2}(?:0[2-9]|[12]\d|5[1-9]|[67]\d)[ -]?[a-hj-pr-z]{3}(?![a-z\d])/gi;
const OLDER =
  /(?<![a-z\d])(?:[a-hj-npr-tv-y]\d{1,3} ?[a-hj-pr-z]{3}|[a-hj-pr-z]{3} ?\d{1,3}[a-hj-npr-tv-y])(?![a-z\d])/gi;
const CONTEXT =
  /(?<![a-z])(?:vrm|vrn|vehicles?|registration|reg|index|number ?plate|plate|car|van|lorry|moped)(?![a-z])/i;

/** A cell that holds nothing else, in capitals, and has the space or enough characters to tell it from a short code. */
const isWholeCell = (text: string, start: number, end: number): boolean => {
  const cell = trimmed(text);
  const number = text.slice(start, end);
  const isClear = number.includes(' ') || number.length > 5;
  return cell.start === start && cell.end === end && isClear && number === number.toUpperCase();
};

/**
 * Vehicle registrations. The styles before 2001 look like road numbers ("A27 The Avenue"), so they count only where they fill
 * the cell, or the text near by or the column speaks of a vehicle.
 */
export const vehicleRegistration: Detector = {
  kind: 'vehicle-registration',
  digits: 1,
  find(search, found) {
    const { text } = search;
    const { figuresAfterLetters, lettersAfterFigures } = search.features;
    if (figuresAfterLetters + lettersAfterFigures === 0) return;
    if (figuresAfterLetters > 0)
      eachMatch(CURRENT, text, ({ 0: number, index }) => found(index, index + number.length));
    eachMatch(OLDER, text, ({ 0: number, index }) => {
      const end = index + number.length;
      if (isWholeCell(text, index, end) || isNear(search, index, end, CONTEXT)) found(index, end);
    });
  },
};
