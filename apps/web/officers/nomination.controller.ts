import { Body, Get, Param, Post, Render, Req, Res } from '@nestjs/common';
import { AGENCY_ROLES, NominationService, PARTNERSHIP_ROLES, type Actor, type Role } from '@broker/identity';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import type { PageRequest } from '../shell/page-request.js';
import { SiteService } from '../sign-in/site.service.js';
import { AgencyPages } from './agency-pages.service.js';
import { dateOf, textOf, type FormPage, type SentForm } from './form.presenter.js';
import {
  NOMINATION_PLACES,
  presentDeputy,
  presentEnd,
  presentInvited,
  presentNomination,
} from './nomination.presenter.js';

/** Filling and emptying the posts of an agency (ISA-20). */
@Page()
export class NominationController {
  constructor(
    private readonly nominations: NominationService,
    private readonly pages: AgencyPages,
    private readonly site: SiteService,
  ) {}

  @Get(paths.nomination.pattern)
  @Act('officer.nominate')
  @Render('officers/form')
  ask(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<FormPage> {
    return this.nominationPage(actor, id);
  }

  @Post(paths.nomination.pattern)
  @Act('officer.nominate')
  async nominate(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: SentForm,
    @Req() request: PageRequest,
    @Res() response: Response,
  ): Promise<void> {
    const page = await this.nominationPage(actor, id, form);
    const role = rolesOf(actor).find((one) => one === textOf(form, 'role')) ?? 'designated-officer';
    const asked = {
      agencyId: id,
      role,
      name: textOf(form, 'name').trim(),
      email: textOf(form, 'email').trim(),
      startsOn: dateOf(form, 'startsOn'),
      endsOn: dateOf(form, 'endsOn') || null,
      deputyId: textOf(form, 'deputyId') || null,
    };
    const nominated = await this.nominations.nominate(actor, asked);
    if (nominated.ok && nominated.value.invitation) {
      const facts = { ...asked, ...nominated.value.invitation, agency: page.caption, on: this.pages.today };
      return response.render('officers/nominated', presentInvited(facts, this.site.of(request).origin));
    }
    if (nominated.ok) return response.redirect(303, paths.partner({ id }));
    await this.pages.refuse(response, actor, page, nominated.refusal, NOMINATION_PLACES);
  }

  @Get(paths.nominationEnd.pattern)
  @Act('officer.nominate')
  @Render('officers/form')
  async askEnd(
    @Param('id') id: string,
    @Param('nominationId') nominationId: string,
    @CurrentActor() actor: Actor,
  ): Promise<FormPage> {
    const { partner, line } = await this.pages.nomination(actor, id, nominationId);
    return presentEnd(partner, line, this.pages.today);
  }

  @Post(paths.nominationEnd.pattern)
  @Act('officer.nominate')
  async end(
    @Param('id') id: string,
    @Param('nominationId') nominationId: string,
    @CurrentActor() actor: Actor,
    @Body() form: SentForm,
    @Res() response: Response,
  ): Promise<void> {
    const { partner, line } = await this.pages.nomination(actor, id, nominationId);
    const ended = await this.nominations.end(actor, line.appointmentId, dateOf(form, 'endsOn') || null);
    if (ended.ok) return response.redirect(303, paths.partner({ id }));
    const places = { ...NOMINATION_PLACES, 'working-calendar/unreadable-date': 'endsOn' };
    const page = presentEnd(partner, line, this.pages.today, form);
    await this.pages.refuse(response, actor, page, ended.refusal, places);
  }

  @Get(paths.nominationDeputy.pattern)
  @Act('officer.nominate')
  @Render('officers/form')
  async askDeputy(
    @Param('id') id: string,
    @Param('nominationId') nominationId: string,
    @CurrentActor() actor: Actor,
  ): Promise<FormPage> {
    const { partner, line, colleagues } = await this.pages.nomination(actor, id, nominationId);
    return presentDeputy(partner, line, colleagues);
  }

  @Post(paths.nominationDeputy.pattern)
  @Act('officer.nominate')
  async nameDeputy(
    @Param('id') id: string,
    @Param('nominationId') nominationId: string,
    @CurrentActor() actor: Actor,
    @Body() form: SentForm,
    @Res() response: Response,
  ): Promise<void> {
    const { partner, line, colleagues } = await this.pages.nomination(actor, id, nominationId);
    const named = await this.nominations.nameDeputy(actor, line.appointmentId, textOf(form, 'deputyId') || null);
    if (named.ok) return response.redirect(303, paths.partner({ id }));
    const page = presentDeputy(partner, line, colleagues, form);
    await this.pages.refuse(response, actor, page, named.refusal, NOMINATION_PLACES);
  }

  private async nominationPage(actor: Actor, agencyId: string, form?: SentForm): Promise<FormPage> {
    const partner = await this.pages.partner(actor, agencyId, 'officer.nominate');
    const colleagues = await this.pages.colleagues(actor, agencyId);
    return presentNomination(partner, rolesOf(actor), colleagues, this.pages.today, form);
  }
}

const rolesOf = ({ role }: Actor): readonly Role[] =>
  role === 'partnership-manager' ? [...AGENCY_ROLES, ...PARTNERSHIP_ROLES] : AGENCY_ROLES;
