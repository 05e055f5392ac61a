import type { Detector } from './detector.js';
import { eachMatch } from './patterns.js';

const POSTCODE =
  /(?<![a-z\d])(?:gir ?0aa|(?:[a-pr-uwyz]\d{1,2}|[a-pr-uwyz][a-hk-y]\d[\dabehmnprv-y]?|[a-pr-uwyz]\d[a-hjkps-uw]) {0,2}\d[abd-hjlnp-uw-z]{2})(?![a-z\d])/gi;
const ORDINAL = /(?:1st|2nd|3rd|[04-9]th)$/i;
const SMALL_AFTER_CAPITAL = /^[A-Z].{1,6}[a-z]{2}$/;
const COUNTED = /^ (?:floor|street|st|road|rd|avenue|ave|lane|close|drive|crescent|terrace|row|grove|place|way)\b/i;

/** "B3 2nd Avenue", "E1 1ST FLOOR": a road or another number before an ordinal. But "N1 7TH" is a postcode. */
const isOrdinal = (text: string, code: string, end: number): boolean =>
  ORDINAL.test(code) && (SMALL_AFTER_CAPITAL.test(code) || COUNTED.test(text.slice(end, end + 12)));

/** Full postcodes. The outward part alone ("SO14") is not one. */
export const postcode: Detector = {
  kind: 'postcode',
  digits: 1,
  find({ text, features }, found) {
    if (features.lettersAfterFigures === 0) return;
    eachMatch(POSTCODE, text, ({ 0: code, index }) => {
      const end = index + code.length;
      if (!isOrdinal(text, code, end)) found(index, end);
    });
  },
};
