import { Get, Param, Post, Res } from '@nestjs/common';
import {
  AccountQueries,
  PasskeyService,
  SecondFactorService,
  SessionService,
  SignInResetService,
  type Actor,
} from '@broker/identity';
import { isUUID } from 'class-validator';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { PageRefused } from '../shell/page-errors.js';
import { presentAccount } from './account.presenter.js';

/** Your account: how you sign in, where you are signed in, and which posts you hold. */
@Page()
export class AccountController {
  constructor(
    private readonly accounts: AccountQueries,
    private readonly secondFactors: SecondFactorService,
    private readonly passkeys: PasskeyService,
    private readonly sessions: SessionService,
    private readonly resets: SignInResetService,
  ) {}

  @Get(paths.account.pattern)
  @Act('account.view')
  async show(@CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const { officerId } = actor;
    const [account, ways, passkeys, sessions, reset] = await Promise.all([
      this.accounts.accountOf(officerId),
      this.secondFactors.waysOf(officerId),
      this.passkeys.passkeysOf(officerId),
      this.sessions.sessionsOf(officerId),
      this.resets.pendingOf(officerId),
    ]);
    response.render('account/account', presentAccount({ actor, account, ways, passkeys, sessions, reset }));
  }

  /** Signs out every other browser. */
  @Post(paths.accountSessions.pattern)
  @Act('account.protect')
  async endOthers(@CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    await this.sessions.end(actor, 'others');
    response.redirect(303, `${paths.account({})}#sessions`);
  }

  @Post(paths.accountSessionEnd.pattern)
  @Act('account.protect')
  async end(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() response: Response): Promise<void> {
    if (isUUID(id)) await this.sessions.end(actor, { id });
    response.redirect(303, `${paths.account({})}#sessions`);
  }

  /** Stops a reset that others have started. */
  @Post(paths.accountObjection.pattern)
  @Act('account.protect')
  async object(@CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const stopped = await this.resets.object(actor);
    if (!stopped.ok) throw new PageRefused(409, stopped.refusal);
    response.redirect(303, paths.account({}));
  }
}
