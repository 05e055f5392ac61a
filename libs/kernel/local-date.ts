/** A calendar date without a time zone, `YYYY-MM-DD`. */
export type LocalDate = string;

/** A calendar month, `YYYY-MM`. */
export type LocalMonth = string;

const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;

/** Tells whether a text is a month written `YYYY-MM`. */
export const isLocalMonth = (text: string): boolean => MONTH.test(text);

/** The quarter of a month, written `2019Q1` (SI 2007/1831 counts information periods from 1 July 2007, three months each). */
export function quarterOf(month: LocalMonth): string {
  const found = MONTH.exec(month);
  return found ? `${found[1]}Q${Math.ceil(Number(found[2]) / 3)}` : '';
}

const LONDON_DATE = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The date on the wall in London at an instant. */
export const londonDate = (instant: Date): LocalDate => LONDON_DATE.format(instant);
