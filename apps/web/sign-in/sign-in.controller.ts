import { Body, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ProviderService, SignInService } from '@broker/identity';
import type { Response } from 'express';
import { textOf, type Form } from '../format/form.js';
import { localPath, paths } from '../paths.js';
import { Page, Public } from '../shell/act.decorator.js';
import type { PageRequest } from '../shell/page-request.js';
import { EntranceService } from './entrance.service.js';
import { SignInCookies } from './session-cookie.js';
import { presentSignIn } from './sign-in.presenter.js';

const VIEW = 'sign-in/sign-in';

/** Sign in. */
@Page()
export class SignInController {
  constructor(
    private readonly signIns: SignInService,
    private readonly providers: ProviderService,
    private readonly entrance: EntranceService,
    private readonly cookies: SignInCookies,
  ) {}

  @Get(paths.signIn.pattern)
  @Public()
  async show(@Query('next') next: unknown, @Req() request: PageRequest, @Res() response: Response): Promise<void> {
    if (request.actor) return response.redirect(303, localPath(next));
    response.render(VIEW, presentSignIn({ next, providers: await this.providers.providers() }));
  }

  @Post(paths.signIn.pattern)
  @Public()
  async signIn(@Body() form: Form, @Req() request: PageRequest, @Res() response: Response): Promise<void> {
    const [email, password, next] = [textOf(form, 'email'), textOf(form, 'password'), form?.['next']];
    const providers = await this.providers.providers();
    const page = presentSignIn({ email, password, next, providers });
    if (page.errors.length > 0) return response.status(400).render(VIEW, page);
    const answer = await this.signIns.signIn(email, password, this.cookies.originOf(request));
    if (answer.ok) return this.entrance.goOn(request, response, answer.value, next);
    response.status(401).render(VIEW, presentSignIn({ email, next, providers, refusal: answer.refusal }));
  }
}
