import type { LocalDate } from '@broker/kernel';

const inLondon = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', ...options });

const DATE = inLondon({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const TIME = inLondon({ hour: 'numeric', minute: '2-digit', hourCycle: 'h12' });
const MONTH = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' });
const QUARTER = /^(\d{4})Q([1-4])$/;
const MONTH_TEXT = /^\d{4}-\d{2}$/;

/** `Tuesday 7 June 2026`, the date in London at an instant. */
export const dateText = (instant: Date): string => DATE.format(instant).replaceAll(',', '');

/** `Tuesday 7 June 2026` for a calendar date. */
export const localDateText = (date: LocalDate): string => dateText(new Date(`${date}T12:00:00Z`));

/** `3:05pm`, the time in London. */
export const timeText = (instant: Date): string => TIME.format(instant).replaceAll(/\s/g, '').toLowerCase();

/** `Tuesday 7 June 2026 at 3:05pm`. */
export const momentText = (instant: Date): string => `${dateText(instant)} at ${timeText(instant)}`;

/** A period as it stands in data: `2019-01` is `January 2019`, `2019Q1` is `January to March 2019`. */
export function periodText(period: string): string {
  const quarter = QUARTER.exec(period);
  if (quarter) {
    const first = Number(quarter[2]) * 3 - 2;
    return rangeText(`${quarter[1]}-${twoDigits(first)}`, `${quarter[1]}-${twoDigits(first + 2)}`);
  }
  return MONTH_TEXT.test(period) ? MONTH.format(new Date(`${period}-15T12:00:00Z`)) : period;
}

/** `January to March 2019`, `December 2018 to March 2019`, or one month by itself. */
export function rangeText(from: string, to: string): string {
  if (from === to) return periodText(from);
  const [start, end] = [periodText(from), periodText(to)];
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  return `${sameYear ? start.slice(0, -5) : start} to ${end}`;
}

const twoDigits = (number: number): string => String(number).padStart(2, '0');
