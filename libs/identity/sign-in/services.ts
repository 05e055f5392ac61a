import { AccountQueries } from './account.queries.js';
import { GuessingService } from './guessing.service.js';
import { InvitationService } from './invitation.service.js';
import { PasskeyService } from './passkey.service.js';
import { PasswordService } from './password.service.js';
import { ProviderService } from './provider.service.js';
import { SecondFactorService } from './second-factor.service.js';
import { SessionService } from './session.service.js';
import { SignInResetService } from './sign-in-reset.service.js';
import { SignInService } from './sign-in.service.js';

/** The services of sign-in. */
export const SIGN_IN_SERVICES = [
  AccountQueries,
  GuessingService,
  SessionService,
  SecondFactorService,
  SignInService,
  PasswordService,
  PasskeyService,
  InvitationService,
  SignInResetService,
  ProviderService,
];
