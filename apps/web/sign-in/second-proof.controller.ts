import { Body, Get, Post, Req, Res } from '@nestjs/common';
import { PasskeyService, SignInService, type Ways } from '@broker/identity';
import type { Refusal } from '@broker/kernel';
import type { Response } from 'express';
import { formFaults, refusalSentence, textOf, type Form } from '../format/form.js';
import { paths } from '../paths.js';
import { Page, Public } from '../shell/act.decorator.js';
import type { PageRequest } from '../shell/page-request.js';
import { EntranceService } from './entrance.service.js';
import { SignInCookies } from './session-cookie.js';
import { SiteService } from './site.service.js';

const VIEW = 'sign-in/second-proof';

/** The second proof of a sign-in: a code of the app, a recovery code, or a passkey. */
@Page()
export class SecondProofController {
  constructor(
    private readonly signIns: SignInService,
    private readonly passkeys: PasskeyService,
    private readonly entrance: EntranceService,
    private readonly cookies: SignInCookies,
    private readonly site: SiteService,
  ) {}

  @Get(paths.signInCode.pattern)
  @Public()
  async show(@Req() request: PageRequest, @Res() response: Response): Promise<void> {
    const waits = await this.signIns.waysOfAttempt(this.cookies.read(request, 'attempt'));
    if (waits) response.render(VIEW, { ways: waits.ways, ...formFaults({}) });
    else response.redirect(303, paths.signIn({}));
  }

  @Post(paths.signInCode.pattern)
  @Public()
  async finish(@Body() form: Form, @Req() request: PageRequest, @Res() response: Response): Promise<void> {
    const attempt = this.cookies.read(request, 'attempt');
    const waits = await this.signIns.waysOfAttempt(attempt);
    if (!waits) return response.redirect(303, paths.signIn({}));
    const code = textOf(form, 'code');
    if (code.trim() === '') return this.again(response, 400, waits.ways, 'Enter the code');
    const answer = await this.signIns.finishWithCode(attempt, code, this.cookies.originOf(request));
    if (!answer.ok) return this.again(response, 401, waits.ways, answer.refusal);
    await this.entrance.letIn(request, response, answer.value, this.cookies.read(request, 'next'));
  }

  /** What the browser needs to show a passkey of this officer. The attempt of the passkey stands beside that of the sign-in. */
  @Get(paths.signInCodePasskey.pattern)
  @Public()
  async options(@Req() request: PageRequest, @Res() response: Response): Promise<void> {
    const waits = await this.signIns.waysOfAttempt(this.cookies.read(request, 'attempt'));
    if (!waits) return void response.status(409).json({});
    const { options, attempt } = await this.passkeys.beginShowing(waits.officerId, this.site.of(request));
    response.json({ options, attempt });
  }

  @Post(paths.signInCodePasskeyAnswer.pattern)
  @Public()
  async finishWithPasskey(@Body() form: Form, @Req() request: PageRequest, @Res() response: Response): Promise<void> {
    const attempt = this.cookies.read(request, 'attempt');
    const waits = await this.signIns.waysOfAttempt(attempt);
    if (!waits) return response.redirect(303, paths.signIn({}));
    const shown = { attempt: textOf(form, 'attempt'), response: textOf(form, 'response') };
    const checked = await this.passkeys.check(shown, this.site.of(request), waits.officerId);
    if (!checked.ok) return this.again(response, 401, waits.ways, checked.refusal);
    const origin = this.cookies.originOf(request);
    const answer = await this.signIns.finishWithPasskey(attempt, checked.value.officerId, origin);
    if (!answer.ok) return this.again(response, 401, waits.ways, answer.refusal);
    await this.entrance.letIn(request, response, answer.value, this.cookies.read(request, 'next'));
  }

  private again(response: Response, status: number, ways: Ways, fault: string | Refusal): void {
    const text = typeof fault === 'string' ? fault : refusalSentence(fault);
    response.status(status).render(VIEW, { ways, ...formFaults({ code: text }) });
  }
}
