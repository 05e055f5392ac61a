import { Inject, Injectable } from '@nestjs/common';
import { SESSION_HOURS } from '@broker/identity';
import { CONFIG, type Config } from '@broker/platform';
import type { CookieOptions, Request, Response } from 'express';

/** Options of the session's cookie; the same ones are needed to remove it. */
export const sessionCookie = (production: boolean): CookieOptions => ({
  httpOnly: true,
  sameSite: 'lax',
  secure: production,
  path: '/',
});

/** Name of a cookie. Over TLS its prefix makes browsers refuse it from anybody but this very host. */
export const cookieName = (name: string, production: boolean): string =>
  production ? `__Host-broker_${name}` : `broker_${name}`;

/** Reads, sets and removes the cookies of sign-in. */
@Injectable()
export class SignInCookies {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'production'>) {}

  /** The session's token of a request, or an empty text. */
  session(request: Request): string {
    return this.read(request, 'session');
  }

  setSession(response: Response, token: string): void {
    this.set(response, 'session', token, SESSION_HOURS * 3_600_000);
  }

  clearSession(response: Response): void {
    this.clear(response, 'session');
  }

  read(request: Request, name: string): string {
    const { [cookieName(name, this.config.production)]: token } = (request.cookies ?? {}) as Record<string, unknown>;
    return typeof token === 'string' ? token : '';
  }

  set(response: Response, name: string, value: string, maxAge: number): void {
    const options = { ...sessionCookie(this.config.production), maxAge };
    response.cookie(cookieName(name, this.config.production), value, options);
  }

  clear(response: Response, name: string): void {
    response.clearCookie(cookieName(name, this.config.production), sessionCookie(this.config.production));
  }
}
