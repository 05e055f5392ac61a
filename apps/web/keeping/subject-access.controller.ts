import { Body, Get, Param, Post, Query, Render, Res } from '@nestjs/common';
import {
  noSuchAccess,
  SubjectAccessQueries,
  SubjectAccessSearch,
  SubjectAccessService,
  type AccessView,
} from '@broker/disclosure';
import type { Actor } from '@broker/identity';
import { readLocalDate } from '@broker/working-calendar';
import type { Response } from 'express';
import { textsOf } from '../format/date-fields.js';
import { AgencyPages } from '../officers/agency-pages.service.js';
import { dateOf, textOf, type FormPage, type SentForm } from '../officers/form.presenter.js';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { KeepingPages, refusedPage } from './keeping-pages.service.js';
import type { ListPage, OnePage } from './page-parts.js';
import { ACCESS_PLACES, accessForm, recordsForm } from './subject-access-forms.js';
import { presentAccess, presentAccessList, presentQuestions } from './subject-access.presenter.js';

/** People who ask for their own information: the list, a new request, one request, and what was found (ISA-17e). */
@Page()
export class SubjectAccessController {
  constructor(
    private readonly access: SubjectAccessService,
    private readonly search: SubjectAccessSearch,
    private readonly queries: SubjectAccessQueries,
    private readonly pages: KeepingPages,
    private readonly forms: AgencyPages,
    private readonly denials: DenialService,
  ) {}

  @Get(paths.subjectAccess.pattern)
  @Act('subject-access.view')
  @Render('keeping/list')
  async list(
    @CurrentActor() actor: Actor,
    @Query('which') which: unknown,
    @Query('page') page: unknown,
  ): Promise<ListPage> {
    const facts = await this.pages.facts(actor, ['subject-access.log']);
    if (which === 'asked') {
      const agencyIds = await this.pages.agencyIds(actor);
      const hrefOf = (number: number) => paths.subjectAccess({}, { which: 'asked', page: number });
      return presentQuestions(
        await this.pages.paged(page, hrefOf, (place) => this.queries.questions(agencyIds, place)),
        facts,
      );
    }
    const hrefOf = (number: number) => paths.subjectAccess({}, { page: number });
    return presentAccessList(await this.pages.paged(page, hrefOf, (place) => this.queries.list(place)), facts);
  }

  @Get(paths.subjectAccessNew.pattern)
  @Act('subject-access.log')
  @Render('officers/form')
  ask(): FormPage {
    return accessForm(this.forms.today);
  }

  @Post(paths.subjectAccessNew.pattern)
  @Act('subject-access.log')
  async log(@CurrentActor() actor: Actor, @Body() form: SentForm, @Res() response: Response): Promise<void> {
    const logged = await this.access.log(actor, {
      receivedOn: dateOf(form, 'receivedOn'),
      fullName: textOf(form, 'fullName'),
      dateOfBirth: dateOf(form, 'dateOfBirth'),
      otherNames: textOf(form, 'otherNames').split(/\r?\n/),
      asked: textOf(form, 'asked'),
    });
    if (logged.ok) return response.redirect(303, paths.subjectAccessOne({ id: logged.value.id }));
    const isReceiptReadable = readLocalDate(dateOf(form, 'receivedOn'), 'the receipt', 'ISA-17e').ok;
    const places = {
      ...ACCESS_PLACES,
      'disclosure/words-missing': 'fullName',
      'disclosure/too-little-to-search': 'fullName',
      'disclosure/day-to-come': 'receivedOn',
      'working-calendar/unreadable-date': isReceiptReadable ? 'dateOfBirth' : 'receivedOn',
    };
    await this.forms.refuse(response, actor, accessForm(this.forms.today, form), logged.refusal, places);
  }

  @Get(paths.subjectAccessOne.pattern)
  @Act('subject-access.view')
  @Render('keeping/one')
  async show(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<OnePage> {
    const view = await this.found(id, actor);
    const facts = await this.pages.facts(actor, ['subject-access.carry-on']);
    return presentAccess(view, facts, await this.pages.timeline(actor, 'subject-access', id));
  }

  @Post(paths.subjectAccessSearch.pattern)
  @Act('subject-access.log')
  async again(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const found = await this.search.again(actor, id);
    if (!found.ok) throw refusedPage(found.refusal);
    response.redirect(303, paths.subjectAccessOne({ id }));
  }

  @Get(paths.subjectAccessRecords.pattern)
  @Act('subject-access.carry-on')
  @Render('officers/form')
  async askRecords(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<FormPage> {
    return recordsForm(await this.found(id, actor));
  }

  @Post(paths.subjectAccessRecords.pattern)
  @Act('subject-access.carry-on')
  async sort(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Body() form: SentForm,
    @Res() response: Response,
  ): Promise<void> {
    const sorted = await this.search.sort(actor, id, textsOf(form, 'theirs'));
    if (!sorted.ok) throw refusedPage(sorted.refusal);
    response.redirect(303, paths.subjectAccessOne({ id }));
  }

  private async found(id: string, actor: Actor): Promise<AccessView> {
    return this.denials.found(await this.queries.one(id), actor, 'subject-access.view', noSuchAccess);
  }
}
