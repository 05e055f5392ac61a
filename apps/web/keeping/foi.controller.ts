import { Body, Get, Param, Post, Query, Render, Res } from '@nestjs/common';
import { checkFoiOutcome, FoiQueries, FoiService, noSuchFoi, type FoiView } from '@broker/disclosure';
import type { Actor } from '@broker/identity';
import type { Response } from 'express';
import { AgencyPages } from '../officers/agency-pages.service.js';
import { dateOf, textOf, type FormPage, type SentForm } from '../officers/form.presenter.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import {
  claimedIn,
  exemptionPlaces,
  foiExemptionsHref,
  presentFoiAnswer,
  presentFoiExemptions,
  saidInAddress,
  saidInForm,
  type FoiSaid,
} from './foi-answer.presenter.js';
import { FOI_PLACES, presentFoi, presentFoiForm, presentFoiList } from './foi.presenter.js';
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
  async askAnswer(@Param('id') id: string, @CurrentActor() actor: Actor, @Query() query: SentForm): Promise<FormPage> {
    const said = saidInAddress(query);
    return presentFoiAnswer(await this.found(id, actor), { ...said, answeredOn: said.answeredOn || this.forms.today });
  }

  /** Records the answer where no exemption was considered; otherwise the reasons of each are asked for first. */
  @Post(paths.foiAnswer.pattern)
  @Act('foi.answer')
  async answer(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: SentForm,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.found(id, actor);
    const said = saidInForm(form);
    const isLast = said.considered.length === 0;
    const taken = isLast
      ? await this.foi.answer(actor, id, { ...said, exemptions: [] })
      : checkFoiOutcome(said, view.receivedOn, this.forms.today);
    if (taken.ok) return response.redirect(303, isLast ? paths.foiOne({ id }) : foiExemptionsHref(id, said));
    const days = { 'disclosure/day-to-come': 'answeredOn', 'working-calendar/unreadable-date': 'answeredOn' };
    const page = presentFoiAnswer(view, said, form);
    await this.forms.refuse(response, actor, page, taken.refusal, { ...FOI_PLACES, ...days });
  }

  @Get(paths.foiExemptions.pattern)
  @Act('foi.answer')
  async askExemptions(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Query() query: SentForm,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.found(id, actor);
    const said = saidInAddress(query);
    if (!this.isWhole(said, view)) return response.redirect(303, paths.foiAnswer({ id }));
    response.render('officers/form', presentFoiExemptions(view, said));
  }

  @Post(paths.foiExemptions.pattern)
  @Act('foi.answer')
  async answerWithExemptions(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Query() query: SentForm,
    @Body() form: SentForm,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.found(id, actor);
    const said = saidInAddress(query);
    if (!this.isWhole(said, view)) return response.redirect(303, paths.foiAnswer({ id }));
    const exemptions = claimedIn(said, form);
    const answered = await this.foi.answer(actor, id, { ...said, exemptions });
    if (answered.ok) return response.redirect(303, paths.foiOne({ id }));
    const page = presentFoiExemptions(view, said, form);
    await this.forms.refuse(response, actor, page, answered.refusal, exemptionPlaces(exemptions));
  }

  @Post(paths.foiWithdrawal.pattern)
  @Act('foi.answer')
  async withdraw(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const withdrawn = await this.foi.withdraw(actor, id);
    if (!withdrawn.ok) throw refusedPage(withdrawn.refusal);
    response.redirect(303, paths.foiOne({ id }));
  }

  /** Whether an address tells what the first page of an answer asks. */
  private isWhole(said: FoiSaid, { receivedOn }: FoiView): boolean {
    return said.considered.length > 0 && checkFoiOutcome(said, receivedOn, this.forms.today).ok;
  }

  private async found(id: string, actor: Actor): Promise<FoiView> {
    return this.denials.found(await this.queries.one(id), actor, 'foi.view', noSuchFoi);
  }
}
