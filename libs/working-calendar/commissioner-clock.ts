import { accept, londonDate, refuse, type Clause, type LocalDate, type Result } from '@broker/kernel';
import { inWords, readLocalDate } from './local-day.js';

const CLAUSE: Clause = 'DPA-67';
const HOUR_MS = 3_600_000;
const NOTIFY_HOURS = 72;
const LOCAL_TIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-](\d{2}):(\d{2}))$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?$/;

/** A deadline counted in elapsed hours, nights, weekends and holidays included. */
export interface HoursDeadline {
  clause: Clause;
  authority: string;
  duty: string;
  startsWhen: string;
  rule: string;
  startAt: Date;
  dueAt: Date;
  /** Date on the wall in London at `dueAt`. */
  dueOn: LocalDate;
  /** How it comes about, in sentences. */
  explanation: string[];
}

/** Notifying the Information Commissioner of a personal data breach: 72 hours after the controller became aware of it. */
export function commissionerNotification(awareAt: Date): HoursDeadline {
  const dueAt = new Date(awareAt.getTime() + NOTIFY_HOURS * HOUR_MS);
  const startsWhen = 'the controller became aware of the breach';
  const rule = `${NOTIFY_HOURS} hours, counted without a break`;
  return {
    clause: CLAUSE,
    authority:
      'UK GDPR, Article 33(1); for the police and other competent authorities Data Protection Act 2018, section 67',
    duty: 'The controller notifies the Information Commissioner, unless the breach is unlikely to be a risk to anybody',
    startsWhen,
    rule,
    startAt: awareAt,
    dueAt,
    dueOn: londonDate(dueAt),
    explanation: [
      `Starts at ${momentInWords(awareAt)}, when ${startsWhen}.`,
      `Length: ${rule}. Nights, weekends and bank holidays count.`,
      ...(clockOf(awareAt) === clockOf(dueAt)
        ? []
        : ['The clocks change in between: 72 hours later they show another time of day.']),
      `Due at ${momentInWords(dueAt)}. A later notification must give the reasons for the delay.`,
    ],
  };
}

/**
 * Reads a moment: with a zone (`2026-03-28T15:30Z`), as London's wall clock shows it (`2026-03-28T15:30`), or as a day alone,
 * which stands for its first moment: the earliest it can have been.
 * Refuses what cannot be read, and times that London's clocks skip or show twice.
 */
export function readMoment(text: string, clause: Clause = CLAUSE): Result<Date> {
  const [, date, time, zone, hours, minutes] =
    INSTANT.exec(text) ?? LOCAL_TIME.exec(`${text}${text.length === 10 ? 'T00:00' : ''}`) ?? [];
  if (date === undefined || time === undefined || !TIME.test(time)) return refuse(UNREADABLE(clause));
  if (!readLocalDate(date, 'the moment', clause).ok) return refuse(UNREADABLE(clause));
  if (zone === undefined) return londonMoment(date, time, clause);
  if (hours !== undefined && (Number(hours) > 14 || Number(minutes) > 59)) return refuse(UNREADABLE(clause));
  return accept(new Date(text));
}

const LONDON = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** `15:30`, on London's wall clock. */
const clockOf = (instant: Date): string => LONDON.format(instant);

/** `15:30 on Saturday 28 March 2026, London time`. */
export const momentInWords = (instant: Date): string =>
  `${clockOf(instant)} on ${inWords(londonDate(instant))}, London time`;

/** London keeps Greenwich time or one hour more: the moments at which its clocks show a time are among these two. */
function londonMoment(date: LocalDate, time: string, clause: Clause): Result<Date> {
  const greenwich = Date.parse(`${date}T${time}:00Z`);
  const moments = [greenwich, greenwich - HOUR_MS]
    .map((ms) => new Date(ms))
    .filter((moment) => londonDate(moment) === date && clockOf(moment) === time);
  if (moments.length === 1) return accept(moments[0]!);
  const isTwice = moments.length === 2;
  return refuse({
    code: isTwice ? 'working-calendar/time-comes-twice' : 'working-calendar/no-such-time',
    clause,
    message: isTwice
      ? 'The clocks go back in that hour, so London has this time twice.'
      : 'The clocks go forward in that hour, so London does not have this time.',
    mend: `Give the time with its zone, for example ${date}T00:30Z or ${date}T01:30+01:00.`,
  });
}

const UNREADABLE = (clause: Clause) => ({
  code: 'working-calendar/unreadable-date',
  clause,
  message: 'The moment of becoming aware cannot be read.',
  mend: 'Write it as 2026-03-28T15:30 (London time), with a zone as 2026-03-28T15:30Z, or as a day alone, 2026-03-28.',
});
