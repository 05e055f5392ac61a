import type { Search } from './detector.js';
import { HASH_START, nextHash, type NameGazetteer } from './name-gazetteer.js';

/** A word where it stands in a text, and what it may be (bits of WORD_IS). */
export interface Word {
  start: number;
  end: number;
  kinds: number;
  isCapital: boolean;
}

const LETTER = 1;
const APOSTROPHE = 2;
const CLASSES = new Uint8Array(128);
for (let code = 65; code <= 90; code++) CLASSES[code] = CLASSES[code + 32] = LETTER;
CLASSES[0x27] = APOSTROPHE;
const RIGHT_QUOTE = 0x2019;
const SLASH = 0x2f;
const APOSTROPHES = ['’', "'"];
/** Longer runs of letters are no words; the limit keeps every look ahead short. */
const LONGEST_WORD = 40;

/** Letters of every script; what is not ASCII and not a sign of punctuation is taken for one. */
export const isLetter = (code: number): boolean =>
  code < 128 ? CLASSES[code] === LETTER : code >= 0xc0 && (code < 0x2000 || code > 0x2bff);

/** An apostrophe inside a word, but not the one of "Smith's". */
export function isInnerApostrophe(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code !== RIGHT_QUOTE && (code > 127 || CLASSES[code] !== APOSTROPHE)) return false;
  if (!isLetter(text.charCodeAt(at + 1))) return false;
  const isPossessive = (text.charCodeAt(at + 1) | 32) === 0x73 && !isLetter(text.charCodeAt(at + 2));
  return !isPossessive;
}

/**
 * Tells whether bytes of ASCII hold a word that may begin or introduce a name, or a mark of three words for a place. Much
 * faster than the search itself, and never false where that would find something.
 */
export function mayHoldName(bytes: Uint8Array, start: number, end: number, names: NameGazetteer): boolean {
  let hash = HASH_START;
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    const kind = CLASSES[byte];
    if (kind === LETTER) hash = nextHash(hash, byte | 32);
    else if (byte === SLASH || kind === APOSTROPHE) return true;
    else {
      if (hash !== HASH_START && names.mayTrigger(hash)) return true;
      hash = HASH_START;
    }
  }
  return hash !== HASH_START && names.mayTrigger(hash);
}

/** The word that begins at `start`, or null when there is none. */
export function wordAt(search: Search, start: number): Word | null {
  const { text, names } = search;
  let end = start;
  const limit = Math.min(text.length, start + LONGEST_WORD);
  while (end < limit && (isLetter(text.charCodeAt(end)) || (end > start && isInnerApostrophe(text, end)))) end++;
  if (end === start || isLetter(text.charCodeAt(end))) return null;
  const written = text.slice(start, end);
  return { start, end, kinds: names.kindsOf(written), isCapital: written[0] !== written[0]!.toLowerCase() };
}

/** The word after another, across one space or hyphen (and the full stop of an initial or a title, or the s of "George's Road"). */
export function wordAfter(search: Search, { end }: Word): Word | null {
  const { text } = search;
  let at = end;
  if (APOSTROPHES.includes(text[at]!) && (text.charCodeAt(at + 1) | 32) === 0x73) at += 2;
  if (text[at] === '.') at += 1;
  if (text[at] === ' ' || text[at] === '-') at += 1;
  return at === end ? null : wordAt(search, at);
}

/** The word before a place, across spaces, its mark of punctuation included ("St." for "St. James"). */
export const textBefore = ({ text }: Search, at: number): string => text.slice(Math.max(0, at - 24), at);
