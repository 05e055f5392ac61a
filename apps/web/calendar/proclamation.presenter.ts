import type { ProclamationPreview } from '@broker/deadlines';
import type { LocalDate, Refusal } from '@broker/kernel';
import { DIVISIONS, regionInWords, type Division, type ProclaimedDay } from '@broker/working-calendar';
import { localDateText } from '../format/dates.js';
import { paths } from '../paths.js';
import { whereText } from './calendar.presenter.js';

/** What was typed into the form, by the names of its fields. */
export type ProclamationForm = Record<string, unknown>;

const text = (form: ProclamationForm, name: string): string => {
  const value = form[name];
  return typeof value === 'string' ? value.trim() : '';
};

/** The form's day: parts of the date put together, whatever they are. */
export function dayOf(form: ProclamationForm): ProclaimedDay {
  const [year, month, day] = ['on-year', 'on-month', 'on-day'].map((name) => text(form, name));
  const given = form['divisions'];
  const divisions = Array.isArray(given) ? given : [given];
  return {
    on: [year, month!.padStart(2, '0'), day!.padStart(2, '0')].join('-'),
    title: text(form, 'title'),
    source: text(form, 'source'),
    divisions: DIVISIONS.filter((division) => divisions.includes(division)),
  };
}

/** The form for a proclaimed day, empty or as it was sent, with what is wrong with it. */
export interface ProclamationFormPage {
  back: string;
  action: string;
  errors: { text: string; href: string }[];
  fieldErrors: Partial<Record<'on' | 'title' | 'divisions' | 'source', { text: string }>>;
  dateItems: { name: string; classes: string; value: string }[];
  title: string;
  source: string;
  divisions: { value: Division; text: string; checked: boolean }[];
}

/** @param refusal why the day was not taken; it is about the date, as what is missing is found first. */
export function presentProclamationForm(form: ProclamationForm, refusal: Refusal | null = null): ProclamationFormPage {
  const day = dayOf(form);
  const fieldErrors = 'check' in form ? { ...missing(form, day), ...(refusal && about(refusal)) } : {};
  const error = fieldErrors.on ? ' govuk-input--error' : '';
  return {
    back: paths.calendar({}),
    action: paths.proclaim({}),
    errors: Object.entries(fieldErrors).map(([field, one]) => ({
      text: one.text,
      href: field === 'on' ? '#on-day' : `#${field}`,
    })),
    fieldErrors,
    dateItems: [
      { name: 'day', classes: `govuk-input--width-2${error}`, value: text(form, 'on-day') },
      { name: 'month', classes: `govuk-input--width-2${error}`, value: text(form, 'on-month') },
      { name: 'year', classes: `govuk-input--width-4${error}`, value: text(form, 'on-year') },
    ],
    title: day.title,
    source: day.source,
    divisions: DIVISIONS.map((value) => ({
      value,
      text: regionInWords(value),
      checked: day.divisions.includes(value),
    })),
  };
}

const about = ({ message, mend }: Refusal): ProclamationFormPage['fieldErrors'] => ({
  on: { text: `${message} ${mend}` },
});

function missing(form: ProclamationForm, day: ProclaimedDay): ProclamationFormPage['fieldErrors'] {
  const hasDate = ['on-day', 'on-month', 'on-year'].every((name) => text(form, name));
  return {
    ...(!hasDate && { on: { text: 'Enter the date of the day off, with day, month and year' } }),
    ...(!day.title && { title: { text: 'Enter what the day is called' } }),
    ...(day.divisions.length === 0 && { divisions: { text: 'Select at least one part of the United Kingdom' } }),
    ...(!day.source && { source: { text: 'Enter the proclamation that the day rests on' } }),
  };
}

/** What the day would move, to be confirmed. */
export interface ProclamationCheckPage {
  back: string;
  action: string;
  errors: { text: string; href: string }[];
  day: string;
  title: string;
  where: string;
  source: string;
  isPast: boolean;
  /** Hidden fields of the confirmation. */
  fields: { name: string; value: string }[];
  moves: { href: string; title: string; who: string; from: string; to: string; why: string }[];
  elsewhere: number;
  unmoved: number;
}

/** @param facts `agencies`: names by id; `today` in London; `refusal` of a confirmation that came too late. */
export function presentProclamationCheck(facts: {
  preview: ProclamationPreview;
  agencies: ReadonlyMap<string, string>;
  today: LocalDate;
  refusal: Refusal | null;
}): ProclamationCheckPage {
  const { preview, agencies, today, refusal } = facts;
  const { day, moves, movesElsewhere, unmoved, seal } = preview;
  const [year = '', month = '', date = ''] = day.on.split('-');
  const parts = {
    check: '1',
    'on-year': year,
    'on-month': month,
    'on-day': date,
    title: day.title,
    source: day.source,
  };
  const query = [...Object.entries(parts), ...day.divisions.map((division) => ['divisions', division])];
  return {
    back: `${paths.proclaim({})}?${new URLSearchParams(query.filter(([name]) => name !== 'check')).toString()}`,
    action: paths.proclaimedDays({}),
    errors: refusal ? [{ text: `${refusal.message} ${refusal.mend}`, href: '#moves' }] : [],
    day: localDateText(day.on),
    title: day.title,
    where: whereText(day.divisions),
    source: day.source,
    isPast: day.on < today,
    fields: [...query, ['seal', seal]].map(([name, value]) => ({ name: name!, value: value! })),
    moves: moves.map(({ open, counted }) => ({
      href: paths.deadline({ id: open.id }),
      title: counted.duty,
      who: open.agencyId === null ? 'Everybody' : (agencies.get(open.agencyId) ?? 'Another agency'),
      from: localDateText(open.dueOn),
      to: localDateText(counted.dueOn),
      why: `${localDateText(day.on)} is no longer counted: ${counted.rule}.`,
    })),
    elsewhere: movesElsewhere,
    unmoved,
  };
}
