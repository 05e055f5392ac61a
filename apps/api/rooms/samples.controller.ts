import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import { noSuchSample, SampleQueries, SampleService } from '@broker/audit';
import type { Act as ActName, Actor } from '@broker/identity';
import { orThrow } from '@broker/kernel';
import { Act, CurrentActor } from '../access/act.js';
import { OwnRecords } from '../access/own-records.service.js';
import { API_PATH } from '../api-path.js';
import { ApiRoom } from '../api-room.js';
import { ApiIdParam, ApiNoParticulars, ApiProblems } from '../documents/api-problems.js';
import { ApiMaking, ApiStepping } from '../documents/api-step.js';
import * as documents from '../documents/audit.documents.js';
import { CreatedDocument } from '../documents/created.document.js';
import { PageQuery } from '../documents/page.documents.js';
import { sampleDocument, sampleHref, sampleLine } from '../views/audit.view.js';
import { pageOf } from '../views/hrefs.js';

const NONE = 'No such sample in your partnership';

/** Random samples of the disclosure log, which anybody can draw again (ISA-22). What is found in them: see findings. */
@ApiRoom('samples')
export class SamplesController {
  constructor(
    private readonly samples: SampleService,
    private readonly queries: SampleQueries,
    private readonly own: OwnRecords,
  ) {}

  @Get()
  @Act('sample.view')
  @ApiOperation({ operationId: 'listSamples', summary: 'List the samples of the disclosure log, newest first' })
  @ApiOkResponse({ type: documents.LogSamplePageDocument })
  @ApiProblems({ 400: 'The page is not a page' })
  async list(
    @CurrentActor() actor: Actor,
    @Query() { limit, offset }: PageQuery,
  ): Promise<documents.LogSamplePageDocument> {
    const found = await this.queries.samples(actor, { limit: limit + 1, offset });
    const { items, next } = pageOf(found, `${API_PATH}/samples`, { limit, offset });
    return { items: items.map(sampleLine), next };
  }

  @Post()
  @Act('sample.draw')
  @HttpCode(201)
  @ApiOperation({ operationId: 'drawSample', summary: 'Draw a sample from the finished records of a period' })
  @ApiCreatedResponse({ type: CreatedDocument })
  @ApiMaking()
  async draw(@CurrentActor() actor: Actor, @Body() plan: documents.NewSampleRequest): Promise<CreatedDocument> {
    const { id } = orThrow(await this.samples.draw(actor, plan));
    return { id, href: sampleHref(id) };
  }

  @Get(':id')
  @Act('sample.view')
  @ApiOperation({ operationId: 'readSample', summary: 'Read a sample with its records in the order of the draw' })
  @ApiIdParam()
  @ApiOkResponse({ type: documents.LogSampleDocument })
  @ApiProblems({ 404: NONE })
  async read(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<documents.LogSampleDocument> {
    return sampleDocument(await this.found(actor, 'sample.view', id));
  }

  @Post(':id/drawing-again')
  @Act('sample.draw')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'drawSampleAgain',
    summary: 'Draw a sample again, to see that the same records come out',
  })
  @ApiIdParam()
  @ApiNoParticulars()
  @ApiOkResponse({ type: documents.DrawnAgainDocument })
  @ApiStepping(NONE)
  async again(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<documents.DrawnAgainDocument> {
    await this.found(actor, 'sample.draw', id);
    return orThrow(await this.samples.drawAgain(actor, id));
  }

  @Post(':id/records/:position/in-order')
  @Act('sample.draw')
  @HttpCode(200)
  @ApiOperation({ operationId: 'findSampleRecordInOrder', summary: 'Record that a record of a sample is in order' })
  @ApiIdParam()
  @ApiParam({ name: 'position', schema: { type: 'integer', minimum: 1 }, example: 1 })
  @ApiNoParticulars()
  @ApiOkResponse({ type: CreatedDocument, description: 'The sample' })
  @ApiStepping(NONE)
  async inOrder(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('position') position: string,
  ): Promise<CreatedDocument> {
    const { items } = await this.found(actor, 'sample.draw', id);
    const item = items.find((one) => String(one.position) === position);
    if (!item) return this.own.refuse(actor, 'sample.draw', noSuchSample);
    orThrow(await this.samples.inOrder(actor, id, item.position));
    return { id, href: sampleHref(id) };
  }

  private async found(actor: Actor, act: ActName, id: string) {
    return (await this.queries.sample(actor, id)) ?? this.own.refuse(actor, act, noSuchSample);
  }
}
