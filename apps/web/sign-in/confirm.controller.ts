import { Body, Get, Post, Query, Res } from '@nestjs/common';
import { SignInService, type Actor } from '@broker/identity';
import type { Response } from 'express';
import { localPath, paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { presentConfirm } from './confirm.presenter.js';
import { SignInCookies } from './session-cookie.js';

const VIEW = 'sign-in/confirm';

/** Lets a signed-in person show again who they are, before something that needs it (ISA-26). */
@Page()
export class ConfirmController {
  constructor(
    private readonly signIns: SignInService,
    private readonly cookies: SignInCookies,
  ) {}

  @Get(paths.confirmItIsYou.pattern)
  @Act('session.step-up')
  show(@Query('next') next: unknown, @Res() response: Response): void {
    response.render(VIEW, presentConfirm({ next }));
  }

  @Post(paths.confirmItIsYou.pattern)
  @Act('session.step-up')
  async confirm(
    @CurrentActor() actor: Actor,
    @Body() form: Record<string, unknown> | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const { password = '', next } = form ?? {};
    const page = presentConfirm({ next, password });
    if (page.errors.length > 0) return response.status(400).render(VIEW, page);
    const token = await this.signIns.stepUp(actor, String(password));
    if (!token.ok) return response.status(401).render(VIEW, presentConfirm({ next, refusal: token.refusal }));
    this.cookies.setSession(response, token.value);
    response.redirect(303, localPath(next));
  }
}
