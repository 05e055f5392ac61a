import { Body, Get, Param, Post, Render, Res } from '@nestjs/common';
import { TrainingService, type Actor } from '@broker/identity';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { AgencyPages } from './agency-pages.service.js';
import { dateOf, textOf, type FormPage, type SentForm } from './form.presenter.js';
import { presentTraining, TRAINING_PLACES } from './training.presenter.js';

/** Recording the courses that an agency's officers have taken (ISA-22). */
@Page()
export class TrainingController {
  constructor(
    private readonly trainings: TrainingService,
    private readonly pages: AgencyPages,
  ) {}

  @Get(paths.training.pattern)
  @Act('officer.train')
  @Render('officers/form')
  ask(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<FormPage> {
    return this.page(actor, id);
  }

  @Post(paths.training.pattern)
  @Act('officer.train')
  async record(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: SentForm,
    @Res() response: Response,
  ): Promise<void> {
    const page = await this.page(actor, id, form);
    const recorded = await this.trainings.record(actor, {
      agencyId: id,
      officerId: textOf(form, 'officerId'),
      course: textOf(form, 'course'),
      heldOn: dateOf(form, 'heldOn'),
      expiresOn: dateOf(form, 'expiresOn'),
    });
    if (recorded.ok) return response.redirect(303, paths.partner({ id }));
    await this.pages.refuse(response, actor, page, recorded.refusal, TRAINING_PLACES);
  }

  private async page(actor: Actor, agencyId: string, form?: SentForm): Promise<FormPage> {
    const partner = await this.pages.partner(actor, agencyId, 'officer.train');
    const colleagues = await this.pages.colleagues(actor, agencyId);
    return presentTraining(partner, colleagues, form);
  }
}
