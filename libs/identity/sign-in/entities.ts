import { AuthenticatorApp } from './authenticator-app.entity.js';
import { GuessCounter } from './guess-counter.entity.js';
import { IdentityProvider } from './identity-provider.entity.js';
import { Invitation } from './invitation.entity.js';
import { Passkey } from './passkey.entity.js';
import { ProviderSubject } from './provider-subject.entity.js';
import { RecoveryCode } from './recovery-code.entity.js';
import { SignInAttempt } from './sign-in-attempt.entity.js';
import { SignInReset } from './sign-in-reset.entity.js';

/** The tables of sign-in, besides officers and their sessions. */
export const SIGN_IN_ENTITIES = [
  GuessCounter,
  Invitation,
  AuthenticatorApp,
  RecoveryCode,
  Passkey,
  SignInAttempt,
  SignInReset,
  IdentityProvider,
  ProviderSubject,
];
