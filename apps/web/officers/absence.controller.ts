import { Body, Get, Param, Post, Render, Res } from '@nestjs/common';
import { AbsenceService, type Actor } from '@broker/identity';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { PageRefused } from '../shell/page-errors.js';
import { ABSENCE_PLACES, presentAbsence } from './absence.presenter.js';
import { AgencyPages } from './agency-pages.service.js';
import { dateOf, textOf, type FormPage, type SentForm } from './form.presenter.js';

/** Saying who is away, and that they are back (ISA-20). */
@Page()
export class AbsenceController {
  constructor(
    private readonly absences: AbsenceService,
    private readonly pages: AgencyPages,
  ) {}

  @Get(paths.absence.pattern)
  @Act('officer.absence')
  @Render('officers/form')
  ask(@CurrentActor() actor: Actor): Promise<FormPage> {
    return this.page(actor);
  }

  @Post(paths.absence.pattern)
  @Act('officer.absence')
  async state(@CurrentActor() actor: Actor, @Body() form: SentForm, @Res() response: Response): Promise<void> {
    const page = await this.page(actor, form);
    const asked = { officerId: textOf(form, 'officerId'), fromOn: dateOf(form, 'fromOn'), toOn: dateOf(form, 'toOn') };
    const stated = await this.absences.state(actor, asked);
    if (stated.ok) return response.redirect(303, paths.partner({ id: actor.agencyId }));
    await this.pages.refuse(response, actor, page, stated.refusal, ABSENCE_PLACES);
  }

  @Post(paths.absenceEnd.pattern)
  @Act('officer.absence')
  async end(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const ended = await this.absences.end(actor, id);
    if (!ended.ok) throw new PageRefused(ended.refusal.code.includes('no-such') ? 404 : 409, ended.refusal);
    response.redirect(303, paths.partner({ id: actor.agencyId }));
  }

  private async page(actor: Actor, form?: SentForm): Promise<FormPage> {
    const colleagues = await this.pages.colleagues(actor, actor.agencyId);
    return presentAbsence(actor, colleagues, this.pages.today, form);
  }
}
