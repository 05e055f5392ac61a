import { Body, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { AgreementQueries } from '@broker/agreement';
import { ConsultationService, noSuchConsultation, SubjectAccessQueries, type QuestionView } from '@broker/disclosure';
import type { Act as ActName, Actor } from '@broker/identity';
import { orThrow } from '@broker/kernel';
import { Act, CurrentActor } from '../access/act.js';
import { OwnRecords } from '../access/own-records.service.js';
import { API_PATH } from '../api-path.js';
import { ApiRoom } from '../api-room.js';
import { ApiIdParam, ApiProblems } from '../documents/api-problems.js';
import { CreatedDocument } from '../documents/created.document.js';
import { PageQuery } from '../documents/page.documents.js';
import { Step } from '../documents/api-step.js';
import * as documents from '../documents/subject-access.documents.js';
import { ConsultationViewRequest } from '../documents/subject-access-request.documents.js';
import { pageOf } from '../views/hrefs.js';
import { questionDocument, questionHref, questionLine } from '../views/keeping.view.js';

const NONE = 'No partner has asked your agency this';

/** What partners ask about this agency's information before they answer a person, and this agency's views (ISA-17e). */
@ApiRoom('consultations')
export class ConsultationsController {
  constructor(
    private readonly consultations: ConsultationService,
    private readonly queries: SubjectAccessQueries,
    private readonly agreements: AgreementQueries,
    private readonly own: OwnRecords,
  ) {}

  @Get()
  @Act('subject-access.view')
  @ApiOperation({
    operationId: 'listConsultations',
    summary: 'List what partners ask your agency about subject access, what is due first on top',
  })
  @ApiOkResponse({ type: documents.QuestionPageDocument })
  @ApiProblems({ 400: 'The page is not a page' })
  async list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<documents.QuestionPageDocument> {
    const { limit, offset } = query;
    const found = await this.queries.questions(await this.agencyIds(actor), { limit: limit + 1, offset });
    const { items, next } = pageOf(found, `${API_PATH}/consultations`, query);
    return { items: items.map(questionLine), next };
  }

  @Get(':id')
  @Act('subject-access.view')
  @ApiOperation({ operationId: 'readConsultation', summary: 'Read a partner’s question: whom and what it is about' })
  @ApiIdParam()
  @ApiOkResponse({ type: documents.QuestionDocument })
  @ApiProblems({ 404: NONE })
  async read(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<documents.QuestionDocument> {
    return questionDocument(await this.found(actor, 'subject-access.view', id));
  }

  @Step({
    path: 'view',
    act: 'subject-access.advise',
    operationId: 'answerConsultation',
    summary: 'Give your agency’s view: whether its information can be given to the person',
    none: NONE,
  })
  async advise(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { view, exemptions, words }: ConsultationViewRequest,
  ): Promise<CreatedDocument> {
    await this.found(actor, 'subject-access.advise', id);
    orThrow(await this.consultations.view(actor, id, view, exemptions, words));
    return { id, href: questionHref(id) };
  }

  private agencyIds({ partnershipId, agencyId }: Actor): Promise<string[]> {
    return this.agreements.lineOf(partnershipId, agencyId);
  }

  private async found(actor: Actor, act: ActName, id: string): Promise<QuestionView> {
    const found = await this.queries.question(await this.agencyIds(actor), id);
    return found ?? this.own.refuse(actor, act, noSuchConsultation);
  }
}
