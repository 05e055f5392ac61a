import { COMMON_GIVEN_NAMES, COMMON_SURNAMES } from './common-names.js';
import {
  AMBIGUOUS_NAMES,
  LINKS,
  NAMES_OF_PLACES,
  NOT_NAMES,
  PLACES,
  ROLES,
  TITLES,
  TITLES_IN_CAPITALS,
} from './name-words.js';

/** What a word may be, as bits. */
export const WORD_IS = {
  given: 1,
  surname: 2,
  title: 4,
  titleInCapitals: 8,
  role: 16,
  link: 32,
  place: 64,
  notName: 128,
  ambiguous: 256,
  namesPlaces: 512,
  /** In the short list of this folder. */
  common: 1024,
} as const;

/** Kinds of words that begin a name or introduce one. */
export const TRIGGERS = WORD_IS.given | WORD_IS.title | WORD_IS.role;

const PLAIN = /^[a-z]{0,60}$/i;

/** Small letters without accents and apostrophes: "O’Brien" and "OBRIEN" are one. */
export const foldName = (name: string): string =>
  (PLAIN.test(name) ? name : name.normalize('NFD').replaceAll(/[\u0300-\u036f'’]/g, '')).toLowerCase();

/** Hash of a folded word, letter by letter, begun with HASH_START. */
export const HASH_START = 0x811c9dc5;
export const nextHash = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193);
const FILTER_BITS = 1 << 20;
const slotOf = (hash: number): number => (hash ^ (hash >>> 15)) & (FILTER_BITS - 1);

/** The words that tell names: given and family names, and what stands beside them. */
export class NameGazetteer {
  private readonly kinds = new Map<string, number>();
  /** One bit per hash of a word that may begin or introduce a name: passes over all others without making strings of them. */
  private readonly filter = new Uint8Array(FILTER_BITS / 8);

  /**
   * @param givenNames and surnames in any spelling, added to the short lists of this folder; names of several words are passed
   *   over
   */
  constructor(givenNames: Iterable<string>, surnames: Iterable<string>) {
    const { kinds } = this;
    const add = (words: Iterable<string>, kind: number) => {
      for (const word of words) {
        const folded = foldName(word.trim());
        if (folded.length > 1 && !/[\s,;]/.test(folded)) kinds.set(folded, (kinds.get(folded) ?? 0) | kind);
      }
    };
    add(givenNames, WORD_IS.given);
    add(surnames, WORD_IS.surname);
    // Registers hold nearly every word as somebody's name: what is known as another word stays that.
    for (const word of `${PLACES} ${NOT_NAMES} ${TITLES} ${ROLES}`.split(' ')) kinds.delete(word);
    add(COMMON_GIVEN_NAMES.split(' '), WORD_IS.given | WORD_IS.common);
    add(COMMON_SURNAMES.split(' '), WORD_IS.surname);
    add(TITLES.split(' '), WORD_IS.title);
    add(TITLES_IN_CAPITALS.split(' '), WORD_IS.titleInCapitals);
    add(ROLES.split(' '), WORD_IS.role);
    add(LINKS.split(' '), WORD_IS.link);
    add(PLACES.split(' '), WORD_IS.place);
    add(NOT_NAMES.split(' '), WORD_IS.notName);
    add(AMBIGUOUS_NAMES.split(' '), WORD_IS.ambiguous);
    add(NAMES_OF_PLACES.split(' '), WORD_IS.namesPlaces);
    for (const [word, kind] of kinds) {
      if ((kind & TRIGGERS) === 0) continue;
      let hash = HASH_START;
      for (let i = 0; i < word.length; i++) hash = nextHash(hash, word.charCodeAt(i));
      this.filter[slotOf(hash) >> 3]! |= 1 << (slotOf(hash) & 7);
    }
  }

  /** False when no word with this hash begins or introduces a name. */
  mayTrigger(hash: number): boolean {
    const slot = slotOf(hash);
    return (this.filter[slot >> 3]! & (1 << (slot & 7))) !== 0;
  }

  /** What a word may be: bits of WORD_IS. */
  kindsOf(word: string): number {
    const small = word.toLowerCase();
    return this.kinds.get(small) ?? (PLAIN.test(small) ? 0 : (this.kinds.get(foldName(small)) ?? 0));
  }
}

/** The short list that is looked through when no other is given. */
export const COMMON_NAMES = new NameGazetteer([], []);

/** Reads a list of names: the first cell of every line of a CSV or plain text file. */
export const readNames = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.split(',')[0]!.replaceAll('"', '').trim())
    .filter((name) => name !== '');
