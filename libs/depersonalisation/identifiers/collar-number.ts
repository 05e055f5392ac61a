import { CUE } from './cues.js';
import type { Detector } from './detector.js';
import { eachMatch, trimmed } from './patterns.js';

const RANKED =
  /(?<![\w.])(?:PCSO|pcso|WPC|wpc|PC|Pc|pc|WDC|DC|DS|DI|DCI|PS|SC|Sgt|SGT|sgt|Insp|INSP|Constable|Sergeant)[ .:]{0,2}\d{3,5}(?!\w|[.,]\d|%)/g;
const NAMED =
  /\b(?:collar|shoulder|epaulette|warrant)(?: ?(?:card ?)?(?:no|num(?:ber)?))?[ .:#]{0,4}[a-z]{0,2}\d{2,6}(?!\w)/gi;
const COLUMN = /\b(?:collar|shoulder|epaulette|warrant) ?(?:no|num|number)?\b/;
const WHOLE_CELL = /^[a-z]{0,2}\d{2,6}$/i;

/** Numbers of single officers, beside a rank or the word. */
export const collarNumber: Detector = {
  kind: 'collar-number',
  column: COLUMN,
  digits: 2,
  find({ text, columnHolds, features }, found) {
    for (const pattern of (features.cues & CUE.collar) === 0 ? [] : [RANKED, NAMED]) {
      eachMatch(pattern, text, ({ 0: number, index }) => found(index, index + number.length));
    }
    if (!columnHolds.has('collar-number')) return;
    const { start, end } = trimmed(text);
    if (WHOLE_CELL.test(text.slice(start, end))) found(start, end);
  },
};
