import { Body, Get, Post, Query, Req, Res } from '@nestjs/common';
import { SignInService } from '@broker/identity';
import type { Response } from 'express';
import { localPath, paths } from '../paths.js';
import { Page, Public } from '../shell/act.decorator.js';
import type { PageRequest } from '../shell/page-request.js';
import { browserWords } from './browser-words.js';
import { SignInCookies } from './session-cookie.js';
import { presentSignIn } from './sign-in.presenter.js';

/** Sign in. */
@Page()
export class SignInController {
  constructor(
    private readonly signIns: SignInService,
    private readonly cookies: SignInCookies,
  ) {}

  @Get(paths.signIn.pattern)
  @Public()
  show(@Query('next') next: unknown, @Req() request: PageRequest, @Res() response: Response): void {
    if (request.actor) response.redirect(303, localPath(next));
    else response.render('sign-in/sign-in', presentSignIn({ next }));
  }

  @Post(paths.signIn.pattern)
  @Public()
  async signIn(
    @Body() form: Record<string, unknown> | undefined,
    @Req() request: PageRequest,
    @Res() response: Response,
  ): Promise<void> {
    const { email = '', password = '', next } = form ?? {};
    const page = presentSignIn({ email, password, next });
    if (page.errors.length > 0) return response.status(400).render('sign-in/sign-in', page);
    const signedIn = await this.signIns.signIn(String(email), String(password), {
      browser: browserWords(request.get('user-agent')),
    });
    if (!signedIn.ok) {
      return response.status(401).render('sign-in/sign-in', presentSignIn({ email, next, refusal: signedIn.refusal }));
    }
    this.cookies.setSession(response, signedIn.value.token);
    response.redirect(303, localPath(next));
  }
}
