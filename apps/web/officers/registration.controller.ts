import { Body, Get, Post, Render, Res } from '@nestjs/common';
import {
  OfficerQueries,
  RegistrationService,
  TOOLKIT_STATUSES,
  type Actor,
  type ToolkitStatus,
} from '@broker/identity';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { AgencyPages } from './agency-pages.service.js';
import { dateOf, textOf, type FormPage, type SentForm } from './form.presenter.js';
import { presentRegistration, presentToolkit, REGISTRATION_PLACES } from './registration.presenter.js';

/** Keeping one's own agency's registration, and a health body's toolkit (ISA-21). */
@Page()
export class RegistrationController {
  constructor(
    private readonly registrations: RegistrationService,
    private readonly officers: OfficerQueries,
    private readonly pages: AgencyPages,
  ) {}

  @Get(paths.registration.pattern)
  @Act('registration.record')
  @Render('officers/form')
  ask(@CurrentActor() actor: Actor): Promise<FormPage> {
    return this.registrationPage(actor);
  }

  @Post(paths.registration.pattern)
  @Act('registration.record')
  async record(@CurrentActor() actor: Actor, @Body() form: SentForm, @Res() response: Response): Promise<void> {
    const page = await this.registrationPage(actor, form);
    const recorded = await this.registrations.record(
      actor,
      textOf(form, 'kind') === 'exempt'
        ? { exemptReason: textOf(form, 'exemptReason') }
        : { number: textOf(form, 'number'), expiresOn: dateOf(form, 'expiresOn') },
    );
    if (recorded.ok) return response.redirect(303, paths.partner({ id: actor.agencyId }));
    await this.pages.refuse(response, actor, page, recorded.refusal, REGISTRATION_PLACES);
  }

  @Get(paths.toolkit.pattern)
  @Act('registration.record')
  @Render('officers/form')
  askToolkit(@CurrentActor() actor: Actor): Promise<FormPage> {
    return this.toolkitPage(actor);
  }

  @Post(paths.toolkit.pattern)
  @Act('registration.record')
  async recordToolkit(@CurrentActor() actor: Actor, @Body() form: SentForm, @Res() response: Response): Promise<void> {
    const page = await this.toolkitPage(actor, form);
    const status = (Object.keys(TOOLKIT_STATUSES) as ToolkitStatus[]).find((one) => one === textOf(form, 'status'));
    const asked = { endsIn: Number(textOf(form, 'endsIn')), status: status ?? 'standards-not-met' };
    const recorded = await this.registrations.recordToolkit(actor, asked);
    if (recorded.ok) return response.redirect(303, paths.partner({ id: actor.agencyId }));
    await this.pages.refuse(response, actor, page, recorded.refusal, REGISTRATION_PLACES);
  }

  private async registrationPage(actor: Actor, form?: SentForm): Promise<FormPage> {
    const partner = await this.pages.partner(actor, actor.agencyId, 'registration.record');
    const [newest] = await this.officers.registrations(actor);
    return presentRegistration(partner, newest ?? null, form);
  }

  private async toolkitPage(actor: Actor, form?: SentForm): Promise<FormPage> {
    const partner = await this.pages.partner(actor, actor.agencyId, 'registration.record');
    return presentToolkit(partner, Number(this.pages.today.slice(0, 4)), form);
  }
}
