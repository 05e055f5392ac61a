import type { NotificationContent } from '@broker/breach';
import { area, choices, NOBODY, type BreachForm } from './breach-form.js';
import { countOf, listOf, textOf, type Field, type Sent } from './form-fields.js';

/** The forms of the two decisions that data protection law asks of a partner in breach. */
export const COMMISSIONER_FORMS: BreachForm[] = [
  {
    name: 'commissioner',
    act: 'breach.answer',
    title: 'The Information Commissioner',
    intro:
      'Notify within 72 hours of becoming aware, unless a risk to anybody is unlikely. The decision is recorded either way.',
    button: 'Record the decision',
    fields: (_, sent) => commissionerFields(sent),
    command: (form) => ({
      step: 'decide-commissioner',
      notify: textOf(form, 'notify') === 'yes',
      reason: textOf(form, 'notify') === '' ? '' : textOf(form, 'why'),
      content: contentOf(form),
      lateReasons: textOf(form, 'late'),
    }),
  },
  {
    name: 'individuals',
    act: 'breach.answer',
    title: 'Telling the people concerned',
    intro: 'They are told where the risk to them is high (UK GDPR Article 34; Data Protection Act 2018, section 68).',
    button: 'Record the decision',
    fields: (_, sent) => [
      {
        kind: 'radios',
        id: 'tell',
        label: 'Are they told?',
        items: choices(
          [
            ['yes', 'Yes'],
            ['no', 'No'],
          ],
          sent ? listOf(sent, 'tell') : [],
        ),
      },
      area('why', 'Why?', NOBODY, sent),
    ],
    command: (form) => ({
      step: 'decide-individuals',
      tell: textOf(form, 'tell') === 'yes',
      reason: textOf(form, 'tell') === '' ? '' : textOf(form, 'why'),
    }),
  },
];

function commissionerFields(sent: Sent | null): Field[] {
  const line = (id: string, label: string): Field => ({
    kind: 'input',
    id,
    label,
    width: '5',
    value: sent ? textOf(sent, id) : '',
  });
  const only = 'Only where the Commissioner is notified.';
  return [
    {
      kind: 'radios',
      id: 'notify',
      label: 'Does your agency notify the Information Commissioner?',
      items: choices(
        [
          ['yes', 'Yes'],
          ['no', 'No, a risk to anybody is unlikely'],
        ],
        sent ? listOf(sent, 'notify') : [],
      ),
    },
    area('why', 'Why?', NOBODY, sent),
    area('nature', 'What is the nature of the breach?', only, sent),
    line('people', 'People concerned, if known'),
    line('records', 'Records concerned, if known'),
    {
      kind: 'input',
      id: 'contact',
      label: 'Whom can the Commissioner ask?',
      hint: 'The post of the data protection officer, not a name.',
      value: sent ? textOf(sent, 'contact') : '',
    },
    area('consequences', 'What are the likely consequences?', only, sent),
    area('measures', 'What has been done about it?', only, sent),
    area('late', 'If more than 72 hours have passed, why?', only, sent),
  ];
}

const contentOf = (form: Sent): NotificationContent => ({
  nature: textOf(form, 'nature'),
  people: countOf(form, 'people'),
  records: countOf(form, 'records'),
  contact: textOf(form, 'contact'),
  consequences: textOf(form, 'consequences'),
  measures: textOf(form, 'measures'),
});
