import { SUPPRESSED } from '@broker/depersonalisation';

/** `1234567` as `1,234,567`. */
export const numberText = (number: number): string => number.toLocaleString('en-GB');

/** A count with its noun: `1 row`, `2,000 rows`. */
export const countText = (number: number, noun: string, plural = `${noun}s`): string =>
  `${numberText(number)} ${number === 1 ? noun : plural}`;

/** A share (0 to 1) as `4.2%`. */
export const shareText = (share: number): string => `${(share * 100).toFixed(1)}%`;

/** Bytes in the unit that reads best, for example `1.2 MB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return countText(bytes, 'byte');
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  if (bytes < 1_000_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}

/** The number of rows of a cell; a suppressed one (null) is marked, never 0 and never blank. */
export const cellText = (rows: number | null): string => (rows === null ? SUPPRESSED : numberText(rows));

/** `theft_and_handling` as people read it, where no code list says more. */
export const plainCode = (code: string): string => {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
