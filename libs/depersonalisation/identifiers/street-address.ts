import { CUE } from './cues.js';
import type { Detector, Search } from './detector.js';
import { eachMatch, trimmed } from './patterns.js';

const FLAT =
  /\b(?:flat|apartment|apt|maisonette|bedsit)(?: (?:no|number))?[ .#]{0,2}\d{1,4}[a-z]?\b(?! ?(?:hours?|hrs?|mins?|minutes?|days?|weeks?|tyres?|screens?|%))/gi;
const NUMBER_OF_HOUSE = /\b(?:house|door) (?:no|num|number)[ .:#]{0,3}\d{1,4}[a-z]?\b/gi;
const NUMBER_BEFORE_WORD = /(?<![\w.,£$:/-])\d{1,4}[a-z]?(?:[/-]\d{1,4}[a-z]?)?,? (?=[a-z])/gi;
const WORD = /[a-z][a-z'’.-]{0,19}(?![a-z])/iy;
const ADDRESS_COLUMN = /\b(?:address|street|house|building|flat|property) ?(?:line ?\d?|no|number|name)?\b/;
const NUMBERED_CELL = /^(?:.{0,60}, ?)?\d{1,4}[a-z]?(?:[/-]\d{1,4}[a-z]?)? [a-z]/i;
const HOUSE_NUMBER_COLUMN = /\b(?:house|building|flat|door|property) ?(?:no|num|number)\b/;
const HOUSE_NUMBER = /^\d{1,4}[a-z]?$/i;

/** Most words between the number and the word for a street. */
const MOST_WORDS = 4;

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const STREETS = words('street road rd avenue ave lane ln close drive crescent cres terrace grove mews boulevard');
/** Words for streets that are ordinary words too, so they count only where every word has a capital. */
const STREETS_IN_CAPITALS = words(
  'st dr way place court gardens gdns hill square sq walk rise row view park green parade quay wharf gate vale croft',
);
const NOT_A_STREET = words(
  'a an and are as at away bikes bus by car cars cats children crews cyclists deaths dogs down engines entrances feet females fires ' +
    'access for from ft hours hrs in incidents injured into is junctions km lane lanes m male males man men meters metres miles min mins ' +
    'minutes near of off officers on onto or other out over pedestrians people per persons pumps shops storey to up vehicles via was way ' +
    'were with woman women yards year years youths',
);
const COUNTED_BEFORE =
  /\b(?:junction|jct|bus|route|exit|platform|day|week|level|stage|zone|section|page|code|class|grade|act)\s{0,2}$/i;

/** Where the street that begins at `from` ends, or -1 when no street is named there. */
function endOfStreet({ text, features }: Search, from: number): number {
  let at = from;
  let hasCapitals = !features.isCaseless;
  for (let count = 0; count <= MOST_WORDS; count++) {
    WORD.lastIndex = at;
    const [written] = WORD.exec(text) ?? [''];
    const word = written.toLowerCase().replace(/\.$/, '');
    const end = at + written.length - (written.endsWith('.') ? 1 : 0);
    hasCapitals &&= written !== '' && written[0] !== word[0];
    if (count > 0 && (STREETS.has(word) || (hasCapitals && STREETS_IN_CAPITALS.has(word)))) return end;
    if (word === '' || NOT_A_STREET.has(word)) return -1;
    at += written.length;
    if (text[at] !== ' ') return -1;
    at += 1;
  }
  return -1;
}

/** Numbers of houses with their street ("14 Acacia Avenue") and of flats ("Flat 2"). A street alone tells nobody's home. */
export const streetAddress: Detector = {
  kind: 'street-address',
  column: ADDRESS_COLUMN,
  digits: 1,
  find(search, found) {
    const { text, column, columnHolds } = search;
    const { cues } = search.features;
    for (const pattern of (cues & CUE.home) === 0 ? [] : [FLAT, NUMBER_OF_HOUSE]) {
      eachMatch(pattern, text, ({ 0: number, index }) => found(index, index + number.length));
    }
    eachMatch(NUMBER_BEFORE_WORD, text, ({ 0: number, index }) => {
      const end = endOfStreet(search, index + number.length);
      if (end > 0 && !COUNTED_BEFORE.test(text.slice(Math.max(0, index - 12), index))) found(index, end);
    });
    if (!columnHolds.has('street-address')) return;
    const { start, end } = trimmed(text);
    if (end - start > 200) return;
    const cell = text.slice(start, end);
    if (NUMBERED_CELL.test(cell) || (HOUSE_NUMBER_COLUMN.test(column) && HOUSE_NUMBER.test(cell))) found(start, end);
  },
};
