import { Body, Get, Inject, Post, Query, Res } from '@nestjs/common';
import { AgreementQueries } from '@broker/agreement';
import { ProclamationService, type ProclamationPreview } from '@broker/deadlines';
import type { Actor } from '@broker/identity';
import { CLOCK, londonDate, type Clock, type Refusal } from '@broker/kernel';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { dayOf, presentProclamationCheck, presentProclamationForm } from './proclamation.presenter.js';
import type { ProclamationCheckPage, ProclamationForm } from './proclamation.presenter.js';

/** Adding a proclaimed day: the form, what it would move, and the confirmation. */
@Page()
export class ProclamationController {
  constructor(
    private readonly proclamations: ProclamationService,
    private readonly agreements: AgreementQueries,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(paths.proclaim.pattern)
  @Act('calendar.proclaim')
  async ask(@CurrentActor() actor: Actor, @Query() form: ProclamationForm, @Res() response: Response): Promise<void> {
    const page = presentProclamationForm(form);
    if (!('check' in form) || page.errors.length > 0) return this.form(response, page);
    const preview = await this.proclamations.preview(actor, dayOf(form));
    if (!preview.ok) return this.form(response, presentProclamationForm(form, preview.refusal));
    response.render('calendar/check', await this.check(actor, preview.value, null));
  }

  @Post(paths.proclaimedDays.pattern)
  @Act('calendar.proclaim')
  async add(
    @CurrentActor() actor: Actor,
    @Body() form: ProclamationForm | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const given = { ...form, check: '1' };
    const day = dayOf(given);
    const seal = typeof form?.['seal'] === 'string' ? form['seal'] : '';
    const added = await this.proclamations.proclaim(actor, day, seal);
    if (added.ok) {
      return response.redirect(303, paths.calendar({}, { year: day.on.slice(0, 4), added: day.on }));
    }
    const preview = await this.proclamations.preview(actor, day);
    if (!preview.ok) return this.form(response, presentProclamationForm(given, preview.refusal));
    response.status(409).render('calendar/check', await this.check(actor, preview.value, added.refusal));
  }

  private form(response: Response, page: ReturnType<typeof presentProclamationForm>): void {
    response.status(page.errors.length > 0 ? 400 : 200).render('calendar/add', page);
  }

  private async check(
    { partnershipId }: Actor,
    preview: ProclamationPreview,
    refusal: Refusal | null,
  ): Promise<ProclamationCheckPage> {
    const signatories = await this.agreements.signatories(partnershipId);
    return presentProclamationCheck({
      preview,
      agencies: new Map(signatories.map(({ agencyId, agency }) => [agencyId, agency])),
      today: londonDate(this.clock.now()),
      refusal,
    });
  }
}
