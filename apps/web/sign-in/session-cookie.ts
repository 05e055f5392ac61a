import type { CookieOptions } from 'express';

/** Options of the session's cookie; the same ones are needed to remove it. */
export const sessionCookie = (production: boolean): CookieOptions => ({
  httpOnly: true,
  sameSite: 'lax',
  secure: production,
  path: '/',
});
