import { Body, Get, Post, Req, Res } from '@nestjs/common';
import { ProviderService, type Actor } from '@broker/identity';
import type { Response } from 'express';
import { formFaults, refusalSentence, textOf, type Form, type FormFaults } from '../format/form.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { PageRefused } from '../shell/page-errors.js';
import type { PageRequest } from '../shell/page-request.js';
import { SiteService } from '../sign-in/site.service.js';

/** The agency's own sign-in (OpenID Connect): set up, changed, taken away. */
@Page()
export class AgencySignInController {
  constructor(
    private readonly providers: ProviderService,
    private readonly site: SiteService,
  ) {}

  @Get(paths.agencySignIn.pattern)
  @Act('identity-provider.set')
  async show(@CurrentActor() actor: Actor, @Req() request: PageRequest, @Res() response: Response): Promise<void> {
    await this.page(actor, request, response, {}, formFaults({}));
  }

  @Post(paths.agencySignIn.pattern)
  @Act('identity-provider.set')
  async set(
    @CurrentActor() actor: Actor,
    @Body() form: Form,
    @Req() request: PageRequest,
    @Res() response: Response,
  ): Promise<void> {
    const issuer = textOf(form, 'issuer').trim();
    const clientId = textOf(form, 'clientId').trim();
    const set = await this.providers.set(actor, { issuer, clientId, clientSecret: textOf(form, 'clientSecret') });
    if (set.ok) return response.redirect(303, paths.agencySignIn({}));
    const field = set.refusal.code === 'identity/provider-incomplete' ? 'clientId' : 'issuer';
    const faults = formFaults({ [field]: refusalSentence(set.refusal) });
    await this.page(actor, request, response.status(400), { issuer, clientId }, faults);
  }

  @Post(paths.agencySignInRemoval.pattern)
  @Act('identity-provider.set')
  async remove(@CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const removed = await this.providers.remove(actor);
    if (!removed.ok) throw new PageRefused(404, removed.refusal);
    response.redirect(303, paths.agencySignIn({}));
  }

  private async page(
    actor: Actor,
    request: PageRequest,
    response: Response,
    typed: { issuer?: string; clientId?: string },
    faults: FormFaults,
  ): Promise<void> {
    const current = await this.providers.ofAgency(actor);
    const { origin } = this.site.of(request);
    const redirectUri = `${origin}${paths.signInProviderAnswer({ id: actor.agencyId })}`;
    const { issuer, clientId } = { issuer: current?.issuer, clientId: current?.clientId, ...typed };
    response.render('account/agency-sign-in', { isSet: current !== null, issuer, clientId, redirectUri, ...faults });
  }
}
