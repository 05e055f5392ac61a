/** What somebody typed where a code is asked for: the digits of the app, or a recovery code. */
export type GivenCode = { kind: 'app'; digits: string } | { kind: 'recovery'; code: string };

/** Letters and figures of recovery codes: those that are easily taken for each other are left out. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 6;
const GROUP_LENGTH = 4;

/** Reads a code however it is spaced; null when it is neither kind. */
export function readCode(text: string): GivenCode | null {
  const plain = text.replaceAll(/[\s-]/g, '').toUpperCase();
  if (/^\d{6}$/.test(plain)) return { kind: 'app', digits: plain };
  const isRecovery =
    plain.length === GROUPS * GROUP_LENGTH && Array.from(plain).every((sign) => ALPHABET.includes(sign));
  return isRecovery ? { kind: 'recovery', code: plain } : null;
}

/**
 * Writes a recovery code from chance.
 * @param bytes random bytes: 24 are used, those too high to be fair are skipped, so give 64.
 * @returns six groups of four, 117 bits: too many to guess even from its stored SHA-256; null when the bytes did not suffice.
 */
export function recoveryCodeOf(bytes: Uint8Array): string | null {
  const fair = [...bytes].filter((byte) => byte < 256 - (256 % ALPHABET.length)).slice(0, GROUPS * GROUP_LENGTH);
  if (fair.length < GROUPS * GROUP_LENGTH) return null;
  const signs = fair.map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return signs.match(/.{4}/g)!.join('-');
}
