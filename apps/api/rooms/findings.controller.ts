import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import {
  FindingService,
  noSuchFinding,
  noSuchLogRow,
  noSuchSample,
  SampleQueries,
  type FindingPlace,
} from '@broker/audit';
import type { Act as ActName, Actor } from '@broker/identity';
import { orThrow, type Refusal, type Result } from '@broker/kernel';
import { Act, CurrentActor } from '../access/act.js';
import { OwnRecords } from '../access/own-records.service.js';
import { API_PATH } from '../api-path.js';
import { ApiRoom } from '../api-room.js';
import { ApiIdParam, ApiProblems } from '../documents/api-problems.js';
import { ApiMaking, Step } from '../documents/api-step.js';
import * as documents from '../documents/audit.documents.js';
import { CreatedDocument } from '../documents/created.document.js';
import { PageQuery } from '../documents/page.documents.js';
import { findingDocument, findingHref } from '../views/audit.view.js';
import { pageOf } from '../views/hrefs.js';

const NONE = 'No such finding that you may see';

/** What audits find, what the agency answers, and how it ends (ISA-22, ISA-30). */
@ApiRoom('findings')
export class FindingsController {
  constructor(
    private readonly findings: FindingService,
    private readonly queries: SampleQueries,
    private readonly own: OwnRecords,
  ) {}

  @Get()
  @Act('finding.view')
  @ApiOperation({
    operationId: 'listFindings',
    summary: 'List the findings that you may see: those not closed first, the next follow-up on top',
  })
  @ApiOkResponse({ type: documents.FindingPageDocument })
  @ApiProblems({ 400: 'The page is not a page' })
  async list(
    @CurrentActor() actor: Actor,
    @Query() { limit, offset }: PageQuery,
  ): Promise<documents.FindingPageDocument> {
    const found = await this.queries.findings(actor, { limit: limit + 1, offset });
    const { items, next } = pageOf(found, `${API_PATH}/findings`, { limit, offset });
    return { items: items.map(findingDocument), next };
  }

  @Post()
  @Act('finding.record')
  @HttpCode(201)
  @ApiOperation({
    operationId: 'recordFinding',
    summary: 'Record a finding; the agency is told, and a record of a sample is gone through',
  })
  @ApiCreatedResponse({ type: CreatedDocument })
  @ApiProblems({ 404: 'No such record, or no such place in a sample, in your partnership' })
  @ApiMaking()
  async record(
    @CurrentActor() actor: Actor,
    @Body() { recordId, sampleId, position, rule = '', ...said }: documents.NewFindingRequest,
  ): Promise<CreatedDocument> {
    const place: FindingPlace = sampleId ? { sampleId, position: position ?? 0 } : { recordId: recordId ?? '' };
    const recorded = await this.findings.record(actor, place, { rule, ...said });
    const { id } = await this.done(actor, 'finding.record', recorded);
    return { id, href: findingHref(id) };
  }

  @Get(':id')
  @Act('finding.view')
  @ApiOperation({ operationId: 'readFinding', summary: 'Read a finding, as far as it has come' })
  @ApiIdParam()
  @ApiOkResponse({ type: documents.FindingDocument })
  @ApiProblems({ 404: NONE })
  async read(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<documents.FindingDocument> {
    const found = await this.queries.finding(actor, id);
    return findingDocument(found ?? (await this.own.refuse(actor, 'finding.view', noSuchFinding)));
  }

  @Step({
    path: 'answer',
    act: 'finding.answer',
    operationId: 'answerFinding',
    summary: 'Say what your agency has done about a finding',
    none: 'No such finding about your agency',
  })
  answer(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { words }: documents.FindingWordsRequest,
  ): Promise<CreatedDocument> {
    return this.step(actor, 'finding.answer', id, this.findings.answer(actor, id, words));
  }

  @Step({
    path: 'reopening',
    act: 'finding.record',
    operationId: 'reopenFinding',
    summary: 'Ask the agency again, with another day: the answer will not do',
    none: NONE,
  })
  reopen(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { words, followUpOn }: documents.FindingReopeningRequest,
  ): Promise<CreatedDocument> {
    return this.step(actor, 'finding.record', id, this.findings.reopen(actor, id, words, followUpOn));
  }

  @Step({
    path: 'closing',
    act: 'finding.record',
    operationId: 'closeFinding',
    summary: 'Close a finding: it is put right, or nothing is to be done',
    none: NONE,
  })
  close(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { words }: documents.FindingWordsRequest,
  ): Promise<CreatedDocument> {
    return this.step(actor, 'finding.record', id, this.findings.close(actor, id, words));
  }

  private async step(actor: Actor, act: ActName, id: string, taken: Promise<Result<null>>): Promise<CreatedDocument> {
    await this.done(actor, act, await taken);
    return { id, href: findingHref(id) };
  }

  /** What came of an act; what is not there for this person is refused as such, and the log says so. */
  private done<T>(actor: Actor, act: ActName, result: Result<T>): Promise<T> | T {
    const isAway = !result.ok && ABSENT.includes(result.refusal);
    return isAway ? this.own.refuse(actor, act, result.refusal) : orThrow(result);
  }
}

const ABSENT: readonly Refusal[] = [noSuchFinding, noSuchSample, noSuchLogRow];
