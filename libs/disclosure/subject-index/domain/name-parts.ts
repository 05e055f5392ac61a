/** Letters that no decomposition turns into plain ones. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Forms of address: said before a name, no part of it. */
const TITLES = new Set(
  'mr mrs ms miss mx dr prof sir lady lord dame rev fr sr jr snr jnr pc sgt cllr aka nee'.split(' '),
);

/** Small words of names that people leave out or add. */
const PARTICLES = new Set('de del da di du la le van von der den ter al el bin bint ibn ben st'.split(' '));

/** Beginnings that people write apart or together: `Mc Donald`, `O Brien`. */
const BEGINNINGS = new Set(['mc', 'mac', 'o']);

/** A subject has at most this many parts that count; a longer name is as well known by its first ones and its last. */
const PARTS_MAX = 5;

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/gu, (letter) => LETTERS[letter] ?? letter);

/**
 * A name in the parts by which it is looked for: lower case, without accents, apostrophes, titles and small words; a hyphen ends a
 * part. A name of nothing but small words keeps them.
 * @returns at most five parts, in the order in which they were written; none of a text without a letter.
 */
export function nameParts(name: string): string[] {
  const words = plain(name)
    .replace(/['’‘`ʼ.]/gu, (mark) => (mark === '.' ? ' ' : ''))
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '' && !TITLES.has(word));
  const joined: string[] = [];
  for (const [at, word] of words.entries()) {
    const before = joined.at(-1);
    // An initial O comes first; behind a first name it begins the family name.
    if (before !== undefined && BEGINNINGS.has(before) && (before !== 'o' || at > 1))
      joined[joined.length - 1] = before + word;
    else joined.push(word);
  }
  const parts = joined.filter((word) => !PARTICLES.has(word));
  const kept = parts.length > 0 ? parts : joined;
  return kept.length <= PARTS_MAX ? kept : [...kept.slice(0, PARTS_MAX - 1), kept.at(-1)!];
}
