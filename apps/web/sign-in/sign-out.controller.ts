import { Inject, Post, Req, Res } from '@nestjs/common';
import { SignInService, type Actor } from '@broker/identity';
import { CONFIG, type Config } from '@broker/platform';
import type { Request, Response } from 'express';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { SESSION_COOKIE, sessionToken } from '../shell/page-request.js';
import { sessionCookie } from './session-cookie.js';

/** Sign out. */
@Page()
export class SignOutController {
  constructor(
    private readonly signIns: SignInService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post(paths.signOut.pattern)
  @Act('session.end')
  async signOut(@CurrentActor() actor: Actor, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.signIns.signOut(sessionToken(request), actor);
    response.clearCookie(SESSION_COOKIE, sessionCookie(this.config.production));
    response.redirect(303, paths.signIn({}));
  }
}
