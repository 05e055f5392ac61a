import type { Detector } from './detector.js';
import { eachMatch } from './patterns.js';

const POSTCODE =
  /(?<![a-z\d])(?:gir ?0aa|(?:[a-pr-uwyz]\d{1,2}|[a-pr-uwyz][a-hk-y]\d[\dabehmnprv-y]?|[a-pr-uwyz]\d[a-hjkps-uw]) {0,2}\d[abd-hjlnp-uw-z]{2})(?![a-z\d])/gi;
const ORDINAL = /\d(?:st|nd|rd|th)$/;

/** Full postcodes. The outward part alone ("SO14") is not one. */
export const postcode: Detector = {
  kind: 'postcode',
  digits: 1,
  find({ text }, found) {
    eachMatch(POSTCODE, text, ({ 0: code, index }) => {
      if (!ORDINAL.test(code)) found(index, index + code.length);
    });
  },
};
