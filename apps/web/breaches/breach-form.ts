import type { BreachCommand, BreachView } from '@broker/breach';
import type { Act } from '@broker/identity';
import { textOf, type Choice, type Field, type Sent } from './form-fields.js';

/** What a form is made of: the breach, the agencies to choose from, and the other breaches it could be merged into. */
export interface FormFacts {
  view: BreachView;
  agencyId: string;
  /** Signatories but the actor's own agency. */
  others: readonly { agencyId: string; agency: string }[];
  mergeable: readonly BreachView[];
  actionId: string;
}

/** One page that does one step of a breach. */
export interface BreachForm {
  /** Last part of its address. */
  name: string;
  act: Act;
  title: string;
  intro?: string;
  button: string;
  isWarning?: true;
  /** What a second button says that asks for one more of the last field, and keeps nothing yet. */
  more?: string;
  /** @param sent what was sent before and refused; null on the first look. */
  fields(facts: FormFacts, sent: Sent | null): Field[];
  command(form: Sent, facts: FormFacts): BreachCommand;
  /** Where it goes on; the breach itself when left out. */
  next?(view: BreachView): string;
}

/** A question answered in sentences. */
export const area = (id: string, label: string, hint: string, sent: Sent | null, value = ''): Field => ({
  kind: 'textarea',
  id,
  label,
  hint,
  value: sent ? textOf(sent, id) : value,
});

/** What every free text is asked to keep to. */
export const NOBODY = 'In plain words, without naming anybody.';

/** Boxes or buttons to choose from. */
export const choices = (from: readonly (readonly [string, string])[], chosen: readonly string[]): Choice[] =>
  from.map(([value, text]) => ({ value, text, checked: chosen.includes(value) }));
