import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthorisationService } from '@broker/agreement';
import { SignInService, type Act } from '@broker/identity';
import { enterScope, PUBLIC } from '@broker/platform';
import type { Response } from 'express';
import { SignInCookies } from '../sign-in/session-cookie.js';
import { ACT, type PageRequest } from './page-request.js';
import { ChoiceNeeded, PageRefused, SignInNeeded, StepUpNeeded } from './page-errors.js';
import { ShellService } from './shell.service.js';

/** What somebody who holds several appointments can do before they have said which one to act in. */
const BEFORE_CHOICE: readonly Act[] = ['appointment.choose', 'session.end'];

/** Lets a request in when its handler is public, or names an act that the signed-in person may do. */
@Injectable()
export class PageGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly signIns: SignInService,
    private readonly authorisation: AuthorisationService,
    private readonly shell: ShellService,
    private readonly cookies: SignInCookies,
  ) {}

  /** Throws SignInNeeded, ChoiceNeeded, StepUpNeeded, or PageRefused (logged by then); false for a handler that names neither act nor public. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<PageRequest>();
    const response = context.switchToHttp().getResponse<Response>();
    const token = this.cookies.session(request);
    request.actor = token ? await this.signIns.actorOf(token) : null;
    if (request.actor) enterScope(request.actor);
    response.locals['shell'] = request.actor ? await this.shell.around(request.actor, request.path) : null;

    if (this.reflector.get<boolean>(PUBLIC, context.getHandler())) return true;
    const act = this.reflector.get<Act | undefined>(ACT, context.getHandler());
    if (!act) return false;
    if (!request.actor) throw new SignInNeeded(request.method === 'GET' ? request.originalUrl : '');
    if (request.actor.mustChoose && !BEFORE_CHOICE.includes(act)) throw new ChoiceNeeded(wayBack(request));
    const answer = await this.authorisation.authorise(request.actor, act);
    if (answer.ok) return true;
    if (answer.refusal.code === 'identity/step-up-needed') throw new StepUpNeeded(wayBack(request));
    throw new PageRefused(403, answer.refusal, act);
  }
}

/** Where to go on after confirming: a form that was sent cannot be sent again, so its page is shown anew. */
function wayBack(request: PageRequest): string {
  if (request.method === 'GET') return request.originalUrl;
  const from = request.get('referer') ?? '';
  const { host, pathname, search } = URL.canParse(from) ? new URL(from) : new URL('http://nowhere/');
  return host === request.get('host') ? `${pathname}${search}` : '/';
}
