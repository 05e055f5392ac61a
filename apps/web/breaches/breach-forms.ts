import { isOpen, type BreachView } from '@broker/breach';
import type { BreachForm } from './breach-form.js';
import { COMMISSIONER_FORMS } from './commissioner-forms.js';
import type { Field } from './form-fields.js';
import { REPORT_QUESTIONS } from './report-questions.js';
import { STEP_FORMS } from './step-forms.js';

/** Every form of a breach but the sending of the report, which has its own page. */
export const BREACH_FORMS: readonly BreachForm[] = [...REPORT_QUESTIONS, ...STEP_FORMS, ...COMMISSIONER_FORMS];

/** Other breaches that a breach can be merged into: reported, not yet met about, not ended. */
export const mergeableInto = (views: readonly BreachView[], id: string): BreachView[] =>
  views.filter(({ id: other, breach }) => other !== id && breach.reported && !breach.met && isOpen(breach.state));

/** At which field a refusal is shown. */
const FIELD_OF: Readonly<Record<string, string>> = {
  'answer-missing': 'answer',
  'place-missing': 'place',
  'nobody-attended': 'attended',
  'attended-by-non-partner': 'attended',
  'action-incomplete': 'action-0',
  'action-owner-not-a-partner': 'action-0',
  'action-due-before-meeting': 'action-0',
  'note-missing': 'note',
  'aware-after-report': 'aware',
  'decision-reason-missing': 'why',
  'notification-incomplete': 'nature',
  'late-reasons-missing': 'late',
  'individuals-reason-missing': 'why',
};

/** The field that a refusal belongs to; the first of the form where none is named; null in a form without fields. */
export function fieldOf(code: string, fields: readonly Field[]): string | null {
  const named = FIELD_OF[code.replace('breach/', '')];
  return fields.find(({ id }) => id === named)?.id ?? fields[0]?.id ?? null;
}
