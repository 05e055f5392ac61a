import { Body, Get, Post, Req, Res } from '@nestjs/common';
import { PasskeyService, ProviderService, SignInService } from '@broker/identity';
import type { Refusal } from '@broker/kernel';
import type { Response } from 'express';
import { textOf, type Form } from '../format/form.js';
import { paths } from '../paths.js';
import { Page, Public } from '../shell/act.decorator.js';
import type { PageRequest } from '../shell/page-request.js';
import { EntranceService } from './entrance.service.js';
import { SignInCookies } from './session-cookie.js';
import { presentSignIn } from './sign-in.presenter.js';
import { SiteService } from './site.service.js';

/** Signing in with a passkey alone. */
@Page()
export class PasskeySignInController {
  constructor(
    private readonly signIns: SignInService,
    private readonly passkeys: PasskeyService,
    private readonly providers: ProviderService,
    private readonly entrance: EntranceService,
    private readonly cookies: SignInCookies,
    private readonly site: SiteService,
  ) {}

  @Get(paths.signInPasskey.pattern)
  @Public()
  async options(@Req() request: PageRequest, @Res() response: Response): Promise<void> {
    response.json(await this.passkeys.beginShowing(null, this.site.of(request)));
  }

  @Post(paths.signInPasskeyAnswer.pattern)
  @Public()
  async signIn(@Body() form: Form, @Req() request: PageRequest, @Res() response: Response): Promise<void> {
    const shown = { attempt: textOf(form, 'attempt'), response: textOf(form, 'response') };
    const checked = await this.passkeys.check(shown, this.site.of(request), null);
    if (!checked.ok) return this.again(response, form, checked.refusal);
    const origin = this.cookies.originOf(request);
    const answer = await this.signIns.signInAs(checked.value.officerId, 'passkey', origin);
    if (!answer.ok) return this.again(response, form, answer.refusal);
    await this.entrance.letIn(request, response, answer.value, form?.['next']);
  }

  private async again(response: Response, form: Form, refusal: Refusal): Promise<void> {
    const providers = await this.providers.providers();
    response.status(401).render('sign-in/sign-in', presentSignIn({ next: form?.['next'], providers, refusal }));
  }
}
