import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import {
  noSuchAccess,
  SubjectAccessQueries,
  SubjectAccessSearch,
  SubjectAccessService,
  type AccessView,
} from '@broker/disclosure';
import type { Act as ActName, Actor } from '@broker/identity';
import { orThrow, type Result } from '@broker/kernel';
import { Act, CurrentActor } from '../access/act.js';
import { OwnRecords } from '../access/own-records.service.js';
import { API_PATH } from '../api-path.js';
import { ApiRoom } from '../api-room.js';
import { ApiIdParam, ApiNoParticulars, ApiProblems } from '../documents/api-problems.js';
import { CreatedDocument } from '../documents/created.document.js';
import { PageQuery } from '../documents/page.documents.js';
import { ApiMaking, Step } from '../documents/api-step.js';
import * as documents from '../documents/subject-access.documents.js';
import * as requests from '../documents/subject-access-request.documents.js';
import { pageOf } from '../views/hrefs.js';
import { accessDocument, accessHref, accessLine } from '../views/keeping.view.js';

const CARRY_ON: ActName = 'subject-access.carry-on';

/** What a step of a request is called, and what it does. */
const AccessStep = (path: string, act: ActName, operationId: string, summary: string) =>
  Step({ path, act, operationId, summary, none: 'Your agency has no such request' });

/** People who ask for their own information: logged, searched for, partners asked, answered (ISA-17e). */
@ApiRoom('subject-access')
export class SubjectAccessController {
  constructor(
    private readonly access: SubjectAccessService,
    private readonly search: SubjectAccessSearch,
    private readonly queries: SubjectAccessQueries,
    private readonly own: OwnRecords,
  ) {}

  @Get()
  @Act('subject-access.view')
  @ApiOperation({
    operationId: 'listSubjectAccess',
    summary: 'List your agency’s subject access requests, what is due first on top',
  })
  @ApiOkResponse({ type: documents.SubjectAccessPageDocument })
  @ApiProblems({ 400: 'The page is not a page' })
  async list(@Query() query: PageQuery): Promise<documents.SubjectAccessPageDocument> {
    const { limit, offset } = query;
    const found = await this.queries.list({ limit: limit + 1, offset });
    const { items, next } = pageOf(found, `${API_PATH}/subject-access`, query);
    return { items: items.map(accessLine), next };
  }

  @Post()
  @Act('subject-access.log')
  @HttpCode(201)
  @ApiOperation({
    operationId: 'logSubjectAccess',
    summary: 'Log a subject access request and search your agency’s records for the person',
  })
  @ApiCreatedResponse({ type: CreatedDocument })
  @ApiMaking()
  async log(
    @CurrentActor() actor: Actor,
    @Body() { dateOfBirth = '', ...asked }: requests.NewSubjectAccessRequest,
  ): Promise<CreatedDocument> {
    const { id } = orThrow(await this.access.log(actor, { dateOfBirth, ...asked }));
    return { id, href: accessHref(id) };
  }

  @Get(':id')
  @Act('subject-access.view')
  @ApiOperation({
    operationId: 'readSubjectAccess',
    summary: 'Read a subject access request: the person, what was found, what partners think',
  })
  @ApiIdParam()
  @ApiOkResponse({ type: documents.SubjectAccessDocument })
  @ApiProblems({ 404: 'Your agency has no such request' })
  async read(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<documents.SubjectAccessDocument> {
    return accessDocument(await this.found(actor, 'subject-access.view', id));
  }

  @AccessStep('search', 'subject-access.log', 'searchSubjectAccess', 'Search your agency’s records again')
  @ApiNoParticulars()
  again(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<CreatedDocument> {
    return this.step(actor, 'subject-access.log', id, () => this.search.again(actor, id));
  }

  @AccessStep(
    'records',
    CARRY_ON,
    'sortSubjectAccess',
    'Say which records are theirs; partners that disclosed them are asked',
  )
  sort(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { theirs }: requests.SubjectAccessRecordsRequest,
  ): Promise<CreatedDocument> {
    return this.step(actor, CARRY_ON, id, () => this.search.sort(actor, id, theirs));
  }

  @AccessStep('pause', CARRY_ON, 'pauseSubjectAccess', 'Stop the clock while the person is asked something')
  pause(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { reason, pausedOn }: requests.SubjectAccessPauseRequest,
  ): Promise<CreatedDocument> {
    return this.step(actor, CARRY_ON, id, () => this.access.pause(actor, id, reason, pausedOn));
  }

  @AccessStep('resumption', CARRY_ON, 'resumeSubjectAccess', 'Let the clock go on: the person has answered')
  resume(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { resumedOn }: requests.SubjectAccessResumptionRequest,
  ): Promise<CreatedDocument> {
    return this.step(actor, CARRY_ON, id, () => this.access.resume(actor, id, resumedOn));
  }

  @AccessStep('extension', CARRY_ON, 'extendSubjectAccess', 'Extend the time by two months')
  extend(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { reason }: requests.SubjectAccessExtensionRequest,
  ): Promise<CreatedDocument> {
    return this.step(actor, CARRY_ON, id, () => this.access.extend(actor, id, reason));
  }

  @AccessStep('answer', 'subject-access.answer', 'answerSubjectAccess', 'Record what the person was answered')
  answer(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() answer: requests.SubjectAccessAnswerRequest,
  ): Promise<CreatedDocument> {
    return this.step(actor, 'subject-access.answer', id, () => this.access.answer(actor, id, answer));
  }

  @AccessStep('withdrawal', CARRY_ON, 'withdrawSubjectAccess', 'Record that the person has withdrawn the request')
  @ApiNoParticulars()
  withdraw(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<CreatedDocument> {
    return this.step(actor, CARRY_ON, id, () => this.access.withdraw(actor, id));
  }

  private async step(
    actor: Actor,
    act: ActName,
    id: string,
    work: () => Promise<Result<unknown>>,
  ): Promise<CreatedDocument> {
    await this.found(actor, act, id);
    orThrow(await work());
    return { id, href: accessHref(id) };
  }

  private async found(actor: Actor, act: ActName, id: string): Promise<AccessView> {
    return (await this.queries.one(id)) ?? this.own.refuse(actor, act, noSuchAccess);
  }
}
