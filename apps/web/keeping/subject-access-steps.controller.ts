import { Body, Get, Param, Post, Render, Res } from '@nestjs/common';
import { noSuchAccess, SubjectAccessQueries, SubjectAccessService, type AccessView } from '@broker/disclosure';
import type { Actor } from '@broker/identity';
import type { Result } from '@broker/kernel';
import type { Response } from 'express';
import { textsOf } from '../format/date-fields.js';
import { AgencyPages } from '../officers/agency-pages.service.js';
import { dateOf, textOf, type FormPage, type SentForm } from '../officers/form.presenter.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { refusedPage } from './keeping-pages.service.js';
import { ACCESS_PLACES, answerForm, extensionForm, pauseForm, resumptionForm } from './subject-access-forms.js';

/** The clock of a subject access request stopped, going on and extended; its answer, its withdrawal (ISA-17e). */
@Page()
export class SubjectAccessStepsController {
  constructor(
    private readonly access: SubjectAccessService,
    private readonly queries: SubjectAccessQueries,
    private readonly forms: AgencyPages,
    private readonly denials: DenialService,
  ) {}

  @Get(paths.subjectAccessPause.pattern)
  @Act('subject-access.carry-on')
  @Render('officers/form')
  async askPause(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<FormPage> {
    return pauseForm(await this.found(id, actor), this.forms.today);
  }

  @Post(paths.subjectAccessPause.pattern)
  @Act('subject-access.carry-on')
  async pause(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: SentForm,
    @Res() response: Response,
  ) {
    const page = pauseForm(await this.found(id, actor), this.forms.today, form);
    const done = await this.access.pause(actor, id, textOf(form, 'reason'), dateOf(form, 'on'));
    await this.finish(response, actor, { id, page }, done);
  }

  @Get(paths.subjectAccessResumption.pattern)
  @Act('subject-access.carry-on')
  @Render('officers/form')
  async askResumption(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<FormPage> {
    return resumptionForm(await this.found(id, actor), this.forms.today);
  }

  @Post(paths.subjectAccessResumption.pattern)
  @Act('subject-access.carry-on')
  async resume(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: SentForm,
    @Res() response: Response,
  ) {
    const page = resumptionForm(await this.found(id, actor), this.forms.today, form);
    await this.finish(response, actor, { id, page }, await this.access.resume(actor, id, dateOf(form, 'on')));
  }

  @Get(paths.subjectAccessExtension.pattern)
  @Act('subject-access.carry-on')
  @Render('officers/form')
  async askExtension(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<FormPage> {
    return extensionForm(await this.found(id, actor));
  }

  @Post(paths.subjectAccessExtension.pattern)
  @Act('subject-access.carry-on')
  async extend(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: SentForm,
    @Res() response: Response,
  ) {
    const page = extensionForm(await this.found(id, actor), form);
    await this.finish(response, actor, { id, page }, await this.access.extend(actor, id, textOf(form, 'reason')));
  }

  @Get(paths.subjectAccessAnswer.pattern)
  @Act('subject-access.answer')
  @Render('officers/form')
  async askAnswer(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<FormPage> {
    return answerForm(await this.found(id, actor), this.forms.today);
  }

  @Post(paths.subjectAccessAnswer.pattern)
  @Act('subject-access.answer')
  async answer(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: SentForm,
    @Res() response: Response,
  ) {
    const page = answerForm(await this.found(id, actor), this.forms.today, form);
    const done = await this.access.answer(actor, id, {
      outcome: textOf(form, 'outcome'),
      answeredOn: dateOf(form, 'on'),
      exemptions: textsOf(form, 'exemptions'),
      words: textOf(form, 'words'),
    });
    await this.finish(response, actor, { id, page }, done);
  }

  @Post(paths.subjectAccessWithdrawal.pattern)
  @Act('subject-access.carry-on')
  async withdraw(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const done = await this.access.withdraw(actor, id);
    if (!done.ok) throw refusedPage(done.refusal);
    response.redirect(303, paths.subjectAccessOne({ id }));
  }

  private async finish(
    response: Response,
    actor: Actor,
    { id, page }: { id: string; page: FormPage },
    done: Result<unknown>,
  ): Promise<void> {
    if (done.ok) return response.redirect(303, paths.subjectAccessOne({ id }));
    await this.forms.refuse(response, actor, page, done.refusal, ACCESS_PLACES);
  }

  private async found(id: string, actor: Actor): Promise<AccessView> {
    return this.denials.found(await this.queries.one(id), actor, 'subject-access.view', noSuchAccess);
  }
}
