import { CUE } from './cues.js';
import type { Detector } from './detector.js';
import { eachMatch, trimmed } from './patterns.js';

const PAIR =
  /(?<![\d.])(-?\d{1,2}\.\d{1,20})°?[ ]?[NS]?[ ,;/]{1,3}(?:lon(?:gitude)?[ :=]{0,2})?(-?\d{1,2}\.\d{1,20})(?!\.?\d)/gi;
const DEGREES = /\b(?:lat(?:itude)?|lon(?:g(?:itude)?)?)[ .:=]{1,3}(-?\d{1,3}\.\d{1,20})(?!\d)/gi;
const METRES = /\b(?:easting|northing)s?[ .:=]{1,3}(\d{5,7}(?:\.\d{1,10})?)(?!\d)/gi;
const THREE_WORDS = /(?<![\w/])\/{3}[a-z]{2,20}\.[a-z]{2,20}\.[a-z]{2,20}(?![a-z.])/gi;
const DEGREE_COLUMN = /\b(?:lat|latitude|lon|long|longitude|lng)\b/;
const COLUMN = /\b(?:lat|latitude|lon|long|longitude|lng|(?:easting|northing|osgr|x coord\w{0,6}|y coord\w{0,6})s?)\b/;
const WHOLE_CELL = /^-?\d{1,7}(?:\.\d{1,20})?$/;

const isBritish = (latitude: number, longitude: number): boolean =>
  latitude >= 49 && latitude <= 61 && longitude >= -9 && longitude <= 2.5;

/** Decimal places that may stay: one degree of latitude is about 111 km, so two places are about a kilometre. */
const placesFor = (metres: number): number => Math.max(0, Math.floor(Math.log10(112_000 / metres)));

const isFinerDegree = (number: string, metres: number): boolean =>
  (number.split('.')[1] ?? '').replace(/0{1,20}$/, '').length > placesFor(metres);
const isFinerMetre = (number: string, metres: number): boolean => metres > 0 && Number(number) % metres !== 0;

/** Coordinates that tell a finer place than allowed: pairs within the United Kingdom, and single ones beside their name. */
export const coordinates: Detector = {
  kind: 'coordinates',
  column: COLUMN,
  digits: 0,
  find({ text, column, columnHolds, placeMetres, features }, found) {
    if (placeMetres > 3 && text.includes('///'))
      eachMatch(THREE_WORDS, text, ({ 0: words, index }) => found(index, index + words.length));
    if (features.digits < 3) return;
    if (text.includes('.'))
      eachMatch(PAIR, text, ({ 0: pair, 1: first, 2: second, index }) => {
        const [a, b] = [Number(first), Number(second)];
        if (!isBritish(a, b) && !isBritish(b, a)) return;
        if (isFinerDegree(first!, placeMetres) || isFinerDegree(second!, placeMetres))
          found(index, index + pair.length);
      });
    const single = (pattern: RegExp, isFiner: (number: string, metres: number) => boolean) =>
      eachMatch(pattern, text, ({ 0: all, 1: number, index }) => {
        const end = index + all.length;
        if (isFiner(number!, placeMetres)) found(end - number!.length, end);
      });
    if ((features.cues & CUE.place) !== 0) {
      single(DEGREES, isFinerDegree);
      single(METRES, isFinerMetre);
    }
    if (!columnHolds.has('coordinates')) return;
    const { start, end } = trimmed(text);
    const cell = text.slice(start, end);
    const isFinerHere = DEGREE_COLUMN.test(column) ? isFinerDegree : isFinerMetre;
    if (WHOLE_CELL.test(cell) && isFinerHere(cell, placeMetres)) found(start, end);
  },
};
