import {
  ROLE_NAMES,
  type AccountView,
  type Actor,
  type PasskeyView,
  type Role,
  type SessionView,
  type SignInReset,
  type Ways,
} from '@broker/identity';
import { localDateText, momentText } from '../format/dates.js';

/** Whoever signs or decides for an agency should have a second proof. */
const BINDING_ROLES: readonly Role[] = ['signing-officer', 'designated-officer', 'partnership-manager', 'data-steward'];

/** What the account page shows. */
export interface AccountPage {
  name: string;
  email: string;
  hasPassword: boolean;
  app: boolean;
  hasSecondProof: boolean;
  /** Why a second proof matters to this person; null when there is one, or it matters less. */
  urge: string | null;
  codesLeft: string | null;
  passkeys: { id: string; name: string; added: string; used: string }[];
  sessions: { id: string; browser: string; started: string; seen: string; isThis: boolean }[];
  appointments: string[];
  /** What to say while others reset this person's sign-in; null when nobody does. */
  reset: string | null;
}

/** Everything about a person's own sign-in, in words. */
export function presentAccount(given: {
  actor: Actor;
  account: AccountView;
  ways: Ways;
  passkeys: readonly PasskeyView[];
  sessions: readonly SessionView[];
  reset: SignInReset | null;
}): AccountPage {
  const { actor, account, ways, reset } = given;
  const hasSecondProof = ways.app || ways.passkeys > 0;
  return {
    name: account.name,
    email: account.email,
    hasPassword: account.hasPassword,
    app: ways.app,
    hasSecondProof,
    urge:
      !hasSecondProof && BINDING_ROLES.includes(actor.role)
        ? `As ${ROLE_NAMES[actor.role]} you act for your agency. A password alone can be stolen: add a second way to show that it is you.`
        : null,
    codesLeft: hasSecondProof ? codesText(ways.recoveryCodesLeft) : null,
    passkeys: given.passkeys.map(({ id, name, addedAt, lastUsedAt }) => ({
      id,
      name,
      added: momentText(addedAt),
      used: lastUsedAt ? momentText(lastUsedAt) : 'Not yet',
    })),
    sessions: given.sessions.map(({ id, browser, startedAt, lastSeenAt }) => ({
      id,
      browser: browser || 'A browser we do not know',
      started: momentText(startedAt),
      seen: momentText(lastSeenAt),
      isThis: id === actor.sessionId,
    })),
    appointments: account.appointments.map(appointmentText),
    reset: reset && resetText(reset),
  };
}

const codesText = (left: number): string => (left === 0 ? 'None left' : left === 1 ? '1 left' : `${left} left`);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const appointmentText = ({ role, agency, startedOn, endedOn }: AccountView['appointments'][number]): string =>
  `${capital(ROLE_NAMES[role])}, ${agency}, since ${localDateText(startedOn)}${endedOn ? ` until ${localDateText(endedOn)}` : ''}`;

const resetText = ({ startedAt, approvedAt }: SignInReset): string =>
  approvedAt
    ? `Two colleagues have asked to reset how you sign in, approved on ${momentText(approvedAt)}. A day later a link lets whoever has it choose a new password for you.`
    : `A colleague asked on ${momentText(startedAt)} to reset how you sign in. Nothing happens before a second one approves.`;
