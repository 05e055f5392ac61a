import { isFormula } from '@broker/depersonalisation';

/** Names of the columns of an export, in order. */
export const EXPORT_COLUMNS = [
  'kind',
  'id',
  'reference',
  'enteredAt',
  'occurredOn',
  'agency',
  'counterpart',
  'officer',
  'side',
  'what',
  'state',
  'channel',
  'outcome',
  'purpose',
  'gateway',
  'dataset',
  'subjectRole',
  'convictionData',
  'disposedAt',
  'person',
  'exceptions',
] as const;

/** A row of an export: the person in it is a code, everything else is a code, a name of an agency or officer, or a day. */
export type ExportRow = Record<(typeof EXPORT_COLUMNS)[number], string>;

/**
 * A cell as CSV has it (RFC 4180). What a spreadsheet might run as a formula gets an apostrophe in front, which makes it text (ASVS 1.2.10).
 */
export function csvCell(text: string): string {
  const safe = isFormula(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One line of a CSV file, with its end. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;
