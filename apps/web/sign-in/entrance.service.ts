import { Injectable } from '@nestjs/common';
import { SignInService, type SignedIn, type SignInAnswer } from '@broker/identity';
import type { Response } from 'express';
import { localPath, paths } from '../paths.js';
import type { PageRequest } from '../shell/page-request.js';
import { SignInCookies } from './session-cookie.js';

/** What happens to a browser once its person has given a proof. */
@Injectable()
export class EntranceService {
  constructor(
    private readonly signIns: SignInService,
    private readonly cookies: SignInCookies,
  ) {}

  /** Lets the browser in, or leads it to the second proof. @param next where the person wanted to go. */
  async goOn(request: PageRequest, response: Response, answer: SignInAnswer, next: unknown): Promise<void> {
    if (answer.attempt === undefined) return this.letIn(request, response, answer, next);
    this.cookies.set(response, 'attempt', answer.attempt);
    this.cookies.set(response, 'next', localPath(next));
    response.redirect(303, paths.signInCode({}));
  }

  /** Lets the browser in under a new token. A session that it still had ends. */
  async letIn(request: PageRequest, response: Response, signedIn: SignedIn, next: unknown): Promise<void> {
    const before = this.cookies.session(request);
    if (request.actor && before) await this.signIns.signOut(before, request.actor);
    this.cookies.enter(response, signedIn);
    response.redirect(303, localPath(next));
  }
}
