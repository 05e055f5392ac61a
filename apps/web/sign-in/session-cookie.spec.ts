import { describe, expect, it } from '@jest/globals';
import { sessionCookie } from './session-cookie.js';

describe('sessionCookie', () => {
  it('travels over TLS alone in production, and is never a script’s', () => {
    expect(sessionCookie(true)).toMatchObject({ httpOnly: true, sameSite: 'lax', secure: true });
    expect(sessionCookie(false)).toMatchObject({ httpOnly: true, secure: false });
  });
});
