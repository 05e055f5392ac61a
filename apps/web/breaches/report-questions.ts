import { INFORMATION, type BreachView } from '@broker/breach';
import { paths } from '../paths.js';
import { area, choices, NOBODY, type BreachForm } from './breach-form.js';
import { countOf, dateField, dateOf, listOf, textOf } from './form-fields.js';

const check = ({ id }: BreachView): string => paths.breachStep({ id, step: 'report' });

/** The questions of the report, one a page, saved as one goes (ISA-32a). */
export const REPORT_QUESTIONS: BreachForm[] = [
  {
    name: 'aware',
    act: 'breach.report',
    title: 'When did your agency become aware?',
    button: 'Save and continue',
    fields: ({ view }, sent) => [
      dateField(
        'aware',
        'When did your agency become aware?',
        'The day on which somebody in your agency first knew. The five working days for the report are counted from it.',
        sent,
        view.breach.report.awareOn,
      ),
    ],
    command: (form) => ({ step: 'amend', answers: { awareOn: dateOf(form, 'aware') } }),
    next: ({ id }) => paths.breachStep({ id, step: 'partners' }),
  },
  {
    name: 'partners',
    act: 'breach.report',
    title: 'Which partner is alleged to be in breach?',
    button: 'Save and continue',
    fields: ({ view, others }, sent) => [
      {
        kind: 'checkboxes',
        id: 'accused',
        label: 'Which partner is alleged to be in breach?',
        hint: 'Choose every partner that it concerns. Each answers for itself.',
        items: choices(
          others.map(({ agencyId, agency }) => [agencyId, agency] as const),
          sent ? listOf(sent, 'accused') : view.breach.report.accused,
        ),
      },
    ],
    command: (form) => ({ step: 'amend', answers: { accused: listOf(form, 'accused') } }),
    next: ({ id }) => paths.breachStep({ id, step: 'happened' }),
  },
  {
    name: 'happened',
    act: 'breach.report',
    title: 'What happened?',
    button: 'Save and continue',
    fields: ({ view }, sent) => [
      area('happened', 'What happened?', NOBODY, sent, view.breach.report.whatHappened ?? ''),
    ],
    command: (form) => ({ step: 'amend', answers: { whatHappened: textOf(form, 'happened') } }),
    next: ({ id }) => paths.breachStep({ id, step: 'information' }),
  },
  {
    name: 'information',
    act: 'breach.report',
    title: 'What information is concerned?',
    button: 'Save and continue',
    fields: ({ view }, sent) => [
      {
        kind: 'checkboxes',
        id: 'information',
        label: 'What information is concerned?',
        hint: 'Choose all that apply. With personal information the 72 hours of the Information Commissioner run as well.',
        items: choices(
          Object.entries(INFORMATION),
          sent ? listOf(sent, 'information') : view.breach.report.information,
        ),
      },
    ],
    command: (form) => ({ step: 'amend', answers: { information: listOf(form, 'information') } }),
    next: ({ id }) => paths.breachStep({ id, step: 'people' }),
  },
  {
    name: 'people',
    act: 'breach.report',
    title: 'How many people is the information about?',
    button: 'Save and continue',
    fields: ({ view }, sent) => [
      {
        kind: 'input',
        id: 'people',
        label: 'How many people is the information about?',
        hint: 'A whole number. Leave it empty if that is not known yet.',
        width: '5',
        value: sent ? textOf(sent, 'people') : String(view.breach.report.people ?? ''),
      },
    ],
    command: (form) => ({ step: 'amend', answers: { people: countOf(form, 'people') } }),
    next: check,
  },
];
