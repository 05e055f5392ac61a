import { Body, Get, Param, Post, Req, Res } from '@nestjs/common';
import { InvitationService } from '@broker/identity';
import type { Response } from 'express';
import { formFaults, refusalSentence, textOf, type Form } from '../format/form.js';
import { paths } from '../paths.js';
import { Page, Public } from '../shell/act.decorator.js';
import { PageRefused } from '../shell/page-errors.js';
import type { PageRequest } from '../shell/page-request.js';
import { SignInCookies } from './session-cookie.js';

const VIEW = 'sign-in/invitation';

/** The page behind the link of an invitation: the officer chooses a password. */
@Page()
export class InvitationController {
  constructor(
    private readonly invitations: InvitationService,
    private readonly cookies: SignInCookies,
  ) {}

  @Get(paths.invitation.pattern)
  @Public()
  async show(@Param('token') token: string, @Req() request: PageRequest, @Res() response: Response): Promise<void> {
    const found = await this.invitations.look(token, this.cookies.originOf(request));
    if (!found.ok) throw new PageRefused(404, found.refusal);
    const { name, email } = found.value;
    response.render(VIEW, { name, email, ...formFaults({}) });
  }

  @Post(paths.invitation.pattern)
  @Public()
  async accept(
    @Param('token') token: string,
    @Body() form: Form,
    @Req() request: PageRequest,
    @Res() response: Response,
  ): Promise<void> {
    const origin = this.cookies.originOf(request);
    const found = await this.invitations.look(token, origin);
    if (!found.ok) throw new PageRefused(404, found.refusal);
    const accepted = await this.invitations.accept(token, textOf(form, 'password'), origin);
    if (accepted.ok) return response.render('sign-in/invitation-done', { email: accepted.value.email });
    const { name, email } = found.value;
    const faults = formFaults({ password: refusalSentence(accepted.refusal) });
    response.status(400).render(VIEW, { name, email, ...faults });
  }
}
