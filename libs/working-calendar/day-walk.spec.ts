import { describe, expect, it } from '@jest/globals';
import {
  dayText,
  holidaysByRule,
  monthsLater,
  walkDays,
  walkToWorkingDay,
  walkWorkingDays,
  type Day,
} from '../../test/support/day-walk.js';
import {
  BREACH_CLOCKS,
  BREACH_STEPS,
  breachDeadline,
  complaintAcknowledgement,
  DIVISIONS,
  freedomOfInformation,
  HOLIDAY_CALENDAR,
  subjectAccess,
  workingDaysAfter,
  type Deadline,
  type Region,
} from './index.js';
import type { Result } from '@broker/kernel';

const CASES = 100_000;
const YEARS = Array.from({ length: 17 }, (_, at) => 2012 + at);
const off = Object.fromEntries(
  DIVISIONS.map((division) => [division, new Set(YEARS.flatMap((year) => holidaysByRule(division, year)))]),
) as Record<Region, Set<string>>;
off['united-kingdom'] = new Set(DIVISIONS.flatMap((division) => [...off[division]]));

/** A sequence of numbers from 0 up to a bound, the same in every run (mulberry32). */
function chance(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

const next = chance(20261120);
const pick = <T>(items: readonly T[]): T => items[next(items.length)]!;

/** Every day of 2012 up to the middle of 2028, from which no clock leaves the calendar. */
const STARTS: Day[] = [];
for (let day: Day = { year: 2012, month: 1, day: 1 }; dayText(day) < '2028-07-01'; day = walkDays(day, 1))
  STARTS.push(day);

const dates = (found: Result<Deadline>): string => {
  if (!found.ok) return found.refusal.code;
  return `${found.value.dueOn} ${found.value.other?.dueOn ?? ''}`;
};

/** One case: what is asked, what the product answers, what the walk answers. */
const KINDS: ((from: Day) => [asked: string, product: string, walk: string])[] = [
  (from) => {
    const region = pick([...DIVISIONS, 'united-kingdom'] as Region[]);
    const days = 1 + next(40);
    const found = workingDaysAfter(HOLIDAY_CALENDAR, region, dayText(from), days, 'ISA-32a');
    const answer = found.ok ? found.value.dueOn : found.refusal.code;
    return [`${days} working days, ${region}`, answer, dayText(walkWorkingDays(from, days, off[region]))];
  },
  (from) => {
    const [step, division] = [pick(BREACH_STEPS), pick(DIVISIONS)];
    const { days } = BREACH_CLOCKS[step];
    const working = dayText(walkWorkingDays(from, days, off[division]));
    const literal = step === 'report' ? working : dayText(walkDays(from, days));
    const found = breachDeadline(HOLIDAY_CALENDAR, step, dayText(from), { reading: 'literal', division });
    return [`${step}, ${division}`, dates(found), `${literal} ${working}`];
  },
  (from) => {
    const walked = dayText(walkWorkingDays(from, 20, off['united-kingdom']));
    return ['foi', dates(freedomOfInformation(HOLIDAY_CALENDAR, dayText(from))), `${walked} `];
  },
  (from) => {
    const [isExtended, division] = [next(2) === 1, pick(DIVISIONS)];
    const last = monthsLater(from, isExtended ? 3 : 1);
    const found = subjectAccess(HOLIDAY_CALENDAR, dayText(from), { isExtended, division });
    const walked = `${dayText(walkToWorkingDay(last, off[division]))} ${dayText(last)}`;
    return [`sar, ${isExtended}, ${division}`, dates(found), walked];
  },
  (from) => {
    const division = pick(DIVISIONS);
    const found = complaintAcknowledgement(HOLIDAY_CALENDAR, dayText(from), division);
    const rolled = walkToWorkingDay(walkDays(from, 30), off[division]);
    const walked = `${dayText(walkDays(from, 29))} ${dayText(rolled)}`;
    return ['complaint', dates(found), dayText(from) < '2026-06-19' ? 'working-calendar/not-in-force' : walked];
  },
];

describe('every clock', () => {
  it(`gives the dates of a walk from day to day, in ${CASES.toLocaleString('en-GB')} generated cases`, () => {
    const different: string[] = [];
    for (let number = 0; number < CASES && different.length < 10; number++) {
      const from = pick(STARTS);
      const [asked, product, walk] = KINDS[number % KINDS.length]!(from);
      if (product !== walk) different.push(`${asked} from ${dayText(from)}: ${product}, walked ${walk}`);
    }
    expect(different).toEqual([]);
  });
});
