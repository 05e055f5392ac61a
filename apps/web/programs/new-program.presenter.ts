import { PERMISSIONS, scopeGroupsFor, type Role } from '@broker/identity';
import type { Refusal } from '@broker/kernel';

/** What was typed into the form. */
export interface ProgramForm {
  name: string;
  scopes: string[];
  days: string;
}

/** What the form that lets a program in shows. */
export interface NewProgramPage {
  name: string;
  /** GOV.UK checkbox and radio items. */
  scopes: { value: string; text: string; hint: { text: string }; checked: boolean }[];
  days: { value: string; text: string; checked: boolean }[];
  errors: { text: string; href: string }[];
  fieldErrors: Partial<Record<keyof ProgramForm, { text: string }>>;
}

const DAYS = ['30', '90', '180'];

/** The form before anything was typed: nothing chosen, 90 days. */
export const EMPTY_FORM: ProgramForm = { name: '', scopes: [], days: '90' };

/** What arrived with the form, whatever it is. */
export function programForm(form: Record<string, unknown> | undefined): ProgramForm {
  const { name, scopes, days } = form ?? {};
  return {
    name: typeof name === 'string' ? name : '',
    scopes: [scopes ?? []].flat().filter((scope) => typeof scope === 'string'),
    days: typeof days === 'string' ? days : '',
  };
}

/** @param role of the person who lets the program in: it can be given what that role may do, and no more. */
export function presentNewProgram(role: Role, form: ProgramForm, refusal?: Refusal): NewProgramPage {
  const fieldErrors = refusal ? { [fieldOf(refusal)]: { text: `${refusal.message} ${refusal.mend}` } } : {};
  return {
    name: form.name,
    scopes: scopeGroupsFor(role).map(({ scope, words, acts }) => ({
      value: scope,
      text: words,
      hint: { text: sentence(acts.map((act) => PERMISSIONS[act].words)) },
      checked: form.scopes.includes(scope),
    })),
    days: DAYS.map((days) => ({ value: days, text: `${days} days`, checked: form.days === days })),
    errors: Object.entries(fieldErrors).map(([field, { text }]) => ({ text, href: `#${field}` })),
    fieldErrors,
  };
}

function fieldOf({ code }: Refusal): keyof ProgramForm {
  if (code === 'identity/program-name') return 'name';
  return code === 'identity/program-days' ? 'days' : 'scopes';
}

/** "See the datasets, see the releases, download a release." */
function sentence(parts: readonly string[]): string {
  const text = parts.join(', ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
