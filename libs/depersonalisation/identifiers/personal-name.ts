import type { Detector, Found, Search } from './detector.js';
import { HASH_START, nextHash, TRIGGERS, WORD_IS } from './name-gazetteer.js';
import { trimmed } from './patterns.js';
import { isInnerApostrophe, isLetter, textBefore, wordAfter, wordAt, type Word } from './words.js';

const { given, surname, title, titleInCapitals, role, link, place, notName, ambiguous, namesPlaces, common } = WORD_IS;
const KNOWN = given | surname;

/** Columns that hold names of people, whatever stands in them. */
const NAME_COLUMN =
  /\b(?:(?:first|last|given|family|middle|full|maiden|birth|known) ?names?|forenames?|surnames?|alias(?:es)?|nickname|(?:victim|suspect|offender|person|patient|pupil|student|officer|caller|driver|customer|client|tenant|resident|witness|complainant|informant|employee|staff|parent|child|carer|contact|owner)(?: s)? (?:full )?name)\b/;
const NO_NAME =
  /^(?:n\/?a|nil|none|null|unknown|not (?:known|stated|given|recorded|applicable)|withheld|anonymous|redacted|various)$/i;
const LONGEST_NAME_CELL = 80;
const MOST_FOLLOWING = 3;

const is = (word: Word | null, kinds: number): boolean => word !== null && (word.kinds & kinds) !== 0;

/** A word that can be part of a name: a known one, or one that is nothing else. */
const canName = (word: Word): boolean => is(word, KNOWN) || !is(word, place | notName | title | role | link);

/** "On or near Bradley Green", "at Jane Wood": after these words it is a place. */
const PLACED = /(?:^|[^a-z])(?:near|at|in|on|off|of|towards|behind|opposite|outside) $/i;

/** A given name that is common for people and not for places: "Jane Hill" is somebody, "Victoria Hill" is not. */
const isPerson = (search: Search, first: Word): boolean =>
  is(first, common) && !is(first, namesPlaces | ambiguous) && !PLACED.test(textBefore(search, first.start));

/** Looks at words to follow: those of a name, as far as they go on, from `first`. Null when a place is called after it. */
function nameFrom(search: Search, first: Word): { words: number; end: number; isKnown: boolean } | null {
  let last = first;
  let words = 1;
  let isKnown = is(first, KNOWN);
  for (let next = wordAfter(search, first); next; next = wordAfter(search, next)) {
    const isInitial = next.end - next.start === 1 && next.isCapital;
    if (words > MOST_FOLLOWING || !next.isCapital) break;
    if (is(next, place)) {
      const isFamilyName = is(next, surname) && isPerson(search, first) && !is(wordAfter(search, next), place);
      if (!isFamilyName) return null;
    } else if (!isInitial && !canName(next)) break;
    words += 1;
    isKnown ||= is(next, KNOWN);
    last = next;
  }
  return { words, end: last.end, isKnown };
}

/** In a text without the difference of capitals: the name begun by `first` goes on with one more word that can name. */
function endWithoutCapitals(search: Search, first: Word): number {
  const next = wordAfter(search, first);
  return next && canName(next) && next.end - next.start > 1 ? next.end : first.end;
}

/** "Mr Smith", "Dr. Jane Smith", "PC Jones". */
function afterTitle(search: Search, word: Word, found: Found): number {
  const first = wordAfter(search, word);
  if (!first || first.end - first.start < 2) return word.end;
  const needsCapitals = is(word, titleInCapitals);
  if (search.features.isCaseless || !first.isCapital) {
    const isSure = needsCapitals ? is(first, surname) && search.features.isCaseless : canName(first);
    if (!isSure) return word.end;
    if (!search.features.isCaseless && !is(first, KNOWN) && !/^mrs?$/i.test(search.text.slice(word.start, word.end)))
      return word.end;
    const next = wordAfter(search, first);
    const end = next && is(next, surname) && !is(next, notName | place) ? next.end : first.end;
    found(first.start, end);
    return end;
  }
  if ((needsCapitals && !word.isCapital) || !canName(first) || (is(first, place) && !is(first, surname)))
    return word.end;
  // "Acacia Dr London": a drive, not a doctor.
  const isDoctor = /^dr$/i.test(search.text.slice(word.start, word.end));
  if (isDoctor && /[A-Z][a-z’'-]{1,24} $/.test(textBefore(search, word.start))) return word.end;
  const name = nameFrom(search, first);
  if (!name) return word.end;
  found(first.start, name.end);
  return name.end;
}

/** "victim Jane Doe", "suspect named Doe", "call from Mike". */
function afterRole(search: Search, word: Word, found: Found): number {
  const { text } = search;
  let at = word.end;
  let isIntroduced = !word.isCapital;
  for (let marks = 0; marks < 3 && /^[ :;,("'-]$/.test(text[at] ?? ''); marks++, at++)
    isIntroduced ||= text[at] === ':';
  let first = wordAt(search, at);
  for (let links = 0; links < 2 && first && is(first, link) && !is(first, KNOWN); links++) {
    isIntroduced = true;
    at = first.end;
    while (at < first.end + 2 && /^[ :]$/.test(text[at] ?? '')) at++;
    first = wordAt(search, at);
  }
  if (!first || first.end - first.start < 2 || is(first, title | role)) return word.end;
  const isClearGivenName = is(first, given) && !is(first, ambiguous | notName | place);
  if (search.features.isCaseless || !first.isCapital) {
    if (!isClearGivenName || is(wordAfter(search, first), place)) return word.end;
    const next = wordAfter(search, first);
    const end = search.features.isCaseless
      ? endWithoutCapitals(search, first)
      : next && is(next, surname)
        ? next.end
        : first.end;
    found(first.start, end);
    return end;
  }
  if (!canName(first) || is(first, notName) || (is(first, place) && !is(first, surname))) return word.end;
  const name = nameFrom(search, first);
  if (!name) return word.end;
  const isName = name.words > 1 ? name.isKnown || isIntroduced : is(first, KNOWN) && !is(first, ambiguous | place);
  if (!isName) return word.end;
  found(first.start, name.end);
  return name.end;
}

/** "Jane Doe" with a given name that is known; "DOE, Jane" with both known. */
function afterGivenName(search: Search, word: Word, found: Found): number {
  const before = textBefore(search, word.start);
  const family = /(?:^|[^\p{L}'’-])(\p{L}[\p{L}'’-]{1,20}), $/u.exec(before)?.[1];
  if (family && (search.features.isCaseless || word.isCapital) && (search.names.kindsOf(family) & surname) !== 0) {
    found(word.start - 2 - family.length, word.end);
    return word.end;
  }
  if (/(?:^|[^a-z])(?:st|saint|the)\.? $/i.test(before)) return word.end;
  const second = wordAfter(search, word);
  if (!second) return word.end;
  if (search.features.isCaseless || !word.isCapital) {
    const isSure = is(second, surname) && !is(second, place | notName) && !is(word, ambiguous | notName | place);
    if (!isSure || is(wordAfter(search, second), place)) return word.end;
    found(word.start, second.end);
    return second.end;
  }
  const name = nameFrom(search, word);
  if (!name || name.words < 2) return word.end;
  const standsAlone = is(word, common) && !is(word, ambiguous | notName);
  if (!standsAlone && !is(second, surname)) return word.end;
  found(word.start, name.end);
  return name.end;
}

/** Judges a word that may begin or introduce a name. Returns where to read on. */
function judge(search: Search, start: number, found: Found): number {
  const word = wordAt(search, start);
  if (!word || !is(word, TRIGGERS)) return 0;
  let end = word.end;
  if (is(word, title)) end = afterTitle(search, word, found);
  if (end === word.end && is(word, role)) end = afterRole(search, word, found);
  if (end === word.end && is(word, given)) end = afterGivenName(search, word, found);
  return end;
}

/**
 * Names of people, by what stands beside them: a title, what somebody is, a given name that is known, or the column. A name
 * that nothing introduces and no list holds is not found: free text is therefore withheld, and not only searched.
 */
export const personalName: Detector = {
  kind: 'personal-name',
  column: NAME_COLUMN,
  digits: 0,
  find(search, found) {
    const { text, names } = search;
    if (search.columnHolds.has('personal-name')) {
      const { start, end } = trimmed(text);
      const cell = text.slice(start, Math.min(end, start + LONGEST_NAME_CELL + 1));
      if (cell.length <= LONGEST_NAME_CELL && /\p{L}/u.test(cell) && !NO_NAME.test(cell)) return found(start, end);
    }
    if (!search.features.mayName) return;
    for (let at = 0; at < text.length;) {
      const start = at;
      let hash = HASH_START;
      let isAscii = true;
      for (; at < text.length; at++) {
        const code = text.charCodeAt(at);
        if (isLetter(code)) {
          hash = nextHash(hash, code | 32);
          isAscii &&= code < 128;
        } else if (at === start || !isInnerApostrophe(text, at)) break;
      }
      if (at === start) at++;
      else if (!isAscii || names.mayTrigger(hash)) at = Math.max(at, judge(search, start, found));
    }
  },
};
