import type { Ways } from '@broker/identity';
import type { Refusal } from '@broker/kernel';
import { formFaults, refusalSentence, type Form, type FormFaults } from '../format/form.js';
import { localPath } from '../paths.js';

/** What the page that asks again who it is shows. */
export interface ConfirmPage extends FormFaults {
  next: string;
  /** Whoever has set up a second proof shows that; everybody else the password. */
  asks: 'code' | 'password';
  hasPasskey: boolean;
  hasApp: boolean;
}

/** @param given where to go afterwards, what the person has set up, what was sent (undefined before anything was), and the refusal. */
export function presentConfirm(given: { next: unknown; ways: Ways; sent?: Form; refusal?: Refusal }): ConfirmPage {
  const { app, passkeys } = given.ways;
  const asks = app || passkeys > 0 ? 'code' : 'password';
  const value = given.sent?.[asks];
  const isMissing = given.sent !== undefined && (typeof value !== 'string' || value.trim() === '');
  const fault = given.refusal ? refusalSentence(given.refusal) : isMissing ? MISSING[asks] : null;
  return {
    next: localPath(given.next),
    asks,
    hasPasskey: passkeys > 0,
    hasApp: app,
    ...formFaults({ [asks]: fault }),
  };
}

const MISSING = { code: 'Enter the code', password: 'Enter your password' };
