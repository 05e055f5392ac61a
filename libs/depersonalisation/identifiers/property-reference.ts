import { CUE } from './cues.js';
import type { Detector } from './detector.js';
import { eachMatch, trimmed } from './patterns.js';

const NAMED = /\b(?:uprn|unique property reference(?: number)?)\b[^\d\n]{0,12}(\d{6,12})(?!\d)/gi;
const COLUMN = /\b(?:uprn|unique property reference)\b/;
const WHOLE_CELL = /^\d{6,12}(?:\.0)?$/;

/** Unique property reference numbers, each of which is one address; they have no check and count only beside their name. */
export const propertyReference: Detector = {
  kind: 'property-reference',
  column: COLUMN,
  digits: 6,
  find({ text, columnHolds, features }, found) {
    if ((features.cues & CUE.property) !== 0)
      eachMatch(NAMED, text, ({ 0: all, 1: number, index }) => {
        const end = index + all.length;
        found(end - number!.length, end);
      });
    if (!columnHolds.has('property-reference')) return;
    const { start, end } = trimmed(text);
    if (WHOLE_CELL.test(text.slice(start, end))) found(start, end);
  },
};
