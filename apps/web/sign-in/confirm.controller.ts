import { Body, Get, Post, Query, Req, Res } from '@nestjs/common';
import { PasskeyService, SecondFactorService, SignInService, type Actor } from '@broker/identity';
import { accept, type Refusal, type Result } from '@broker/kernel';
import type { Response } from 'express';
import { textOf, type Form } from '../format/form.js';
import { localPath, paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import type { PageRequest } from '../shell/page-request.js';
import { presentConfirm } from './confirm.presenter.js';
import { SignInCookies } from './session-cookie.js';
import { SiteService } from './site.service.js';

const VIEW = 'sign-in/confirm';

/** Lets a signed-in person show again who they are, before something that needs it (ISA-26). */
@Page()
export class ConfirmController {
  constructor(
    private readonly signIns: SignInService,
    private readonly secondFactors: SecondFactorService,
    private readonly passkeys: PasskeyService,
    private readonly cookies: SignInCookies,
    private readonly site: SiteService,
  ) {}

  @Get(paths.confirmItIsYou.pattern)
  @Act('session.step-up')
  async show(@CurrentActor() actor: Actor, @Query('next') next: unknown, @Res() response: Response): Promise<void> {
    response.render(VIEW, presentConfirm({ next, ways: await this.secondFactors.waysOf(actor.officerId) }));
  }

  @Post(paths.confirmItIsYou.pattern)
  @Act('session.step-up')
  async confirm(
    @CurrentActor() actor: Actor,
    @Body() form: Form,
    @Req() request: PageRequest,
    @Res() response: Response,
  ): Promise<void> {
    const ways = await this.secondFactors.waysOf(actor.officerId);
    const page = presentConfirm({ next: form?.['next'], ways, sent: form ?? {} });
    if (page.errors.length > 0) return response.status(400).render(VIEW, page);
    const given = page.asks === 'code' ? { code: textOf(form, 'code') } : { password: textOf(form, 'password') };
    await this.answer(actor, form, response, await this.signIns.stepUp(actor, given, this.cookies.originOf(request)));
  }

  @Get(paths.confirmPasskey.pattern)
  @Act('session.step-up')
  async options(@CurrentActor() actor: Actor, @Req() request: PageRequest, @Res() response: Response): Promise<void> {
    response.json(await this.passkeys.beginShowing(actor.officerId, this.site.of(request)));
  }

  @Post(paths.confirmPasskeyAnswer.pattern)
  @Act('session.step-up')
  async confirmWithPasskey(
    @CurrentActor() actor: Actor,
    @Body() form: Form,
    @Req() request: PageRequest,
    @Res() response: Response,
  ): Promise<void> {
    const shown = { attempt: textOf(form, 'attempt'), response: textOf(form, 'response') };
    const checked = await this.passkeys.check(shown, this.site.of(request), actor.officerId);
    const token = checked.ok ? accept(await this.signIns.stepUpWith(actor, 'passkey')) : checked;
    await this.answer(actor, form, response, token);
  }

  private async answer(actor: Actor, form: Form, response: Response, token: Result<string>): Promise<void> {
    const next = form?.['next'];
    if (!token.ok) return this.again(actor, next, response, token.refusal);
    this.cookies.set(response, 'session', token.value);
    response.redirect(303, localPath(next));
  }

  private async again(actor: Actor, next: unknown, response: Response, refusal: Refusal): Promise<void> {
    const ways = await this.secondFactors.waysOf(actor.officerId);
    response.status(401).render(VIEW, presentConfirm({ next, ways, refusal }));
  }
}
