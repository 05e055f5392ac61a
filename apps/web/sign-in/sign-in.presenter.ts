import type { Refusal } from '@broker/kernel';
import { localPath } from '../paths.js';

/** What the sign-in page shows. */
export interface SignInPage {
  next: string;
  /** As it was typed; the password never comes back. */
  email: string;
  errors: { text: string; href: string }[];
  fieldErrors: { email?: { text: string }; password?: { text: string } };
}

/** @param given what was typed (undefined before anything was sent), where to go afterwards, and the refusal if there is one. */
export function presentSignIn(given: {
  email?: unknown;
  password?: unknown;
  next: unknown;
  refusal?: Refusal;
}): SignInPage {
  const fieldErrors = given.refusal ? { email: { text: sentence(given.refusal) } } : missing(given);
  return {
    next: localPath(given.next),
    email: typeof given.email === 'string' ? given.email : '',
    errors: Object.entries(fieldErrors).map(([field, { text }]) => ({ text, href: `#${field}` })),
    fieldErrors,
  };
}

const sentence = ({ message, mend }: Refusal): string => `${message} ${mend}`;

const isEmpty = (given: unknown): boolean => given !== undefined && (typeof given !== 'string' || given.trim() === '');

const missing = (given: { email?: unknown; password?: unknown }): SignInPage['fieldErrors'] => ({
  ...(isEmpty(given.email) && { email: { text: 'Enter your email address' } }),
  ...(isEmpty(given.password) && { password: { text: 'Enter your password' } }),
});
