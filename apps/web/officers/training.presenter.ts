import type { OfficerLine } from '@broker/identity';
import { paths } from '../paths.js';
import { blankForm, datePartsOf, textOf, type FormPage, type SentForm } from './form.presenter.js';
import type { AgencyNamed } from './nomination.presenter.js';

/** Which question a refusal is about. */
export const TRAINING_PLACES = {
  'officers/no-such-officer': 'officerId',
  'officers/own-training': 'officerId',
  'officers/course-missing': 'course',
  'officers/training-to-come': 'heldOn',
  'officers/training-expires-before': 'expiresOn',
  'working-calendar/unreadable-date': 'heldOn',
} as const;

/** The form that records a course. @param colleagues who may have taken it; @param form what was sent, when it was refused. */
export function presentTraining(place: AgencyNamed, colleagues: readonly OfficerLine[], form?: SentForm): FormPage {
  const people = [...new Map(colleagues.map(({ officerId, name }) => [officerId, name]))];
  const chosen = textOf(form, 'officerId');
  return blankForm({
    title: 'Record training',
    caption: place.agency,
    back: { text: place.agency, href: paths.partner({ id: place.agencyId }) },
    lead: 'After its last good day the officer may still read, but not authorise. They and you are reminded 30 and 7 days before.',
    fields: [
      {
        kind: 'select',
        id: 'officerId',
        label: 'Who took it?',
        items: [
          { value: '', text: 'Choose somebody', checked: chosen === '' },
          ...people.map(([value, text]) => ({ value, text, checked: value === chosen })),
        ],
      },
      { kind: 'text', id: 'course', label: 'Course', value: textOf(form, 'course'), autocomplete: 'off' },
      {
        kind: 'date',
        id: 'heldOn',
        label: 'Day of the course',
        hint: 'For example 7 6 2026',
        value: datePartsOf(form, 'heldOn'),
      },
      {
        kind: 'date',
        id: 'expiresOn',
        label: 'Last day on which it is good',
        hint: 'Usually a year later',
        value: datePartsOf(form, 'expiresOn'),
      },
    ],
    button: 'Record',
  });
}
