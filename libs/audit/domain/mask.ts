/** Letters and digits that nobody takes for one another. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const CODE_LENGTH = 6;

/** What stands in place of a person's details. */
export const MASK = '·····';

/**
 * The short code under which a masked person is known: the same person has the same code in the whole log of one installation, and nobody can get
 * from the code to the person.
 * @param keyed a hash that only the installation can compute (`keyedHash`, base64url) of the person's token in the blind index.
 */
export function personCode(keyed: string): string {
  const bytes = Buffer.from(keyed, 'base64url');
  const letters = Array.from({ length: CODE_LENGTH }, (_, at) => ALPHABET[bytes[at]! % ALPHABET.length]);
  return `${letters.slice(0, 3).join('')}-${letters.slice(3).join('')}`;
}

/** How much was written in a particular that stays masked: `12 words`; null when nothing was. */
export function writtenLength(text: string | null | undefined): number | null {
  const words = (text ?? '').trim().split(/\s+/).filter(Boolean).length;
  return words === 0 ? null : words;
}
