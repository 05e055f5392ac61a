import { TOOLKIT_STATUSES, type RegistrationLine } from '@broker/identity';
import { paths } from '../paths.js';
import { blankForm, datePartsOf, textOf, type FormPage, type SentForm } from './form.presenter.js';
import type { AgencyNamed } from './nomination.presenter.js';

/** Which question a refusal is about. */
export const REGISTRATION_PLACES = {
  'officers/registration-number-malformed': 'number',
  'officers/registration-lapsed-already': 'expiresOn',
  'officers/exemption-without-reason': 'exemptReason',
  'officers/toolkit-year': 'endsIn',
  'working-calendar/unreadable-date': 'expiresOn',
} as const;

const backTo = ({ agencyId, agency }: AgencyNamed) => ({ text: agency, href: paths.partner({ id: agencyId }) });

/** The form that records a registration, or why none is needed. @param newest to begin from, or null. */
export function presentRegistration(place: AgencyNamed, newest: RegistrationLine | null, form?: SentForm): FormPage {
  const isExempt = form ? textOf(form, 'kind') === 'exempt' : newest?.number === null;
  return blankForm({
    title: 'Data protection registration',
    caption: place.agency,
    back: backTo(place),
    lead: 'As it stands in the Information Commissioner’s register. You are reminded 60, 30 and 7 days before it runs out. What was recorded before stays as its history.',
    fields: [
      {
        kind: 'radios',
        id: 'kind',
        label: 'Is the agency registered?',
        items: [
          { value: 'registered', text: 'Yes', checked: !isExempt },
          { value: 'exempt', text: 'No, it is exempt', checked: isExempt },
        ],
      },
      {
        kind: 'text',
        id: 'number',
        label: 'Registration number',
        hint: 'If it is registered. For example ZA123456',
        value: form ? textOf(form, 'number') : (newest?.number ?? ''),
        width: 'govuk-input--width-10',
        autocomplete: 'off',
      },
      { kind: 'date', id: 'expiresOn', label: 'Last day of the registration', value: datePartsOf(form, 'expiresOn') },
      {
        kind: 'textarea',
        id: 'exemptReason',
        label: 'Why is it exempt?',
        hint: 'If it is not registered.',
        value: textOf(form, 'exemptReason'),
      },
    ],
    button: 'Record',
  });
}

/** The form that records what a health body published in the toolkit. @param year this year. */
export function presentToolkit(place: AgencyNamed, year: number, form?: SentForm): FormPage {
  const chosen = textOf(form, 'status') || 'standards-met';
  return blankForm({
    title: 'Data Security and Protection Toolkit',
    caption: place.agency,
    back: backTo(place),
    lead: 'What the agency published for a year of the toolkit, which runs from July to June.',
    fields: [
      {
        kind: 'text',
        id: 'endsIn',
        label: 'Year in which it ends',
        hint: `${year} for July ${year - 1} to June ${year}`,
        value: form ? textOf(form, 'endsIn') : String(year),
        width: 'govuk-input--width-4',
      },
      {
        kind: 'radios',
        id: 'status',
        label: 'Status',
        items: Object.entries(TOOLKIT_STATUSES).map(([value, text]) => ({ value, text, checked: value === chosen })),
      },
    ],
    button: 'Record',
  });
}
