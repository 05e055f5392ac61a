import { describe, expect, it } from '@jest/globals';
import type { Actor, SignInReset } from '@broker/identity';
import { presentAccount } from './account.presenter.js';

const at = new Date('2026-11-20T10:05:00Z');
const given = {
  actor: { role: 'signing-officer', sessionId: 'here' } as Actor,
  account: {
    name: 'Ada Officer',
    email: 'ada@demo.example',
    hasPassword: true,
    appointments: [
      { role: 'signing-officer' as const, agency: 'Anytown Police', startedOn: '2026-11-02', endedOn: null },
    ],
  },
  ways: { app: false, passkeys: 0, recoveryCodesLeft: 0 },
  passkeys: [],
  sessions: [
    { id: 'here', browser: 'Chrome on Windows', startedAt: at, lastSeenAt: at },
    { id: 'there', browser: '', startedAt: at, lastSeenAt: at },
  ],
  reset: null,
};

describe('presentAccount', () => {
  it('urges whoever acts for an agency to add a second proof, until they have', () => {
    expect(presentAccount(given).urge).toContain('As signing officer you act for your agency');
    expect(presentAccount({ ...given, ways: { ...given.ways, app: true } }).urge).toBeNull();
    expect(presentAccount({ ...given, actor: { role: 'auditor' } as Actor }).urge).toBeNull();
  });

  it('marks the browser in front of the person, and has words for one it cannot name', () => {
    expect(presentAccount(given).sessions.map(({ browser, isThis }) => [browser, isThis])).toEqual([
      ['Chrome on Windows', true],
      ['A browser we do not know', false],
    ]);
  });

  it('says what posts there are, and how many codes are left', () => {
    expect(presentAccount(given).appointments).toEqual([
      'Signing officer, Anytown Police, since Monday 2 November 2026',
    ]);
    expect(presentAccount(given).codesLeft).toBeNull();
    const ways = { app: true, passkeys: 0, recoveryCodesLeft: 1 };
    expect(presentAccount({ ...given, ways }).codesLeft).toBe('1 left');
  });

  it('tells of a reset by others, and how far it is', () => {
    const reset = { startedAt: at, approvedAt: null } as SignInReset;
    expect(presentAccount({ ...given, reset }).reset).toContain('Nothing happens before a second one approves');
    expect(presentAccount({ ...given, reset: { startedAt: at, approvedAt: at } as SignInReset }).reset).toContain(
      'A day later a link',
    );
  });
});
