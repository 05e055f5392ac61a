import type { Actor, OfficerLine } from '@broker/identity';
import type { LocalDate } from '@broker/kernel';
import { paths } from '../paths.js';
import { blankForm, datePartsOf, partsOf, textOf, type FormPage, type SentForm } from './form.presenter.js';

/** Which question a refusal is about. */
export const ABSENCE_PLACES = {
  'officers/not-your-absence': 'officerId',
  'officers/not-in-post': 'officerId',
  'officers/absent-already': 'fromOn',
  'officers/absence-over': 'toOn',
  'officers/end-before-start': 'toOn',
  'working-calendar/unreadable-date': 'fromOn',
} as const;

/** The form that states an absence: one's own, and for a signing officer that of anybody in the agency. */
export function presentAbsence(
  actor: Pick<Actor, 'officerId' | 'agencyId' | 'role'>,
  colleagues: readonly OfficerLine[],
  on: LocalDate,
  form?: SentForm,
): FormPage {
  const people = [...new Map(colleagues.map(({ officerId, name }) => [officerId, name]))].filter(
    ([officerId]) => actor.role === 'signing-officer' || officerId === actor.officerId,
  );
  const chosen = textOf(form, 'officerId') || actor.officerId;
  const without = colleagues.filter(({ officerId, deputyId }) => officerId === actor.officerId && deputyId === null);
  return blankForm({
    title: 'Say who is away',
    caption: 'Absence',
    back: { text: 'Your agency', href: paths.partner({ id: actor.agencyId }) },
    lead:
      without.length > 0
        ? 'Nobody is named to stand in for you: what would reach you reaches nobody meanwhile. Ask your signing officer to name a deputy.'
        : 'What would reach the person reaches their deputy meanwhile. Afterwards it reaches the person again, by itself.',
    fields: [
      {
        kind: 'select',
        id: 'officerId',
        label: 'Who is away?',
        items: people.map(([value, text]) => ({ value, text, checked: value === chosen })),
      },
      { kind: 'date', id: 'fromOn', label: 'First day away', value: form ? datePartsOf(form, 'fromOn') : partsOf(on) },
      { kind: 'date', id: 'toOn', label: 'Last day away', value: datePartsOf(form, 'toOn') },
    ],
    button: 'Save',
  });
}
