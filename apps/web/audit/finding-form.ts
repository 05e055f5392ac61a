import { EXCEPTION_RULES, SEVERITIES, type LogRow } from '@broker/audit';
import { textOf, type Form } from '../format/form.js';
import { blankForm, datePartsOf, type FormPage } from '../officers/form.presenter.js';
import { paths } from '../paths.js';

/** Code of a refusal → the question it is about. */
export const FINDING_PLACES: Readonly<Record<string, string>> = {
  'audit/finding-severity': 'severity',
  'audit/finding-words': 'words',
  'audit/finding-rule': 'rule',
  'audit/finding-follow-up': 'followUpOn',
};

/** The form by which an auditor records a finding. @param query names the sample it came from, if any. */
export function findingForm({ id, reference, agency, exceptions }: LogRow, query: Form, form: Form): FormPage {
  const sample = textOf(query, 'sample');
  const rule = form ? textOf(form, 'rule') : (exceptions[0] ?? '');
  return blankForm({
    title: 'Record a finding',
    caption: reference ?? '',
    back: sample
      ? { text: 'The sample', href: paths.sample({ id: sample }) }
      : { text: 'The record', href: paths.logRecord({ id }) },
    lead: `${agency} is told at once and has until the day that you set to say what it has done. Do not name anybody.`,
    button: 'Record the finding',
    fields: [
      {
        kind: 'radios',
        id: 'severity',
        label: 'How grave is it?',
        items: Object.entries(SEVERITIES).map(([value, text]) => ({
          value,
          text,
          checked: value === textOf(form, 'severity'),
        })),
      },
      { kind: 'textarea', id: 'words', label: 'What did you find?', value: textOf(form, 'words') },
      {
        kind: 'select',
        id: 'rule',
        label: 'Which rule led to it?',
        items: [
          { value: '', text: 'None of them' },
          ...EXCEPTION_RULES.map(({ id: value, title: text }) => ({ value, text })),
        ].map((item) => ({ ...item, checked: item.value === rule })),
      },
      {
        kind: 'date',
        id: 'followUpOn',
        label: 'When do you follow it up?',
        hint: 'For example, 27 3 2027',
        value: datePartsOf(form, 'followUpOn'),
      },
    ],
  });
}
