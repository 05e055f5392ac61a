import { Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { nothingKept, RetentionQueries } from '@broker/disclosure';
import type { Actor } from '@broker/identity';
import { Act, CurrentActor } from '../access/act.js';
import { OwnRecords } from '../access/own-records.service.js';
import { API_PATH } from '../api-path.js';
import { ApiRoom } from '../api-room.js';
import { ApiIdParam, ApiProblems } from '../documents/api-problems.js';
import * as documents from '../documents/retention.documents.js';
import { pageOf } from '../views/hrefs.js';
import { certificateDocument, keptDocument, keptLine } from '../views/keeping.view.js';

const HOLDS_BY_PERSONS =
  'A hold is placed and lifted on the pages alone: whoever does it confirms there who they are, which no program can do (ISA-23).';

/** How long things are kept, what holds them, and the certificates of their disposal (ISA-23). */
@ApiRoom('retention')
export class RetentionController {
  constructor(
    private readonly queries: RetentionQueries,
    private readonly own: OwnRecords,
  ) {}

  @Get()
  @Act('retention.view')
  @ApiOperation({
    operationId: 'listKept',
    summary: 'List what your agency keeps, what ends first on top; or what is held or disposed of',
    description: HOLDS_BY_PERSONS,
  })
  @ApiOkResponse({ type: documents.KeptPageDocument })
  @ApiProblems({ 400: 'The page is not a page' })
  async list(@Query() query: documents.RetentionQuery): Promise<documents.KeptPageDocument> {
    const { which, limit, offset } = query;
    const found = await this.queries.list(which, { limit: limit + 1, offset });
    const { items, next } = pageOf(found, `${API_PATH}/retention`, query);
    return { items: items.map(keptLine), next: next && `${next}&which=${which}` };
  }

  @Get('certificates/:id')
  @Act('retention.view')
  @ApiOperation({ operationId: 'readDisposalCertificate', summary: 'Read the certificate of a disposal' })
  @ApiIdParam()
  @ApiOkResponse({ type: documents.DisposalCertificateDocument })
  @ApiProblems({ 404: 'No such certificate of your agency' })
  async certificate(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
  ): Promise<documents.DisposalCertificateDocument> {
    const found = await this.queries.certificate(id);
    return certificateDocument(found ?? (await this.own.refuse(actor, 'retention.view', nothingKept)));
  }

  @Get(':id')
  @Act('retention.view')
  @ApiOperation({
    operationId: 'readKept',
    summary: 'Read until when something is kept, and what holds it',
    description: HOLDS_BY_PERSONS,
  })
  @ApiIdParam()
  @ApiOkResponse({ type: documents.KeptDocument })
  @ApiProblems({ 404: 'Your agency keeps no such thing' })
  async read(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<documents.KeptDocument> {
    const found = (await this.queries.one(id)) ?? (await this.own.refuse(actor, 'retention.view', nothingKept));
    return keptDocument(found, await this.queries.holds(id, actor.agencyId));
  }
}
