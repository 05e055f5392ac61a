import type { Refusal } from '@broker/kernel';
import { localPath } from '../paths.js';

/** What the page that asks again who it is shows. */
export interface ConfirmPage {
  next: string;
  errors: { text: string; href: string }[];
  fieldErrors: { password?: { text: string } };
}

/** @param given where to go afterwards, what was sent (undefined before anything was), and the refusal if there is one. */
export function presentConfirm(given: { next: unknown; password?: unknown; refusal?: Refusal }): ConfirmPage {
  const text = given.refusal
    ? `${given.refusal.message} ${given.refusal.mend}`
    : given.password !== undefined && (typeof given.password !== 'string' || given.password === '')
      ? 'Enter your password'
      : null;
  return {
    next: localPath(given.next),
    errors: text ? [{ text, href: '#password' }] : [],
    fieldErrors: text ? { password: { text } } : {},
  };
}
