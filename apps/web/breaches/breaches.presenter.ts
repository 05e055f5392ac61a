import { ballOf, clocksOf, type BreachState, type BreachView } from '@broker/breach';
import { londonDate } from '@broker/kernel';
import type { HolidayCalendar } from '@broker/working-calendar';
import { localDateText } from '../format/dates.js';
import { PAGE_LENGTH, presentPages, type Pages } from '../format/pages.js';
import type { Tag } from '../format/tag.js';
import { paths } from '../paths.js';

/** Short words and colour of each state. */
export const STATE_TAGS: Readonly<Record<BreachState, Tag>> = {
  noticed: { text: 'To be reported', classes: 'govuk-tag--yellow' },
  reported: { text: 'Waits for an answer', classes: 'govuk-tag--orange' },
  answered: { text: 'Meeting to be called', classes: 'govuk-tag--orange' },
  called: { text: 'Meeting called', classes: 'govuk-tag--blue' },
  held: { text: 'Minutes to be written', classes: 'govuk-tag--orange' },
  minuted: { text: 'Minutes to be circulated', classes: 'govuk-tag--orange' },
  acting: { text: 'Actions under way', classes: 'govuk-tag--blue' },
  settled: { text: 'Can be closed', classes: 'govuk-tag--green' },
  closed: { text: 'Closed', classes: 'govuk-tag--grey' },
  withdrawn: { text: 'Withdrawn', classes: 'govuk-tag--grey' },
  merged: { text: 'Merged', classes: 'govuk-tag--grey' },
};

/** What the list of breaches shows. */
export interface BreachesPage {
  tabs: { text: string; href: string; active: boolean }[];
  entries: { href: string; title: string; parties: string; tag: Tag; due: string; isLate: boolean; waitsFor: string }[];
  pages: Pages | null;
  empty: string;
  reportHref: string | null;
}

const TABS = { open: 'Open', ended: 'Ended', all: 'All' } as const;

/** @param facts `views` one more than a page where another page follows. */
export function presentBreaches(facts: {
  views: readonly BreachView[];
  which: keyof typeof TABS;
  page: number;
  calendar: HolidayCalendar;
  now: Date;
  mayReport: boolean;
}): BreachesPage {
  const { views, which, page, calendar, now, mayReport } = facts;
  return {
    tabs: (['open', 'ended', 'all'] as const).map((one) => ({
      text: TABS[one],
      href: paths.breaches({}, { which: one === 'open' ? undefined : one }),
      active: one === which,
    })),
    entries: views.slice(0, PAGE_LENGTH).map((view) => entryOf(view, calendar, londonDate(now))),
    pages: presentPages(page, views.length > PAGE_LENGTH, (number) => paths.breaches({}, { which, page: number })),
    empty: which === 'open' ? 'No breach is open.' : 'There is no breach here.',
    reportHref: mayReport ? paths.newBreach({}) : null,
  };
}

function entryOf(view: BreachView, calendar: HolidayCalendar, today: string): BreachesPage['entries'][number] {
  const { id, number, breach, names } = view;
  const clocks = clocksOf(breach, calendar);
  const running = clocks.ok ? clocks.value.filter(({ kind }) => kind !== 'breach-commissioner') : [];
  const dueOn = running.map((clock) => clock.dueOn).sort()[0];
  const isLate = dueOn !== undefined && dueOn < today;
  const accused = breach.report.accused.map((one) => names[one] ?? one).join(', ');
  return {
    href: paths.breach({ id }),
    title: `Breach ${number}`,
    parties: `Alleged by ${names[breach.allegingAgencyId] ?? ''}${accused ? ` of ${accused}` : ''}`,
    tag: STATE_TAGS[breach.state],
    due: dueOn === undefined ? '' : `${isLate ? 'Late: was due by' : 'By'} ${localDateText(dueOn)}`,
    isLate,
    waitsFor: ballText(view, calendar),
  };
}

/** Who is waited for, in words; empty when nobody is. */
export function ballText({ breach, names }: BreachView, calendar: HolidayCalendar): string {
  const clocks = clocksOf(breach, calendar);
  if (!clocks.ok) return '';
  const { agencyIds, isManager } = ballOf(clocks.value);
  const waited = [...agencyIds.map((id) => names[id] ?? id), ...(isManager ? ['the partnership manager'] : [])];
  return waited.join(' and ');
}
