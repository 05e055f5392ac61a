import type { LocalDate } from '@broker/kernel';
import { dayOffReason, daysBetween, inWordsWithoutYear, type HolidayCalendar } from '@broker/working-calendar';
import { localDateText } from './dates.js';
import { countText } from './numbers.js';

/**
 * A due date in words, as seen from a day: `By Tuesday 7 June (5 working days)`, `By the end of today`, `Was due on Friday 3 June 2026`.
 * @param calendar counts the working days of England and Wales; a day beyond it counts when it is no weekend.
 */
export function dueText(
  dueOn: LocalDate,
  today: LocalDate,
  calendar: HolidayCalendar,
): { text: string; isLate: boolean } {
  if (dueOn < today) {
    const late = daysBetween(dueOn, today).length;
    return { text: `Was due on ${localDateText(dueOn)}, ${countText(late, 'day')} ago`, isLate: true };
  }
  if (dueOn === today) return { text: 'By the end of today', isLate: false };
  const left = daysBetween(today, dueOn).filter(
    (on) => dayOffReason(calendar, 'england-and-wales', on) === null,
  ).length;
  const day = dueOn.slice(0, 4) === today.slice(0, 4) ? inWordsWithoutYear(dueOn) : localDateText(dueOn);
  return { text: `By ${day} (${left === 0 ? 'no working day' : countText(left, 'working day')} left)`, isLate: false };
}
