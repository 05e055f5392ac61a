import type { Refusal } from '@broker/kernel';

const refusal = (what: string, message: string, mend: string, clause: Refusal['clause'] = 'ISA-26'): Refusal => ({
  code: `identity/${what}`,
  clause,
  message,
  mend,
});

/** The same for an unknown address and for a wrong password. */
export const wrongEmailOrPassword = refusal(
  'wrong-email-or-password',
  'The email address or the password is not right.',
  'Check both and try again.',
);

export const wrongPassword = refusal('wrong-password', 'The password is not right.', 'Check it and try again.');

export const wrongCode = refusal(
  'wrong-code',
  'The code is not right, or it has been used already.',
  'Wait for the next code of your app, or use one of your recovery codes.',
);

export const secondFactorNeeded = refusal(
  'second-factor-needed',
  'This account asks for a second proof of who it is.',
  'Give the code of the authenticator app too.',
);

export const noAppointment = refusal(
  'no-appointment',
  'You hold no appointment in any partnership today.',
  'Ask your agency to nominate you.',
  'ISA-20',
);

export const attemptOver = refusal(
  'attempt-over',
  'This sign-in took too long or was finished already.',
  'Begin again.',
);

export const passkeyRefused = refusal(
  'passkey-refused',
  'The passkey could not be accepted.',
  'Try again, or use your password and a code instead.',
);

export const invitationUnknown = refusal(
  'invitation-unknown',
  'This link is not one of ours, or a newer one has taken its place.',
  'Check that you have the whole link, or ask the person who sent it for a new one.',
  'ISA-20',
);

export const invitationExpired = refusal(
  'invitation-expired',
  'This link has expired: it was good for 7 days.',
  'Ask the person who sent it for a new one.',
  'ISA-20',
);

export const invitationUsed = refusal(
  'invitation-used',
  'This link has been used already. It works once.',
  'Sign in with the password you chose. If it was not you who used the link, tell your agency’s signing officer at once.',
  'ISA-20',
);

export const invitationWithdrawn = refusal(
  'invitation-withdrawn',
  'This link has been withdrawn.',
  'Ask the person who sent it whether there is a newer one.',
  'ISA-20',
);

export const invitationNotYet = refusal(
  'invitation-not-yet',
  'This link is not good yet: after a reset the officer has a day to object.',
  'Come back once the day is over.',
);
