import { Readable } from 'node:stream';
import { Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces } from '@nestjs/swagger';
import {
  exceptionRule,
  LogExportService,
  LogOpeningService,
  LogQueries,
  noSuchLogRow,
  readLogFilter,
  writeLogFilter,
} from '@broker/audit';
import type { Actor } from '@broker/identity';
import { orThrow } from '@broker/kernel';
import { Act, CurrentActor } from '../access/act.js';
import { OwnRecords } from '../access/own-records.service.js';
import { API_PATH } from '../api-path.js';
import { ApiRoom } from '../api-room.js';
import { ApiIdParam, ApiProblems } from '../documents/api-problems.js';
import * as documents from '../documents/disclosure-log.documents.js';
import { withQuery } from '../views/hrefs.js';
import { logRecordDocument, logRowDocument } from '../views/disclosure-log.view.js';

const LOG = `${API_PATH}/disclosure-log`;
const NOT_UNDERSTOOD = { 400: 'The page is not a page', 422: 'The filter is not understood' };

/** The disclosure log for auditors’ programs: masked, always; a person is revealed on the pages alone (ISA-22, ISA-26). */
@ApiRoom('disclosure-log')
export class DisclosureLogController {
  constructor(
    private readonly log: LogQueries,
    private readonly opening: LogOpeningService,
    private readonly exports: LogExportService,
    private readonly own: OwnRecords,
  ) {}

  @Get()
  @Act('log.view')
  @ApiOperation({ operationId: 'listDisclosureLog', summary: 'List the disclosure log, masked, newest row first' })
  @ApiOkResponse({ type: documents.LogPageDocument })
  @ApiProblems(NOT_UNDERSTOOD)
  async list(
    @CurrentActor() actor: Actor,
    @Query() { after, limit, ...asked }: documents.LogQuery,
  ): Promise<documents.LogPageDocument> {
    const filter = orThrow(readLogFilter(asked));
    const { rows, next } = await this.log.page(actor, filter, { after, limit });
    return {
      items: rows.map(logRowDocument),
      next: next && withQuery(LOG, { ...writeLogFilter(filter), limit, after: next }),
    };
  }

  @Get('exceptions')
  @Act('log.view')
  @ApiOperation({ operationId: 'countExceptions', summary: 'Count what each rule finds in the disclosure log' })
  @ApiOkResponse({ type: documents.ExceptionsDocument })
  @ApiProblems(NOT_UNDERSTOOD)
  async exceptions(
    @CurrentActor() actor: Actor,
    @Query() asked: documents.LogFilterFields,
  ): Promise<documents.ExceptionsDocument> {
    const counts = await this.log.exceptions(actor, orThrow(readLogFilter(asked)));
    return {
      items: counts.map(({ rule, count }) => {
        const { clause, title } = exceptionRule(rule)!;
        return { rule, clause, title, records: count };
      }),
    };
  }

  @Get('export')
  @Act('log.export')
  @ApiOperation({ operationId: 'exportDisclosureLog', summary: 'Take the disclosure log out as a file, masked' })
  @ApiProduces('text/csv', 'application/json')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ApiProblems(NOT_UNDERSTOOD)
  export(@CurrentActor() actor: Actor, @Query() { format, ...asked }: documents.LogExportQuery): StreamableFile {
    const filter = orThrow(readLogFilter(asked));
    const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json';
    const disposition = `attachment; filename="disclosure-log.${format}"`;
    return new StreamableFile(Readable.from(this.exports.takeOut(actor, filter, format), { objectMode: false }), {
      type,
      disposition,
    });
  }

  @Get(':id')
  @Act('log.view')
  @ApiOperation({
    operationId: 'readLogRecord',
    summary: 'Read a disclosure record, masked, with its chain of custody',
  })
  @ApiIdParam()
  @ApiOkResponse({ type: documents.LogRecordDocument })
  @ApiProblems({ 404: 'No such record in your partnership' })
  async read(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<documents.LogRecordDocument> {
    const opened = await this.opening.open(actor, id);
    return opened.ok ? logRecordDocument(opened.value) : this.own.refuse(actor, 'log.view', noSuchLogRow);
  }
}
