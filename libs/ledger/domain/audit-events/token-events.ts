import type { AuditEvent } from './audit-event.js';

/** What happens to programs, their tokens and the keys that sign these. */
export const TOKEN_EVENTS = {
  TokenIssued: {
    clause: 'ISA-26',
    meaning: 'A program was let in to act for an officer, with the scopes whose hash is given.',
    outcome: 'done',
    facts: ['scopes', 'scopesSha256', 'expiresAt'],
  },
  TokenRefreshed: {
    clause: 'ISA-26',
    meaning: 'A program renewed its access; its refresh token was replaced.',
    outcome: 'done',
    facts: ['tokenId'],
  },
  TokenRefreshRefused: {
    clause: 'ISA-26',
    meaning: 'A refresh token was not taken.',
    outcome: 'refused',
    facts: ['code'],
  },
  TokenReused: {
    clause: 'ISA-26',
    meaning: 'A refresh token came a second time; every token of its program was ended.',
    outcome: 'refused',
    facts: ['code'],
  },
  TokenEnded: {
    clause: 'ISA-26',
    meaning: 'A person ended a program; none of its tokens is taken any more.',
    outcome: 'done',
    facts: [],
  },
  SigningKeyMade: {
    clause: 'ISA-26',
    meaning: 'A key that signs the tokens of programs was made and published.',
    outcome: 'done',
    facts: ['why', 'notBefore', 'signsUntil'],
  },
  SigningKeyStopped: {
    clause: 'ISA-26',
    meaning: 'The operator ended the time in which a key signs tokens.',
    outcome: 'done',
    facts: ['verifiesUntil'],
  },
} as const satisfies Record<string, AuditEvent>;
