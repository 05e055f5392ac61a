import type { ProviderView } from '@broker/identity';
import type { Refusal } from '@broker/kernel';
import { formFaults, refusalSentence, type FormFaults } from '../format/form.js';
import { localPath, paths } from '../paths.js';

/** What the sign-in page shows. */
export interface SignInPage extends FormFaults {
  next: string;
  /** As it was typed; the password never comes back. */
  email: string;
  /** Agencies that have a sign-in of their own. */
  providers: { text: string; href: string }[];
}

/** @param given what was typed (undefined before anything was sent), where to go afterwards, and the refusal if there is one. */
export function presentSignIn(given: {
  email?: unknown;
  password?: unknown;
  next: unknown;
  refusal?: Refusal;
  providers?: readonly ProviderView[];
}): SignInPage {
  const next = localPath(given.next);
  const faults: Record<string, string | null> = given.refusal
    ? { email: refusalSentence(given.refusal) }
    : {
        email: isEmpty(given.email) ? 'Enter your email address' : null,
        password: isEmpty(given.password) ? 'Enter your password' : null,
      };
  return {
    next,
    email: typeof given.email === 'string' ? given.email : '',
    providers: (given.providers ?? []).map(({ id, agency }) => ({
      text: agency,
      href: paths.signInProvider({ id }, { next }),
    })),
    ...formFaults(faults),
  };
}

const isEmpty = (given: unknown): boolean => given !== undefined && (typeof given !== 'string' || given.trim() === '');
