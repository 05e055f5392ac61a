import { Body, Get, Param, Post, Query, Render, Res } from '@nestjs/common';
import { FoiQueries, FoiService, noSuchFoi, type FoiView } from '@broker/disclosure';
import type { Actor } from '@broker/identity';
import type { Response } from 'express';
import { textsOf } from '../format/date-fields.js';
import { AgencyPages } from '../officers/agency-pages.service.js';
import { dateOf, textOf, type FormPage, type SentForm } from '../officers/form.presenter.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { FOI_PLACES, presentFoi, presentFoiAnswer, presentFoiForm, presentFoiList } from './foi.presenter.js';
import { KeepingPages, refusedPage } from './keeping-pages.service.js';
import type { ListPage, OnePage } from './page-parts.js';

/** The log of freedom of information requests (ISA-15). */
@Page()
export class FoiController {
  constructor(
    private readonly foi: FoiService,
    private readonly queries: FoiQueries,
    private readonly pages: KeepingPages,
    private readonly forms: AgencyPages,
    private readonly denials: DenialService,
  ) {}

  @Get(paths.foi.pattern)
  @Act('foi.view')
  @Render('keeping/list')
  async list(@CurrentActor() actor: Actor, @Query('page') page: unknown): Promise<ListPage> {
    const hrefOf = (number: number) => paths.foi({}, { page: number });
    const found = await this.pages.paged(page, hrefOf, (place) => this.queries.list(place));
    return presentFoiList(found, await this.pages.facts(actor, ['foi.log']));
  }

  @Get(paths.foiNew.pattern)
  @Act('foi.log')
  @Render('officers/form')
  ask(): FormPage {
    return presentFoiForm(this.forms.today);
  }

  @Post(paths.foiNew.pattern)
  @Act('foi.log')
  async log(@CurrentActor() actor: Actor, @Body() form: SentForm, @Res() response: Response): Promise<void> {
    const logged = await this.foi.log(actor, {
      receivedOn: dateOf(form, 'receivedOn'),
      applicant: textOf(form, 'applicant'),
      contact: textOf(form, 'contact'),
      asked: textOf(form, 'asked'),
    });
    if (logged.ok) return response.redirect(303, paths.foiOne({ id: logged.value.id }));
    const missing = { 'disclosure/words-missing': textOf(form, 'applicant').trim() === '' ? 'applicant' : 'asked' };
    const page = presentFoiForm(this.forms.today, form);
    await this.forms.refuse(response, actor, page, logged.refusal, { ...FOI_PLACES, ...missing });
  }

  @Get(paths.foiOne.pattern)
  @Act('foi.view')
  @Render('keeping/one')
  async show(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<OnePage> {
    const view = await this.found(id, actor);
    return presentFoi(view, await this.pages.facts(actor, ['foi.answer']), await this.pages.timeline(actor, 'foi', id));
  }

  @Get(paths.foiAnswer.pattern)
  @Act('foi.answer')
  @Render('officers/form')
  async askAnswer(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<FormPage> {
    return presentFoiAnswer(await this.found(id, actor), this.forms.today);
  }

  @Post(paths.foiAnswer.pattern)
  @Act('foi.answer')
  async answer(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: SentForm,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.found(id, actor);
    const reliedOn = textsOf(form, 'reliedOn');
    const sections = [...new Set([...reliedOn, ...textsOf(form, 'considered')])];
    const why = textOf(form, 'why');
    const answered = await this.foi.answer(actor, id, {
      outcome: textOf(form, 'outcome'),
      answeredOn: dateOf(form, 'answeredOn'),
      exemptions: sections.map((section) => ({ section, reliedOn: reliedOn.includes(section), why })),
    });
    if (answered.ok) return response.redirect(303, paths.foiOne({ id }));
    const places = {
      ...FOI_PLACES,
      'disclosure/words-missing': 'why',
      'disclosure/day-to-come': 'answeredOn',
      'working-calendar/unreadable-date': 'answeredOn',
    };
    await this.forms.refuse(response, actor, presentFoiAnswer(view, this.forms.today, form), answered.refusal, places);
  }

  @Post(paths.foiWithdrawal.pattern)
  @Act('foi.answer')
  async withdraw(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const withdrawn = await this.foi.withdraw(actor, id);
    if (!withdrawn.ok) throw refusedPage(withdrawn.refusal);
    response.redirect(303, paths.foiOne({ id }));
  }

  private async found(id: string, actor: Actor): Promise<FoiView> {
    return this.denials.found(await this.queries.one(id), actor, 'foi.view', noSuchFoi);
  }
}
