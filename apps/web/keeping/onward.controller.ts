import { Body, Get, Param, Post, Query, Render, Res } from '@nestjs/common';
import { noSuchOnward, nothingToPassOn, OnwardQueries, OnwardService, type OnwardView } from '@broker/disclosure';
import type { Actor } from '@broker/identity';
import type { Response } from 'express';
import { AgencyPages } from '../officers/agency-pages.service.js';
import { dateOf, textOf, type FormPage, type SentForm } from '../officers/form.presenter.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { KeepingPages } from './keeping-pages.service.js';
import {
  askForm,
  decisionForm,
  ONWARD_PLACES,
  passingForm,
  presentOnward,
  presentOnwardList,
} from './onward.presenter.js';
import type { ListPage, OnePage } from './page-parts.js';

/** Passing on what a partner disclosed: asked of its owner, decided, done (ISA-26). */
@Page()
export class OnwardController {
  constructor(
    private readonly onward: OnwardService,
    private readonly queries: OnwardQueries,
    private readonly pages: KeepingPages,
    private readonly forms: AgencyPages,
    private readonly denials: DenialService,
  ) {}

  @Get(paths.onward.pattern)
  @Act('onward.view')
  @Render('keeping/list')
  async list(
    @CurrentActor() actor: Actor,
    @Query('which') which: unknown,
    @Query('page') page: unknown,
  ): Promise<ListPage> {
    const side = which === 'asking' ? 'asking' : 'owner';
    const agencyIds = await this.pages.agencyIds(actor);
    const hrefOf = (number: number) => paths.onward({}, { which: side, page: number });
    const found = await this.pages.paged(page, hrefOf, (place) => this.queries.list(agencyIds, side, place));
    return presentOnwardList(found, side, await this.pages.facts(actor));
  }

  @Get(paths.onwardOne.pattern)
  @Act('onward.view')
  @Render('keeping/one')
  async show(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<OnePage> {
    const view = await this.found(id, actor);
    const facts = await this.pages.facts(actor, ['onward.decide', 'onward.pass']);
    const purpose = await this.pages.purposeText(actor, view.purpose);
    return presentOnward(view, purpose, facts, await this.pages.timeline(actor, 'onward', id));
  }

  @Get(paths.onwardAsk.pattern)
  @Act('onward.ask')
  @Render('officers/form')
  ask(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<FormPage> {
    return this.asking(actor, id);
  }

  @Post(paths.onwardAsk.pattern)
  @Act('onward.ask')
  async put(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: SentForm,
    @Res() response: Response,
  ): Promise<void> {
    const page = await this.asking(actor, id, form);
    const asked = await this.onward.ask(actor, id, {
      recipientAgencyId: textOf(form, 'recipientAgencyId'),
      recipientName: textOf(form, 'recipientName'),
      what: textOf(form, 'what'),
      why: textOf(form, 'why'),
    });
    if (asked.ok) return response.redirect(303, paths.onwardOne({ id: asked.value.id }));
    const missing = { 'disclosure/words-missing': textOf(form, 'what').trim() === '' ? 'what' : 'why' };
    await this.forms.refuse(response, actor, page, asked.refusal, { ...ONWARD_PLACES, ...missing });
  }

  @Get(paths.onwardDecision.pattern)
  @Act('onward.decide')
  @Render('officers/form')
  async askDecision(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<FormPage> {
    return decisionForm(await this.found(id, actor));
  }

  @Post(paths.onwardDecision.pattern)
  @Act('onward.decide')
  async decide(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: SentForm,
    @Res() response: Response,
  ): Promise<void> {
    const page = decisionForm(await this.found(id, actor), form);
    const decided = await this.onward.decide(actor, id, textOf(form, 'decision'), textOf(form, 'words'));
    if (decided.ok) return response.redirect(303, paths.onwardOne({ id }));
    const places = { ...ONWARD_PLACES, 'disclosure/words-missing': 'words' };
    await this.forms.refuse(response, actor, page, decided.refusal, places);
  }

  @Get(paths.onwardPassing.pattern)
  @Act('onward.pass')
  @Render('officers/form')
  async askPassing(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<FormPage> {
    return passingForm(await this.found(id, actor), this.forms.today);
  }

  @Post(paths.onwardPassing.pattern)
  @Act('onward.pass')
  async pass(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: SentForm,
    @Res() response: Response,
  ): Promise<void> {
    const page = passingForm(await this.found(id, actor), this.forms.today, form);
    const passed = await this.onward.pass(actor, id, dateOf(form, 'on'), textOf(form, 'words'));
    if (passed.ok) return response.redirect(303, paths.onwardOne({ id }));
    await this.forms.refuse(response, actor, page, passed.refusal, ONWARD_PLACES);
  }

  private async asking(actor: Actor, disclosureId: string, form?: SentForm): Promise<FormPage> {
    const found = await this.queries.source(await this.pages.agencyIds(actor), disclosureId);
    const source = await this.denials.found(found, actor, 'onward.ask', nothingToPassOn);
    const purpose = await this.pages.purposeText(actor, source.purpose);
    return askForm({ ...source, disclosureId, purpose }, await this.pages.partners(actor), form);
  }

  private async found(id: string, actor: Actor): Promise<OnwardView> {
    const found = await this.queries.one(await this.pages.agencyIds(actor), id);
    return this.denials.found(found, actor, 'onward.view', noSuchOnward);
  }
}
