import { Body, Get, Post, Req, Res } from '@nestjs/common';
import { SecondFactorService, type Actor } from '@broker/identity';
import type { Response } from 'express';
import QRCode from 'qrcode';
import { formFaults, refusalSentence, textOf, type Form, type FormFaults } from '../format/form.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import type { PageRequest } from '../shell/page-request.js';
import { SignInCookies } from '../sign-in/session-cookie.js';

const CODES_VIEW = 'account/recovery-codes';

/** An authenticator app, and the recovery codes for the day it is lost. */
@Page()
export class AuthenticatorAppController {
  constructor(
    private readonly secondFactors: SecondFactorService,
    private readonly cookies: SignInCookies,
  ) {}

  @Get(paths.accountApp.pattern)
  @Act('account.change')
  async show(@CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    await this.page(actor, response, formFaults({}));
  }

  @Post(paths.accountApp.pattern)
  @Act('account.change')
  async confirm(
    @CurrentActor() actor: Actor,
    @Body() form: Form,
    @Req() request: PageRequest,
    @Res() response: Response,
  ): Promise<void> {
    const code = textOf(form, 'code');
    if (code.trim() === '') return this.page(actor, response.status(400), formFaults({ code: 'Enter the 6 digits' }));
    const added = await this.secondFactors.confirmApp(actor, code, this.cookies.originOf(request));
    if (!added.ok) return this.page(actor, response.status(400), formFaults({ code: refusalSentence(added.refusal) }));
    const { recoveryCodes } = added.value;
    if (recoveryCodes) response.render(CODES_VIEW, { codes: recoveryCodes, isFirst: true });
    else response.redirect(303, paths.account({}));
  }

  @Post(paths.accountAppRemoval.pattern)
  @Act('account.change')
  async remove(@CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    await this.secondFactors.removeApp(actor);
    response.redirect(303, paths.account({}));
  }

  @Get(paths.accountCodes.pattern)
  @Act('account.change')
  ask(@Res() response: Response): void {
    response.render(CODES_VIEW, { codes: null });
  }

  @Post(paths.accountCodes.pattern)
  @Act('account.change')
  async renew(@CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    response.render(CODES_VIEW, { codes: await this.secondFactors.renewCodes(actor), isFirst: false });
  }

  private async page(actor: Actor, response: Response, faults: FormFaults): Promise<void> {
    const ways = await this.secondFactors.waysOf(actor.officerId);
    if (ways.app) return response.redirect(303, paths.account({}));
    const { key, uri } = await this.secondFactors.beginApp(actor);
    const svg = await QRCode.toString(uri, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 });
    response.render('account/authenticator-app', { svg, key: key.match(/.{1,4}/g)?.join(' '), ...faults });
  }
}
