import { Post, Req, Res } from '@nestjs/common';
import { SignInService, type Actor } from '@broker/identity';
import type { Request, Response } from 'express';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { SignInCookies } from './session-cookie.js';

/** Sign out. */
@Page()
export class SignOutController {
  constructor(
    private readonly signIns: SignInService,
    private readonly cookies: SignInCookies,
  ) {}

  @Post(paths.signOut.pattern)
  @Act('session.end')
  async signOut(@CurrentActor() actor: Actor, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.signIns.signOut(this.cookies.session(request), actor);
    this.cookies.clear(response, 'session');
    response.redirect(303, paths.signIn({}));
  }
}
