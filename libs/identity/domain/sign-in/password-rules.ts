import type { Refusal } from '@broker/kernel';

/** A password has at least this many characters, and no more than anybody would type. */
export const PASSWORD_LENGTH_MIN = 12;
export const PASSWORD_LENGTH_MAX = 200;

/** Without what everybody could guess of a person, a password must still have this many characters. */
const OWN_LENGTH_MIN = 8;
const WORD_LENGTH_MIN = 3;

const PRODUCT_WORDS = ['safe', 'city', 'broker', 'safecity', 'safecitybroker', 'password', 'partnership', 'agreement'];

/** What is known of the person who chooses. */
export interface PasswordOwner {
  email: string;
  name: string;
}

const refusal = (what: string, message: string, mend: string): Refusal => ({
  code: `identity/password-${what}`,
  clause: 'ISA-26',
  message,
  mend,
});

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

/**
 * What is wrong with a password that somebody chooses, or null. There are no rules about kinds of characters: length is what counts.
 * @param common passwords that are often used, in lower case.
 * @returns `identity/password-too-short`, `-too-long`, `-common`, `-simple` (one sign or a row of signs) or `-about-you`.
 */
export function faultOfPassword(password: string, owner: PasswordOwner, common: ReadonlySet<string>): Refusal | null {
  const length = Array.from(password).length;
  if (length < PASSWORD_LENGTH_MIN)
    return refusal(
      'too-short',
      `The password is shorter than ${PASSWORD_LENGTH_MIN} characters.`,
      'Use a longer one: three or four words that do not belong together are easy to remember.',
    );
  if (length > PASSWORD_LENGTH_MAX)
    return refusal('too-long', `The password is longer than ${PASSWORD_LENGTH_MAX} characters.`, 'Use a shorter one.');
  const text = folded(password);
  if (isCommon(text, common))
    return refusal('common', 'The password is one that many people use.', 'Choose one that nobody else would.');
  if (isSimple(text))
    return refusal('simple', 'The password repeats itself or counts on.', 'Choose three or four words instead.');
  if (remainder(text, ownWords(owner)).length < OWN_LENGTH_MIN)
    return refusal(
      'about-you',
      'The password is made of your name, your email address or words of this service.',
      'Choose words that have nothing to do with you or with this service.',
    );
  return null;
}

/** Also with the figures and signs that people put around a common one: `Dragon123456!`. */
function isCommon(text: string, common: ReadonlySet<string>): boolean {
  const bare = text.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return (
    common.has(text) || (bare.length > 0 && common.has(bare)) || common.has(text.replaceAll(/[^\p{L}\p{N}]/gu, ''))
  );
}

/** Few different signs, a piece that repeats, or a row such as `abcdefghijkl`. */
function isSimple(text: string): boolean {
  const signs = Array.from(text).map((sign) => sign.codePointAt(0)!);
  if (new Set(signs).size < 5) return true;
  if (/^(.{1,6})\1+$/u.test(text)) return true;
  const steps = new Set(signs.slice(1).map((sign, index) => sign - signs[index]!));
  return steps.size <= 2;
}

const ownWords = ({ email, name }: PasswordOwner): string[] =>
  [...PRODUCT_WORDS, ...folded(`${email} ${name}`).split(/[^\p{L}\p{N}]+/u)]
    .filter((word) => word.length >= WORD_LENGTH_MIN)
    .sort((a, b) => b.length - a.length);

/** The letters and figures that are left when the words are taken out, the longest first. */
const remainder = (text: string, words: string[]): string =>
  words.reduce((left, word) => left.replaceAll(word, ' '), text).replaceAll(/[^\p{L}\p{N}]/gu, '');
