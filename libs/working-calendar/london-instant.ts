import { DomainError, type LocalDate } from '@broker/kernel';
import { readMoment } from './commissioner-clock.js';
import { addDays } from './local-day.js';

/**
 * The instant at which London's clocks show a time on a day. Throws DomainError for a time that the clocks skip or show twice,
 * which lies between one and two in the morning.
 * @param time `08:00`.
 */
export function londonInstant(on: LocalDate, time: string): Date {
  const moment = readMoment(`${on}T${time}`);
  if (!moment.ok) throw new DomainError('London does not have this time exactly once on that day.');
  return moment.value;
}

/** The first instant after a day in London. */
export const endOfLondonDay = (on: LocalDate): Date => londonInstant(addDays(on, 1), '00:00');
