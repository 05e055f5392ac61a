import type { Search } from './detector.js';

/** How far from a number a word may stand that tells what the number is: characters before and after. */
const NEAR = { before: 60, after: 30 };

/** Calls back for every match of a global pattern. */
export function eachMatch(pattern: RegExp, text: string, visit: (match: RegExpExecArray) => void): void {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) visit(match);
}

/** Tells whether the column or the text around a number speaks of what `words` tells. */
export const isNear = ({ text, column }: Search, start: number, end: number, words: RegExp): boolean =>
  words.test(column) || words.test(text.slice(Math.max(0, start - NEAR.before), end + NEAR.after));

/** Where a cell's content begins and ends, without the spaces around it. */
export function trimmed(text: string): { start: number; end: number } {
  const start = text.length - text.trimStart().length;
  return { start, end: Math.max(start, text.trimEnd().length) };
}

/** The figures of a text alone. */
export const figuresOf = (text: string): string => text.replaceAll(/\D/g, '');
