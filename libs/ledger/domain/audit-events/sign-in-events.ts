import type { AuditEvent } from './audit-event.js';

/** How people come in, and what changes about it. The subject of an entry is the officer whose sign-in it is. */
export const SIGN_IN_EVENTS = {
  StepUpPassed: {
    clause: 'ISA-26',
    meaning: 'A signed-in officer showed again who they are.',
    outcome: 'done',
    facts: ['method'],
  },
  SessionsEnded: {
    clause: 'ISA-26',
    meaning: 'Signed-in browsers of an officer were signed out.',
    outcome: 'done',
    facts: ['count', 'reason'],
  },
  OfficerInvited: {
    clause: 'ISA-20',
    meaning: 'An officer was given a link by which to choose a password.',
    outcome: 'done',
    facts: ['opensAt', 'expiresAt'],
  },
  InvitationAccepted: {
    clause: 'ISA-26',
    meaning: 'An officer chose a password by a link.',
    outcome: 'done',
    facts: [],
  },
  InvitationRefused: {
    clause: 'ISA-26',
    meaning: 'Somebody followed a link that is not or no longer good, or chose a password that is not.',
    outcome: 'refused',
    facts: ['code'],
  },
  PasswordChanged: {
    clause: 'ISA-26',
    meaning: 'An officer changed their password.',
    outcome: 'done',
    facts: [],
  },
  SecondFactorAdded: {
    clause: 'ISA-26',
    meaning: 'An officer added a way to show who they are.',
    outcome: 'done',
    facts: ['method'],
  },
  SecondFactorRemoved: {
    clause: 'ISA-26',
    meaning: 'An officer took away a way to show who they are.',
    outcome: 'done',
    facts: ['method'],
  },
  SecondFactorRefused: {
    clause: 'ISA-26',
    meaning: 'An officer tried to change the ways by which they show who they are, and was refused.',
    outcome: 'refused',
    facts: ['code'],
  },
  RecoveryCodesMade: {
    clause: 'ISA-26',
    meaning: 'An officer got new recovery codes; those before them are void.',
    outcome: 'done',
    facts: ['count'],
  },
  RecoveryCodeUsed: {
    clause: 'ISA-26',
    meaning: 'An officer came in by a recovery code, which is void from then on.',
    outcome: 'done',
    facts: ['left'],
  },
  SignInResetStarted: {
    clause: 'ISA-26',
    meaning:
      'Somebody asked that an officer’s way to sign in be reset; nothing is reset before another person approves.',
    outcome: 'done',
    facts: [],
  },
  SignInResetApproved: {
    clause: 'ISA-26',
    meaning: 'A second person approved the reset; the officer has until it opens to object.',
    outcome: 'done',
    facts: ['startedBy', 'opensAt'],
  },
  SignInResetCancelled: {
    clause: 'ISA-26',
    meaning: 'The reset of an officer’s sign-in was stopped.',
    outcome: 'done',
    facts: [],
  },
  IdentityProviderSet: {
    clause: 'ISA-26',
    meaning: 'An agency’s own sign-in was set up or changed.',
    outcome: 'done',
    facts: ['issuerSha256'],
  },
  IdentityProviderRemoved: {
    clause: 'ISA-26',
    meaning: 'An agency’s own sign-in was taken away.',
    outcome: 'done',
    facts: ['issuerSha256'],
  },
  ProviderSubjectLinked: {
    clause: 'ISA-26',
    meaning:
      'An officer came in through their agency’s own sign-in for the first time and is known by it from then on.',
    outcome: 'done',
    facts: ['providerId'],
  },
} as const satisfies Record<string, AuditEvent>;
