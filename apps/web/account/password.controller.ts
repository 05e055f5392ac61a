import { Body, Get, Post, Req, Res } from '@nestjs/common';
import { PasswordService, type Actor } from '@broker/identity';
import type { Response } from 'express';
import { formFaults, refusalSentence, textOf, type Form } from '../format/form.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import type { PageRequest } from '../shell/page-request.js';
import { SignInCookies } from '../sign-in/session-cookie.js';

const VIEW = 'account/password';

/** Change the password. The old one is asked for here, so nothing else has to be shown first. */
@Page()
export class PasswordController {
  constructor(
    private readonly passwords: PasswordService,
    private readonly cookies: SignInCookies,
  ) {}

  @Get(paths.accountPassword.pattern)
  @Act('account.view')
  show(@Res() response: Response): void {
    response.render(VIEW, formFaults({}));
  }

  @Post(paths.accountPassword.pattern)
  @Act('account.protect')
  async change(
    @CurrentActor() actor: Actor,
    @Body() form: Form,
    @Req() request: PageRequest,
    @Res() response: Response,
  ): Promise<void> {
    const [old, chosen] = [textOf(form, 'old'), textOf(form, 'password')];
    const missing = formFaults({
      old: old === '' ? 'Enter the password you have now' : null,
      password: chosen === '' ? 'Enter the new password' : null,
    });
    if (missing.errors.length > 0) return response.status(400).render(VIEW, missing);
    const changed = await this.passwords.change(actor, old, chosen, this.cookies.originOf(request));
    if (changed.ok) return response.redirect(303, paths.account({}));
    const field = changed.refusal.code.startsWith('identity/password-') ? 'password' : 'old';
    response.status(400).render(VIEW, formFaults({ [field]: refusalSentence(changed.refusal) }));
  }
}
