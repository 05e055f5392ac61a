import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { FoiQueries, FoiService, noSuchFoi, type FoiView } from '@broker/disclosure';
import type { Act as ActName, Actor } from '@broker/identity';
import { orThrow } from '@broker/kernel';
import { Act, CurrentActor } from '../access/act.js';
import { OwnRecords } from '../access/own-records.service.js';
import { API_PATH } from '../api-path.js';
import { ApiRoom } from '../api-room.js';
import { ApiIdParam, ApiNoParticulars, ApiProblems } from '../documents/api-problems.js';
import { CreatedDocument } from '../documents/created.document.js';
import * as documents from '../documents/foi.documents.js';
import { PageQuery } from '../documents/page.documents.js';
import { ApiMaking, Step } from '../documents/api-step.js';
import { pageOf } from '../views/hrefs.js';
import { foiDocument, foiHref, foiLine } from '../views/keeping.view.js';

const NONE = 'Your agency has no such request';

/** An agency's log of freedom of information requests (ISA-15). */
@ApiRoom('foi')
export class FoiController {
  constructor(
    private readonly foi: FoiService,
    private readonly queries: FoiQueries,
    private readonly own: OwnRecords,
  ) {}

  @Get()
  @Act('foi.view')
  @ApiOperation({
    operationId: 'listFoiRequests',
    summary: 'List your agency’s freedom of information requests, what is due first on top',
  })
  @ApiOkResponse({ type: documents.FoiPageDocument })
  @ApiProblems({ 400: 'The page is not a page' })
  async list(@Query() query: PageQuery): Promise<documents.FoiPageDocument> {
    const { limit, offset } = query;
    const found = await this.queries.list({ limit: limit + 1, offset });
    const { items, next } = pageOf(found, `${API_PATH}/foi`, query);
    return { items: items.map(foiLine), next };
  }

  @Post()
  @Act('foi.log')
  @HttpCode(201)
  @ApiOperation({ operationId: 'logFoiRequest', summary: 'Log a freedom of information request' })
  @ApiCreatedResponse({ type: CreatedDocument })
  @ApiMaking()
  async log(@CurrentActor() actor: Actor, @Body() asked: documents.NewFoiRequest): Promise<CreatedDocument> {
    const { id } = orThrow(await this.foi.log(actor, asked));
    return { id, href: foiHref(id) };
  }

  @Get(':id')
  @Act('foi.view')
  @ApiOperation({ operationId: 'readFoiRequest', summary: 'Read a freedom of information request and its answer' })
  @ApiIdParam()
  @ApiOkResponse({ type: documents.FoiDocument })
  @ApiProblems({ 404: NONE })
  async read(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<documents.FoiDocument> {
    return foiDocument(await this.found(actor, 'foi.view', id));
  }

  @Step({
    path: 'answer',
    act: 'foi.answer',
    operationId: 'answerFoiRequest',
    summary: 'Record the answer, with each exemption that was considered',
    none: NONE,
  })
  async answer(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() answer: documents.FoiAnswerRequest,
  ): Promise<CreatedDocument> {
    await this.found(actor, 'foi.answer', id);
    orThrow(await this.foi.answer(actor, id, answer));
    return { id, href: foiHref(id) };
  }

  @Step({
    path: 'withdrawal',
    act: 'foi.answer',
    operationId: 'withdrawFoiRequest',
    summary: 'Record that the person has withdrawn the request',
    none: NONE,
  })
  @ApiNoParticulars()
  async withdraw(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<CreatedDocument> {
    await this.found(actor, 'foi.answer', id);
    orThrow(await this.foi.withdraw(actor, id));
    return { id, href: foiHref(id) };
  }

  private async found(actor: Actor, act: ActName, id: string): Promise<FoiView> {
    return (await this.queries.one(id)) ?? this.own.refuse(actor, act, noSuchFoi);
  }
}
