import type { LocalDate } from '@broker/kernel';

/** A part of the United Kingdom with bank holidays of its own. */
export type Division = 'england-and-wales' | 'scotland' | 'northern-ireland';

/**
 * `common-law`: Christmas Day and Good Friday where no statute names them; `bank-holiday`: returns every year, moved days and
 * substitutes included; `proclaimed`: appointed once, by proclamation.
 */
export type HolidayKind = 'bank-holiday' | 'common-law' | 'proclaimed';

/** One holiday and the days on which it was, or will be, kept. Days on a weekend are left out: nobody works on them anyway. */
export interface HolidaySeries {
  title: string;
  kind: HolidayKind;
  divisions: readonly Division[];
  /** The law that makes the day a holiday. */
  source: string;
  /** `12-26` where the day of the year is fixed: any other day is a substitute. */
  fixedDay?: string;
  dates: readonly LocalDate[];
}

export const DIVISIONS: readonly Division[] = ['england-and-wales', 'scotland', 'northern-ireland'];

const ENGLAND_AND_WALES_AND_NI: readonly Division[] = ['england-and-wales', 'northern-ireland'];
const days = (text: string): LocalDate[] => text.trim().split(/\s+/);

const ACT = 'Banking and Financial Dealings Act 1971';
const SCHEDULE = `${ACT}, Schedule 1`;
const PROCLAIMED = `proclamation under section 1(3) of the ${ACT}`;
const MOVED = `moved by proclamation under section 1(2) of the ${ACT}`;

const GOOD_FRIDAYS = days(`
  2012-04-06 2013-03-29 2014-04-18 2015-04-03 2016-03-25 2017-04-14 2018-03-30 2019-04-19 2020-04-10
  2021-04-02 2022-04-15 2023-04-07 2024-03-29 2025-04-18 2026-04-03 2027-03-26 2028-04-14`);
const CHRISTMAS_DAYS = days(`
  2012-12-25 2013-12-25 2014-12-25 2015-12-25 2016-12-27 2017-12-25 2018-12-25 2019-12-25 2020-12-25
  2021-12-27 2022-12-27 2023-12-25 2024-12-25 2025-12-25 2026-12-25 2027-12-27 2028-12-25`);

/** First and last day that the table answers for. */
export const TABLE_SPAN = { firstOn: '2012-01-01', lastOn: '2028-12-31' };

/** The bank holidays of 2012 to 2028, written from the statutes and proclamations that make them. */
export const HOLIDAY_TABLE: readonly HolidaySeries[] = [
  {
    title: "New Year's Day",
    kind: 'bank-holiday',
    divisions: ENGLAND_AND_WALES_AND_NI,
    source: `Yearly ${PROCLAIMED}`,
    fixedDay: '01-01',
    dates: days(`
      2012-01-02 2013-01-01 2014-01-01 2015-01-01 2016-01-01 2017-01-02 2018-01-01 2019-01-01 2020-01-01
      2021-01-01 2022-01-03 2023-01-02 2024-01-01 2025-01-01 2026-01-01 2027-01-01 2028-01-03`),
  },
  {
    title: "New Year's Day",
    kind: 'bank-holiday',
    divisions: ['scotland'],
    source: `${SCHEDULE}, paragraph 2; substitutes by proclamation`,
    fixedDay: '01-01',
    dates: days(`
      2012-01-03 2013-01-01 2014-01-01 2015-01-01 2016-01-01 2017-01-03 2018-01-01 2019-01-01 2020-01-01
      2021-01-01 2022-01-03 2023-01-02 2024-01-01 2025-01-01 2026-01-01 2027-01-01 2028-01-03`),
  },
  {
    title: '2nd January',
    kind: 'bank-holiday',
    divisions: ['scotland'],
    source: `${SCHEDULE}, paragraph 2; substitutes by proclamation`,
    fixedDay: '01-02',
    dates: days(`
      2012-01-02 2013-01-02 2014-01-02 2015-01-02 2016-01-04 2017-01-02 2018-01-02 2019-01-02 2020-01-02
      2021-01-04 2022-01-04 2023-01-03 2024-01-02 2025-01-02 2026-01-02 2027-01-04 2028-01-04`),
  },
  {
    title: "St Patrick's Day",
    kind: 'bank-holiday',
    divisions: ['northern-ireland'],
    source: `${SCHEDULE}, paragraph 3; substitutes by proclamation`,
    fixedDay: '03-17',
    dates: days(`
      2012-03-19 2013-03-18 2014-03-17 2015-03-17 2016-03-17 2017-03-17 2018-03-19 2019-03-18 2020-03-17
      2021-03-17 2022-03-17 2023-03-17 2024-03-18 2025-03-17 2026-03-17 2027-03-17 2028-03-17`),
  },
  {
    title: 'Good Friday',
    kind: 'common-law',
    divisions: ENGLAND_AND_WALES_AND_NI,
    source: 'Common law',
    dates: GOOD_FRIDAYS,
  },
  {
    title: 'Good Friday',
    kind: 'bank-holiday',
    divisions: ['scotland'],
    source: `${SCHEDULE}, paragraph 2`,
    dates: GOOD_FRIDAYS,
  },
  {
    title: 'Easter Monday',
    kind: 'bank-holiday',
    divisions: ENGLAND_AND_WALES_AND_NI,
    source: `${SCHEDULE}, paragraphs 1 and 3`,
    dates: days(`
      2012-04-09 2013-04-01 2014-04-21 2015-04-06 2016-03-28 2017-04-17 2018-04-02 2019-04-22 2020-04-13
      2021-04-05 2022-04-18 2023-04-10 2024-04-01 2025-04-21 2026-04-06 2027-03-29 2028-04-17`),
  },
  {
    title: 'Early May bank holiday',
    kind: 'bank-holiday',
    divisions: DIVISIONS,
    source: `Yearly ${PROCLAIMED}; in Scotland Schedule 1, paragraph 2`,
    dates: days(`
      2012-05-07 2013-05-06 2014-05-05 2015-05-04 2016-05-02 2017-05-01 2018-05-07 2019-05-06
      2021-05-03 2022-05-02 2023-05-01 2024-05-06 2025-05-05 2026-05-04 2027-05-03 2028-05-01`),
  },
  {
    title: 'Early May bank holiday (VE day)',
    kind: 'bank-holiday',
    divisions: DIVISIONS,
    source: `From 4 May 2020, ${MOVED}`,
    dates: ['2020-05-08'],
  },
  {
    title: 'Spring bank holiday',
    kind: 'bank-holiday',
    divisions: DIVISIONS,
    source: `${SCHEDULE}, paragraphs 1 and 3; in Scotland yearly proclamation`,
    dates: days(`
      2013-05-27 2014-05-26 2015-05-25 2016-05-30 2017-05-29 2018-05-28 2019-05-27 2020-05-25
      2021-05-31 2023-05-29 2024-05-27 2025-05-26 2026-05-25 2027-05-31 2028-05-29`),
  },
  {
    title: 'Spring bank holiday',
    kind: 'bank-holiday',
    divisions: DIVISIONS,
    source: `From the last Monday in May, ${MOVED}, to stand beside a jubilee`,
    dates: ['2012-06-04', '2022-06-02'],
  },
  {
    title: "Queen's Diamond Jubilee",
    kind: 'proclaimed',
    divisions: DIVISIONS,
    source: `Once, by ${PROCLAIMED}`,
    dates: ['2012-06-05'],
  },
  {
    title: 'Platinum Jubilee bank holiday',
    kind: 'proclaimed',
    divisions: DIVISIONS,
    source: `Once, by ${PROCLAIMED}`,
    dates: ['2022-06-03'],
  },
  {
    title: 'World Cup bank holiday',
    kind: 'proclaimed',
    divisions: ['scotland'],
    source: `Once, by ${PROCLAIMED}, of 4 February 2026`,
    dates: ['2026-06-15'],
  },
  {
    title: "Battle of the Boyne (Orangemen's Day)",
    kind: 'bank-holiday',
    divisions: ['northern-ireland'],
    source: `Appointed yearly by the Secretary of State under section 1(5) of the ${ACT}`,
    fixedDay: '07-12',
    dates: days(`
      2012-07-12 2013-07-12 2014-07-14 2015-07-13 2016-07-12 2017-07-12 2018-07-12 2019-07-12 2020-07-13
      2021-07-12 2022-07-12 2023-07-12 2024-07-12 2025-07-14 2026-07-13 2027-07-12 2028-07-12`),
  },
  {
    title: 'Summer bank holiday',
    kind: 'bank-holiday',
    divisions: ENGLAND_AND_WALES_AND_NI,
    source: `${SCHEDULE}, paragraphs 1 and 3`,
    dates: days(`
      2012-08-27 2013-08-26 2014-08-25 2015-08-31 2016-08-29 2017-08-28 2018-08-27 2019-08-26 2020-08-31
      2021-08-30 2022-08-29 2023-08-28 2024-08-26 2025-08-25 2026-08-31 2027-08-30 2028-08-28`),
  },
  {
    title: 'Summer bank holiday',
    kind: 'bank-holiday',
    divisions: ['scotland'],
    source: `${SCHEDULE}, paragraph 2`,
    dates: days(`
      2012-08-06 2013-08-05 2014-08-04 2015-08-03 2016-08-01 2017-08-07 2018-08-06 2019-08-05 2020-08-03
      2021-08-02 2022-08-01 2023-08-07 2024-08-05 2025-08-04 2026-08-03 2027-08-02 2028-08-07`),
  },
  {
    title: 'Bank Holiday for the State Funeral of Queen Elizabeth II',
    kind: 'proclaimed',
    divisions: DIVISIONS,
    source: `Once, by ${PROCLAIMED}`,
    dates: ['2022-09-19'],
  },
  {
    title: 'Bank holiday for the coronation of King Charles III',
    kind: 'proclaimed',
    divisions: DIVISIONS,
    source: `Once, by ${PROCLAIMED}`,
    dates: ['2023-05-08'],
  },
  {
    title: "St Andrew's Day",
    kind: 'bank-holiday',
    divisions: ['scotland'],
    source: "St Andrew's Day Bank Holiday (Scotland) Act 2007",
    fixedDay: '11-30',
    dates: days(`
      2012-11-30 2013-12-02 2014-12-01 2015-11-30 2016-11-30 2017-11-30 2018-11-30 2019-12-02 2020-11-30
      2021-11-30 2022-11-30 2023-11-30 2024-12-02 2025-12-01 2026-11-30 2027-11-30 2028-11-30`),
  },
  {
    title: 'Christmas Day',
    kind: 'common-law',
    divisions: ENGLAND_AND_WALES_AND_NI,
    source: 'Common law; substitutes by proclamation or Schedule 1 of the Act of 1971',
    fixedDay: '12-25',
    dates: CHRISTMAS_DAYS,
  },
  {
    title: 'Christmas Day',
    kind: 'bank-holiday',
    divisions: ['scotland'],
    source: `${SCHEDULE}, paragraph 2; substitutes by proclamation`,
    fixedDay: '12-25',
    dates: CHRISTMAS_DAYS,
  },
  {
    title: 'Boxing Day',
    kind: 'bank-holiday',
    divisions: DIVISIONS,
    source: `${SCHEDULE}, paragraphs 1 and 3; in Scotland, and for substitutes, by proclamation`,
    fixedDay: '12-26',
    dates: days(`
      2012-12-26 2013-12-26 2014-12-26 2015-12-28 2016-12-26 2017-12-26 2018-12-26 2019-12-26 2020-12-28
      2021-12-28 2022-12-26 2023-12-26 2024-12-26 2025-12-26 2026-12-28 2027-12-28 2028-12-26`),
  },
];
