import { Inject, Injectable } from '@nestjs/common';
import { SESSION_HOURS, type Origin, type SignedIn } from '@broker/identity';
import { CONFIG, type Config } from '@broker/platform';
import type { CookieOptions, Request, Response } from 'express';
import { browserWords } from './browser-words.js';

const MINUTE_MS = 60_000;

/** A browser is known again for this long. */
const DEVICE_DAYS = 180;

/** What the cookies of sign-in hold, and for how long, in milliseconds. */
const LIFETIMES = {
  /** The session's token. */
  session: SESSION_HOURS * 60 * MINUTE_MS,
  /** The token of an attempt that is not finished. */
  attempt: 10 * MINUTE_MS,
  /** Where to go once it is. */
  next: 10 * MINUTE_MS,
  /** What makes this browser known again, so that strangers' guessing does not make its owner wait. */
  device: DEVICE_DAYS * 24 * 60 * MINUTE_MS,
} as const;

type SignInCookie = keyof typeof LIFETIMES;

/** Reads, sets and removes the cookies of sign-in: never a script's, never sent with another site's form, over TLS in production. */
@Injectable()
export class SignInCookies {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'production'>) {}

  /** The session's token of a request, or an empty text. */
  session(request: Request): string {
    return this.read(request, 'session');
  }

  /** What a cookie of a request holds, or an empty text. */
  read(request: Request, name: SignInCookie): string {
    const { [this.named(name)]: value } = (request.cookies ?? {}) as Record<string, unknown>;
    return typeof value === 'string' ? value : '';
  }

  set(response: Response, name: SignInCookie, value: string): void {
    response.cookie(this.named(name), value, { ...this.options(), maxAge: LIFETIMES[name] });
  }

  clear(response: Response, name: SignInCookie): void {
    response.clearCookie(this.named(name), this.options());
  }

  /** A browser that was let in gets its session, is known from now on, and has no attempt any more. */
  enter(response: Response, { token, device }: SignedIn): void {
    this.set(response, 'session', token);
    this.set(response, 'device', device);
    this.clear(response, 'attempt');
    this.clear(response, 'next');
  }

  /** Where a request comes from, as sign-in wants to know it. */
  originOf(request: Request): Origin {
    return {
      browser: browserWords(request.get('user-agent')),
      address: request.ip,
      device: this.read(request, 'device'),
    };
  }

  /** Over TLS the prefix makes browsers refuse the cookie from anybody but this very host. */
  private named(name: SignInCookie): string {
    return this.config.production ? `__Host-broker_${name}` : `broker_${name}`;
  }

  private options(): CookieOptions {
    return { httpOnly: true, sameSite: 'lax', secure: this.config.production, path: '/' };
  }
}
