import { Body, Get, Param, Post, Res } from '@nestjs/common';
import { AuthorisationService } from '@broker/agreement';
import { ConsultationService, noSuchConsultation, SubjectAccessQueries, type QuestionView } from '@broker/disclosure';
import type { Actor } from '@broker/identity';
import type { Response } from 'express';
import { textsOf } from '../format/date-fields.js';
import { AgencyPages } from '../officers/agency-pages.service.js';
import { textOf, type SentForm } from '../officers/form.presenter.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { KeepingPages } from './keeping-pages.service.js';
import { ACCESS_PLACES, viewForm } from './subject-access-forms.js';
import { presentQuestion } from './subject-access.presenter.js';

/** A partner's question about what this agency disclosed, and this agency's view (ISA-17e). */
@Page()
export class ConsultationController {
  constructor(
    private readonly consultations: ConsultationService,
    private readonly queries: SubjectAccessQueries,
    private readonly pages: KeepingPages,
    private readonly forms: AgencyPages,
    private readonly authorisation: AuthorisationService,
    private readonly denials: DenialService,
  ) {}

  @Get(paths.subjectAccessQuestion.pattern)
  @Act('subject-access.view')
  async show(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const question = await this.found(id, actor);
    const mayAdvise = (await this.authorisation.mayAct(actor, 'subject-access.advise')).ok;
    if (question.view === null && mayAdvise) return response.render('officers/form', viewForm(question));
    response.render('keeping/one', presentQuestion(question, []));
  }

  @Post(paths.subjectAccessQuestion.pattern)
  @Act('subject-access.advise')
  async advise(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: SentForm,
    @Res() response: Response,
  ): Promise<void> {
    const question = await this.found(id, actor);
    const [view, words] = [textOf(form, 'view'), textOf(form, 'words')];
    const done = await this.consultations.view(actor, id, view, textsOf(form, 'exemptions'), words);
    if (done.ok) return response.redirect(303, paths.subjectAccessQuestion({ id }));
    await this.forms.refuse(response, actor, viewForm(question, form), done.refusal, ACCESS_PLACES);
  }

  private async found(id: string, actor: Actor): Promise<QuestionView> {
    const found = await this.queries.question(await this.pages.agencyIds(actor), id);
    return this.denials.found(found, actor, 'subject-access.view', noSuchConsultation);
  }
}
