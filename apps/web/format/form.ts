import type { Refusal } from '@broker/kernel';

/** What was sent with a form; anything may be missing. */
export type Form = Record<string, unknown> | undefined;

/** A field of a form as text; empty when it is missing or is no text. */
export const textOf = (form: Form, name: string): string => {
  const value = form?.[name];
  return typeof value === 'string' ? value : '';
};

/** The faults of a form, on top and at the field. */
export interface FormFaults {
  errors: { text: string; href: string }[];
  fieldErrors: Record<string, { text: string }>;
}

/** @param faults field → what is wrong; the field's name is its id too. Fields without a fault hold null. */
export function formFaults(faults: Record<string, string | null>): FormFaults {
  const found = Object.entries(faults).filter((fault): fault is [string, string] => fault[1] !== null);
  return {
    errors: found.map(([field, text]) => ({ text, href: `#${field}` })),
    fieldErrors: Object.fromEntries(found.map(([field, text]) => [field, { text }])),
  };
}

/** A refusal as the sentence that stands at a field. */
export const refusalSentence = ({ message, mend }: Refusal): string => `${message} ${mend}`;
