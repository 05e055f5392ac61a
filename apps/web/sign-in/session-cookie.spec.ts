import { describe, expect, it, jest } from '@jest/globals';
import type { Request, Response } from 'express';
import { SignInCookies } from './session-cookie.js';

/** Sets the session's cookie and tells its name and options. */
function set(production: boolean) {
  const cookie = jest.fn();
  new SignInCookies({ production }).set({ cookie } as unknown as Response, 'session', 'abc');
  const [name, value, options] = cookie.mock.calls[0]!;
  return { name, value, options };
}

describe('the session’s cookie', () => {
  it('is never a script’s, comes with no other site’s form, and ends with the session', () => {
    const options = { httpOnly: true, sameSite: 'lax', path: '/', maxAge: 36_000_000 };
    expect(set(false)).toMatchObject({ name: 'broker_session', value: 'abc', options: { ...options, secure: false } });
  });

  it('travels over TLS alone in production, and is bound to this host', () => {
    const { name, options } = set(true);
    expect(name).toBe('__Host-broker_session');
    expect(options).toMatchObject({ secure: true, path: '/' });
    expect(options).not.toHaveProperty('domain');
  });

  it('is not taken under its loose name in production', () => {
    const request = { cookies: { broker_session: 'planted' } } as unknown as Request;
    expect(new SignInCookies({ production: true }).session(request)).toBe('');
    expect(new SignInCookies({ production: false }).session(request)).toBe('planted');
  });
});
