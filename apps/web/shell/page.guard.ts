import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthorisationService } from '@broker/agreement';
import { SignInService, type Act } from '@broker/identity';
import { PUBLIC } from '@broker/platform';
import type { Response } from 'express';
import { ACT, sessionToken, type PageRequest } from './page-request.js';
import { PageRefused, SignInNeeded } from './page-errors.js';
import { ShellService } from './shell.service.js';

/** Lets a request in when its handler is public, or names an act that the signed-in person may do. */
@Injectable()
export class PageGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly signIns: SignInService,
    private readonly authorisation: AuthorisationService,
    private readonly shell: ShellService,
  ) {}

  /** Throws SignInNeeded, or PageRefused (logged by then); false for a handler that names neither act nor public. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<PageRequest>();
    const response = context.switchToHttp().getResponse<Response>();
    const token = sessionToken(request);
    request.actor = token ? await this.signIns.actorOf(token) : null;
    response.locals['shell'] = request.actor ? await this.shell.around(request.actor, request.path) : null;

    if (this.reflector.get<boolean>(PUBLIC, context.getHandler())) return true;
    const act = this.reflector.get<Act | undefined>(ACT, context.getHandler());
    if (!act) return false;
    if (!request.actor) throw new SignInNeeded(request.method === 'GET' ? request.originalUrl : '');
    const answer = await this.authorisation.authorise(request.actor, act);
    if (!answer.ok) throw new PageRefused(403, answer.refusal);
    return true;
  }
}
