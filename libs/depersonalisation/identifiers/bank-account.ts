import { CUE } from './cues.js';
import type { Detector, Search } from './detector.js';
import { eachMatch, trimmed } from './patterns.js';

const SORT_CODE_AND_ACCOUNT = /(?<![\w-])\d{2}([- ])\d{2}\1\d{2}[ ,;/:-]{1,3}\d{8}(?![\w-])/g;
const NAMED_SORT_CODE = /\bsort[ _-]?code[^\d\n]{0,12}(\d{2}[- ]?\d{2}[- ]?\d{2})(?![\d-])/gi;
const NAMED_ACCOUNT = /\b(?:account|acct|acc|a\/c|bank)\b[^\d\n]{0,20}(\d{8})(?![\d-])/gi;
const COLUMN = /\b(?:sort ?code|(?:bank )?(?:account|acct|acc) (?:no|num|number)|bank account)\b/;
const WHOLE_CELL = /^(?:\d{2}[- ]?\d{2}[- ]?\d{2}|\d{8})$/;
const IBAN_START = /(?<![a-z\d])([a-z]{2})\d{2}[ -]?[a-z\d]/gi;

/** Length of an international bank account number by country. */
const IBAN_LENGTHS = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 ' +
    'GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 ' +
    'MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 ' +
    'TN24 TR26 UA29 VA22 VG24 XK20'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

const isLetterOrFigure = (text: string, at: number): boolean => /^[a-z\d]$/i.test(text[at] ?? '');

/** The number that begins at `start`, its separators taken out, and where it ends; null when it is too short. */
function readIban(text: string, start: number, length: number): { characters: string; end: number } | null {
  let characters = '';
  let at = start;
  for (; characters.length < length; at++) {
    if (isLetterOrFigure(text, at)) characters += text[at];
    else if (!/^[ -]$/.test(text[at] ?? '') || !isLetterOrFigure(text, at + 1)) return null;
  }
  return isLetterOrFigure(text, at) ? null : { characters: characters.toUpperCase(), end: at };
}

/** The first four characters put last and letters read as 10 to 35: the number leaves 1 when divided by 97. */
function hasIbanCheck(characters: string): boolean {
  let rest = 0;
  for (const character of characters.slice(4) + characters.slice(0, 4)) {
    const value = parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

function findIbans({ text }: Search, found: (start: number, end: number) => void): void {
  eachMatch(IBAN_START, text, ({ 1: country, index }) => {
    const length = IBAN_LENGTHS.get(country!.toUpperCase());
    const iban = length && readIban(text, index, length);
    if (iban && hasIbanCheck(iban.characters)) found(index, iban.end);
  });
}

/**
 * Accounts at a bank: a sort code with an account number after it, either of them beside its name or in a column of it, and
 * international account numbers with their check.
 */
export const bankAccount: Detector = {
  kind: 'bank-account',
  column: COLUMN,
  digits: 6,
  find(search, found) {
    const { text } = search;
    const { digits, cues, figuresAfterLetters } = search.features;
    if (digits > 13)
      eachMatch(SORT_CODE_AND_ACCOUNT, text, ({ 0: account, index }) => found(index, index + account.length));
    for (const pattern of (cues & CUE.account) === 0 ? [] : [NAMED_SORT_CODE, NAMED_ACCOUNT]) {
      eachMatch(pattern, text, ({ 0: all, 1: number, index }) => {
        const end = index + all.length;
        found(end - number!.length, end);
      });
    }
    if (digits > 9 && figuresAfterLetters > 0) findIbans(search, found);
    if (!search.columnHolds.has('bank-account')) return;
    const { start, end } = trimmed(text);
    if (WHOLE_CELL.test(text.slice(start, end))) found(start, end);
  },
};
