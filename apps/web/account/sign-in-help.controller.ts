import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { AccountQueries, SignInResetService, type Actor, type LinkToHandOver } from '@broker/identity';
import type { Result } from '@broker/kernel';
import { isUUID } from 'class-validator';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { PageRefused } from '../shell/page-errors.js';
import type { PageRequest } from '../shell/page-request.js';
import { SiteService } from '../sign-in/site.service.js';
import { presentHelp, presentLink } from './sign-in-help.presenter.js';

/** Helping colleagues who cannot sign in: by a new invitation, or by a reset that takes two people. */
@Page()
export class SignInHelpController {
  constructor(
    private readonly accounts: AccountQueries,
    private readonly resets: SignInResetService,
    private readonly site: SiteService,
  ) {}

  @Get(paths.signInHelp.pattern)
  @Act('sign-in-reset.view')
  async show(@CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    response.render('account/sign-in-help', presentHelp(actor, await this.accounts.colleagues(actor)));
  }

  @Post(paths.signInHelpReset.pattern)
  @Act('sign-in-reset.start')
  async start(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() response: Response): Promise<void> {
    const started = await this.resets.start(actor, idOf(id));
    if (!started.ok) throw new PageRefused(409, started.refusal);
    response.redirect(303, paths.signInHelp({}));
  }

  @Post(paths.signInHelpApproval.pattern)
  @Act('sign-in-reset.approve')
  async approve(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Req() request: PageRequest,
    @Res() response: Response,
  ): Promise<void> {
    this.handOver(request, response, await this.resets.approve(actor, idOf(id)));
  }

  @Post(paths.signInHelpInvitation.pattern)
  @Act('invitation.renew')
  async invite(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Req() request: PageRequest,
    @Res() response: Response,
  ): Promise<void> {
    this.handOver(request, response, await this.resets.inviteAgain(actor, idOf(id)));
  }

  /** Shows the link once. */
  private handOver(request: PageRequest, response: Response, link: Result<LinkToHandOver>): void {
    if (!link.ok) throw new PageRefused(409, link.refusal);
    response.render('account/link', presentLink(link.value, this.site.of(request).origin));
  }
}

/** An id that no row has, where an address holds none. */
const idOf = (text: string): string => (isUUID(text) ? text : '00000000-0000-0000-0000-000000000000');
