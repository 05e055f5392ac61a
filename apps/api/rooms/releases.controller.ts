import { Readable } from 'node:stream';
import { Body, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces } from '@nestjs/swagger';
import { CollectionService, ExchangeQueries, ReleaseCertificateService } from '@broker/exchange';
import type { Actor } from '@broker/identity';
import { orThrow } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import type { Response } from 'express';
import { Act, CurrentActor } from '../access/act.js';
import { OwnRecords } from '../access/own-records.service.js';
import { API_PATH } from '../api-path.js';
import { ApiRoom } from '../api-room.js';
import { ApiHandover } from '../documents/api-handover.js';
import { ApiIdParam, ApiProblems, ApiRepeatable } from '../documents/api-problems.js';
import { ReleaseCertificateDocument } from '../documents/certificate.documents.js';
import { LedgerEntryListDocument } from '../documents/ledger.documents.js';
import { CellsQuery, PageQuery } from '../documents/page.documents.js';
import {
  CellPageDocument,
  CollectionListDocument,
  CollectionRequest,
  ReleaseDocument,
  ReleasePageDocument,
} from '../documents/release.documents.js';
import { Kept, RepeatableFile, SendsAgain } from '../idempotency/repeatable.js';
import { pageOf, releaseHref, withQuery } from '../views/hrefs.js';
import { entryDocument } from '../views/ledger.view.js';
import { cellDocuments, collectionDocument, purposeOf, releaseDocument, releaseLine } from '../views/release.view.js';

const MEDIA_TYPES = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson; charset=utf-8' };

/** What the partners have released, and its collection. */
@ApiRoom('releases')
export class ReleasesController {
  constructor(
    private readonly exchange: ExchangeQueries,
    private readonly collections: CollectionService,
    private readonly certificates: ReleaseCertificateService,
    private readonly ledger: LedgerService,
    private readonly own: OwnRecords,
  ) {}

  @Get()
  @Act('release.view')
  @ApiOperation({ operationId: 'listReleases', summary: 'List the partnership’s releases, newest first' })
  @ApiOkResponse({ type: ReleasePageDocument })
  @ApiProblems({ 400: 'The page is not a page' })
  async list(@CurrentActor() actor: Actor, @Query() page: PageQuery): Promise<ReleasePageDocument> {
    const wanted = { limit: page.limit + 1, offset: page.offset };
    const found = await this.exchange.releases(actor.partnershipId, wanted);
    const { items, next } = pageOf(found, `${API_PATH}/releases`, page);
    return { items: items.map(releaseLine), next };
  }

  @Get(':id')
  @Act('release.view')
  @ApiOperation({ operationId: 'readRelease', summary: 'Read a release: purpose, precision, what was left out' })
  @ApiIdParam()
  @ApiOkResponse({ type: ReleaseDocument })
  @ApiProblems({ 404: 'No such release' })
  async read(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ReleaseDocument> {
    return releaseDocument(await this.own.release(actor, 'release.view', id));
  }

  @Get(':id/certificate')
  @Act('release.view')
  @ApiOperation({
    operationId: 'readCertificate',
    summary: 'Read the certificate of a release: how it was depersonalised, risk, and its evidence',
  })
  @ApiIdParam()
  @ApiOkResponse({ type: ReleaseCertificateDocument })
  @ApiProblems({ 404: 'No such release' })
  async certificate(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ReleaseCertificateDocument> {
    const release = await this.own.release(actor, 'release.view', id);
    return this.certificates.certificateOf(actor.partnershipId, release);
  }

  @Get(':id/cells')
  @Act('release.view')
  @ApiOperation({ operationId: 'listCells', summary: 'List the cells of a release, by period, area and category' })
  @ApiIdParam()
  @ApiOkResponse({ type: CellPageDocument })
  @ApiProblems({ 400: 'The page is not a page', 404: 'No such release' })
  async cells(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() { after, limit, area, from, to, category }: CellsQuery,
  ): Promise<CellPageDocument> {
    const release = await this.own.release(actor, 'release.view', id);
    const filter = { area, from, to, category };
    const page = await this.exchange.cells(release.submissionId, filter, { after, limit });
    const path = `${releaseHref(release.id)}/cells`;
    return {
      purpose: purposeOf(release),
      totals: page.totals,
      items: cellDocuments(page.cells),
      next: page.next === null ? null : withQuery(path, { ...filter, after: page.next, limit }),
    };
  }

  @Get(':id/entries')
  @Act('release.view')
  @ApiOperation({ operationId: 'listReleaseEntries', summary: 'List the ledger’s entries about a release' })
  @ApiIdParam()
  @ApiOkResponse({ type: LedgerEntryListDocument })
  @ApiProblems({ 404: 'No such release' })
  async entries(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<LedgerEntryListDocument> {
    const release = await this.own.release(actor, 'release.view', id);
    const entries = await this.ledger.entriesOf({ kind: 'release', id: release.id }, actor.partnershipId);
    return { items: entries.map(entryDocument) };
  }

  @Get(':id/collections')
  @Act('release.view')
  @ApiOperation({ operationId: 'listCollections', summary: 'List who has downloaded a release' })
  @ApiIdParam()
  @ApiOkResponse({ type: CollectionListDocument })
  @ApiProblems({ 404: 'No such release' })
  async listCollections(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<CollectionListDocument> {
    const release = await this.own.release(actor, 'release.view', id);
    return { items: (await this.exchange.collections(release.id)).map(collectionDocument) };
  }

  @Post(':id/collections')
  @Act('release.collect')
  @HttpCode(200)
  @SendsAgain()
  @ApiOperation({
    operationId: 'collectRelease',
    summary: 'Download a release, or part of it',
    description:
      'The download is recorded before the first byte is sent. A repeat with the same Idempotency-Key sends the same file again and records nothing.',
  })
  @ApiIdParam()
  @ApiProduces('text/csv', 'application/x-ndjson')
  @ApiHandover()
  @ApiRepeatable()
  @ApiProblems({
    404: 'No such release',
    409: 'The first request with this key is still under way',
    415: 'Not JSON',
    422: 'The key belongs to another request',
  })
  async collect(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { format, ...filter }: CollectionRequest,
    @Kept() kept: { collectionId: string } | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RepeatableFile> {
    const release = await this.own.release(actor, 'release.collect', id);
    const handover = orThrow(
      kept
        ? await this.collections.sendAgain(actor, kept.collectionId)
        : await this.collections.collect(actor, release.id, format, filter),
    );
    response.set({
      'Broker-Collection-Id': handover.collectionId,
      'Broker-Purpose': release.purpose,
      'Broker-Agreement-Version': String(release.agreementVersion),
    });
    const content = Readable.from(handover.content, { objectMode: false });
    const options = { type: MEDIA_TYPES[format], disposition: `attachment; filename="${handover.fileName}"` };
    return new RepeatableFile(content, options, { collectionId: handover.collectionId });
  }
}
