import { Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { RecordQueries, RecordReading, recordRefusals } from '@broker/disclosure';
import type { Actor } from '@broker/identity';
import { Act, CurrentActor } from '../access/act.js';
import { OwnRecords } from '../access/own-records.service.js';
import { API_PATH } from '../api-path.js';
import { ApiRoom } from '../api-room.js';
import { ApiIdParam, ApiProblems } from '../documents/api-problems.js';
import * as documents from '../documents/record.documents.js';
import { pageOf } from '../views/hrefs.js';

/** The disclosure records of an agency (ISA-24). */
@ApiRoom('records')
export class RecordsController {
  constructor(
    private readonly records: RecordQueries,
    private readonly reading: RecordReading,
    private readonly own: OwnRecords,
  ) {}

  @Get()
  @Act('record.view')
  @ApiOperation({ operationId: 'listRecords', summary: 'List your agency’s disclosure records, incomplete ones first' })
  @ApiOkResponse({ type: documents.RecordPageDocument })
  @ApiProblems({ 400: 'The page is not a page' })
  async list(
    @CurrentActor() actor: Actor,
    @Query() query: documents.RecordsQuery,
  ): Promise<documents.RecordPageDocument> {
    const { state, convictionData, limit, offset } = query;
    const found = await this.records.list(actor, {
      state: state ?? null,
      kind: null,
      convictionData: convictionData ? convictionData === 'yes' : null,
      limit: limit + 1,
      offset,
    });
    const { items, next } = pageOf(found, `${API_PATH}/records`, query);
    const filter = `${state ? `&state=${state}` : ''}${convictionData ? `&convictionData=${convictionData}` : ''}`;
    return { items: items.map(documents.recordLine), next: next && `${next}${filter}` };
  }

  @Get(':id')
  @Act('record.view')
  @ApiOperation({ operationId: 'readRecord', summary: 'Open a disclosure record; which is logged' })
  @ApiIdParam()
  @ApiOkResponse({ type: documents.RecordDocument })
  @ApiProblems({ 404: 'Your agency has no such record' })
  async read(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<documents.RecordDocument> {
    const opened = await this.reading.open(actor, id, 'json');
    return documents.recordDocument(
      opened ?? (await this.own.refuse(actor, 'record.view', recordRefusals.noSuchRecord)),
    );
  }
}
