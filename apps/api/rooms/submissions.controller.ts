import { Body, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
} from '@nestjs/swagger';
import { ExchangeQueries, ReleaseService, SubmissionService } from '@broker/exchange';
import type { Actor } from '@broker/identity';
import { orThrow } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import type { Request } from 'express';
import { Act, CurrentActor } from '../access/act.js';
import { OwnRecords } from '../access/own-records.service.js';
import { Takes } from '../access/takes.js';
import { API_PATH } from '../api-path.js';
import { ApiRoom } from '../api-room.js';
import { ApiIdParam, ApiProblems, ApiRepeatable } from '../documents/api-problems.js';
import { CreatedDocument } from '../documents/created.document.js';
import { LedgerEntryListDocument } from '../documents/ledger.documents.js';
import { PageQuery } from '../documents/page.documents.js';
import {
  ReleaseRequest,
  SubmissionDocument,
  SubmissionPageDocument,
  UploadQuery,
  WithdrawalRequest,
} from '../documents/submission.documents.js';
import { pageOf, releaseHref, submissionHref } from '../views/hrefs.js';
import { entryDocument } from '../views/ledger.view.js';
import { submissionDocument, submissionLine } from '../views/submission.view.js';

const CSV = 'text/csv';

/** An agency's own submissions: upload, check, decision. */
@ApiRoom('submissions')
export class SubmissionsController {
  constructor(
    private readonly submissions: SubmissionService,
    private readonly releases: ReleaseService,
    private readonly exchange: ExchangeQueries,
    private readonly ledger: LedgerService,
    private readonly own: OwnRecords,
  ) {}

  @Post()
  @Act('submission.upload')
  @Takes(CSV)
  @HttpCode(202)
  @ApiOperation({
    operationId: 'uploadSubmission',
    summary: 'Upload a file of a dataset',
    description: 'The body is the file itself, as it stands. It is checked afterwards: see the submission.',
  })
  @ApiConsumes(CSV)
  @ApiBody({ required: true, schema: { type: 'string', format: 'binary', example: 'Month,LSOA code,LSOA name,…' } })
  @ApiAcceptedResponse({ type: CreatedDocument })
  @ApiRepeatable()
  @ApiProblems({
    404: 'No such dataset',
    409: 'The same file again, or the first request with this key is still under way',
    413: 'The file is too large',
    415: 'Not text/csv',
    422: 'The header is not one of the dataset; or the key belongs to another request',
  })
  async upload(
    @CurrentActor() actor: Actor,
    @Query() { dataset, fileName }: UploadQuery,
    @Req() request: Request,
  ): Promise<CreatedDocument> {
    // A file refused in its middle must leave the connection open: the answer goes back on it.
    const body = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
    const { id } = orThrow(await this.submissions.receive(actor, { datasetId: dataset, fileName, body }));
    return { id, href: submissionHref(id) };
  }

  @Get()
  @Act('submission.view')
  @ApiOperation({ operationId: 'listSubmissions', summary: 'List your agency’s submissions, newest first' })
  @ApiOkResponse({ type: SubmissionPageDocument })
  @ApiProblems({ 400: 'The page is not a page' })
  async list(@CurrentActor() actor: Actor, @Query() page: PageQuery): Promise<SubmissionPageDocument> {
    const wanted = { limit: page.limit + 1, offset: page.offset };
    const found = await this.exchange.submissions(actor.partnershipId, actor.agencyId, wanted);
    const { items, next } = pageOf(found, `${API_PATH}/submissions`, page);
    return { items: items.map(submissionLine), next };
  }

  @Get(':id')
  @Act('submission.view')
  @ApiOperation({ operationId: 'readSubmission', summary: 'Read a submission: state, progress, report or refusal' })
  @ApiIdParam()
  @ApiOkResponse({ type: SubmissionDocument })
  @ApiProblems({ 404: 'No such submission of your agency' })
  async read(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<SubmissionDocument> {
    return submissionDocument(await this.own.submission(actor, 'submission.view', id));
  }

  @Get(':id/entries')
  @Act('submission.view')
  @ApiOperation({ operationId: 'listSubmissionEntries', summary: 'List the ledger’s entries about a submission' })
  @ApiIdParam()
  @ApiOkResponse({ type: LedgerEntryListDocument })
  @ApiProblems({ 404: 'No such submission of your agency' })
  async entries(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<LedgerEntryListDocument> {
    const submission = await this.own.submission(actor, 'submission.view', id);
    const entries = await this.ledger.entriesOf({ kind: 'submission', id: submission.id }, actor.partnershipId);
    return { items: entries.map(entryDocument) };
  }

  @Post(':id/release')
  @Act('submission.decide')
  @HttpCode(201)
  @ApiOperation({ operationId: 'releaseSubmission', summary: 'Release a checked submission to the partners' })
  @ApiIdParam()
  @ApiCreatedResponse({ type: CreatedDocument })
  @ApiRepeatable()
  @ApiProblems({
    404: 'No such submission of your agency',
    409: 'Not in this state, or the first request with this key is still under way',
    415: 'Not JSON',
    422: 'No such purpose; the gate refuses; or the key belongs to another request',
  })
  async release(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { purpose }: ReleaseRequest,
  ): Promise<CreatedDocument> {
    const submission = await this.own.submission(actor, 'submission.decide', id);
    const release = orThrow(await this.releases.release(actor, submission.id, purpose));
    return { id: release.id, href: releaseHref(release.id) };
  }

  @Post(':id/withdrawal')
  @Act('submission.decide')
  @HttpCode(200)
  @ApiOperation({ operationId: 'withdrawSubmission', summary: 'Withdraw a checked submission' })
  @ApiIdParam()
  @ApiOkResponse({ type: CreatedDocument, description: 'The submission, now withdrawn' })
  @ApiRepeatable()
  @ApiProblems({
    404: 'No such submission of your agency',
    409: 'Not in this state, or the first request with this key is still under way',
    415: 'Not JSON',
    422: 'The reason is missing; or the key belongs to another request',
  })
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { reason }: WithdrawalRequest,
  ): Promise<CreatedDocument> {
    const submission = await this.own.submission(actor, 'submission.decide', id);
    orThrow(await this.releases.withdraw(actor, submission.id, reason));
    return { id: submission.id, href: submissionHref(submission.id) };
  }
}
