import { applyDecorators, Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import {
  RecordCorrection,
  RecordQueries,
  RecordReading,
  recordRefusals,
  RecordWriting,
  type BegunRecord,
} from '@broker/disclosure';
import type { Actor } from '@broker/identity';
import { orThrow, type Result } from '@broker/kernel';
import { Act, CurrentActor } from '../access/act.js';
import { OwnRecords } from '../access/own-records.service.js';
import { API_PATH } from '../api-path.js';
import { ApiRoom } from '../api-room.js';
import { ApiIdParam, ApiNoParticulars, ApiProblems, ApiRepeatable } from '../documents/api-problems.js';
import {
  contactOf,
  ContactRequest,
  recordAnswersOf,
  RecordAnswersRequest,
  RecordCorrectionRequest,
  WrittenRecordDocument,
} from '../documents/record-answers.documents.js';
import * as documents from '../documents/record.documents.js';
import { pageOf } from '../views/hrefs.js';

/** What writing a record refuses beside its own. */
const REFUSED = {
  415: 'Not JSON',
  422: 'An answer is refused, a particular is missing, or the key belongs to another request',
};

/** A new record at `<path>`: what it is called, and of what. */
const Begin = (path: string, operationId: string, summary: string) =>
  applyDecorators(
    Post(path),
    Act('record.write'),
    HttpCode(201),
    ApiOperation({ operationId, summary }),
    ApiCreatedResponse({ type: WrittenRecordDocument }),
    ApiRepeatable(),
    ApiProblems({ 409: 'The first request with this key is still under way', ...REFUSED }),
  );

/** A step of a record at `:id/<path>`: what it is called, and what it does. @param answer which record is answered. */
const Step = (path: string, operationId: string, summary: string, answer = 'The record') =>
  applyDecorators(
    Post(`:id/${path}`),
    Act('record.write'),
    HttpCode(200),
    ApiOperation({ operationId, summary }),
    ApiIdParam(),
    ApiOkResponse({ type: WrittenRecordDocument, description: answer }),
    ApiRepeatable(),
    ApiProblems({
      404: 'Your agency has no such record',
      409: 'Not in this state, or the first request with this key is still under way',
      410: 'What the record said has been disposed of',
      ...REFUSED,
    }),
  );

/** The disclosure records of an agency: read, written, completed, corrected (ISA-7, 24). */
@ApiRoom('records')
export class RecordsController {
  constructor(
    private readonly records: RecordQueries,
    private readonly reading: RecordReading,
    private readonly writing: RecordWriting,
    private readonly corrections: RecordCorrection,
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

  @Begin('quick', 'logContact', 'Log an informal contact quickly; it is completed within five working days (ISA-7)')
  async logContact(@CurrentActor() actor: Actor, @Body() given: ContactRequest): Promise<WrittenRecordDocument> {
    return written(await this.writing.quickLog(actor, contactOf(given)));
  }

  @Begin('outside', 'recordOutside', 'Record, whole, a disclosure that was made outside the broker')
  async recordOutside(@CurrentActor() actor: Actor, @Body() given: ContactRequest): Promise<WrittenRecordDocument> {
    return written(await this.writing.recordOutside(actor, contactOf(given)));
  }

  @Step('answers', 'answerRecord', 'Save what is known by now of a record that is not final')
  async answer(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() given: RecordAnswersRequest,
  ): Promise<WrittenRecordDocument> {
    return this.ofOwn(actor, await this.writing.save(actor, id, recordAnswersOf(given)));
  }

  @Step('completion', 'completeRecord', 'Give what is missing and make a record final; it is never edited after that')
  async complete(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() given: RecordAnswersRequest,
  ): Promise<WrittenRecordDocument> {
    return this.ofOwn(actor, await this.writing.finish(actor, id, recordAnswersOf(given)));
  }

  @Step(
    'correction',
    'correctRecord',
    'Correct a final record by one that supersedes it; whoever received the first is told',
    'The record that supersedes it',
  )
  async correct(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { reason, ...answers }: RecordCorrectionRequest,
  ): Promise<WrittenRecordDocument> {
    return this.ofOwn(actor, await this.corrections.correct(actor, id, recordAnswersOf(answers), reason));
  }

  @Step(
    'own-side',
    'takeUpRecord',
    'Begin your agency’s record of an exchange that the other agency recorded',
    'Your agency’s record',
  )
  @ApiNoParticulars()
  async takeUp(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<WrittenRecordDocument> {
    return this.ofOwn(actor, await this.writing.takeUp(actor, id));
  }

  /** That a record is another's is logged before it is told (ISA-26). */
  private async ofOwn(actor: Actor, result: Result<BegunRecord>): Promise<WrittenRecordDocument> {
    if (result.ok || result.refusal !== recordRefusals.noSuchRecord) return written(result);
    return this.own.refuse(actor, 'record.write', result.refusal);
  }
}

const written = (result: Result<BegunRecord>): WrittenRecordDocument => {
  const { id, reference, state } = orThrow(result);
  return { id, href: documents.recordHref(id), reference, state };
};
