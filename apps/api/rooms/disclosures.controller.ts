import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import {
  DisclosureQueries,
  DisclosureReading,
  disclosureRefusals,
  DisclosureService,
  ReceiptOfDisclosure,
  RequestQueries,
  type DisclosureLine,
} from '@broker/disclosure';
import type { Act as ActName, Actor } from '@broker/identity';
import { orThrow } from '@broker/kernel';
import { Act, CurrentActor } from '../access/act.js';
import { OwnRecords } from '../access/own-records.service.js';
import { API_PATH } from '../api-path.js';
import { ApiRoom } from '../api-room.js';
import { ApiIdParam, ApiNoParticulars, ApiProblems, ApiRepeatable } from '../documents/api-problems.js';
import { CreatedDocument } from '../documents/created.document.js';
import * as documents from '../documents/disclosure.documents.js';
import { Anew } from '../idempotency/repeatable.js';
import { disclosureDocument, disclosureHref, disclosureLine, openedItemDocument } from '../views/disclosure.view.js';
import { pageOf } from '../views/hrefs.js';

/** Personal information that was disclosed to and by an agency: opened item by item, each look logged (ISA-18, 24, 26). */
@ApiRoom('disclosures')
export class DisclosuresController {
  constructor(
    private readonly disclosures: DisclosureQueries,
    private readonly reading: DisclosureReading,
    private readonly disclosing: DisclosureService,
    private readonly receipts: ReceiptOfDisclosure,
    private readonly requests: RequestQueries,
    private readonly own: OwnRecords,
  ) {}

  @Get()
  @Act('disclosure.view')
  @ApiOperation({
    operationId: 'listDisclosures',
    summary: 'List what was disclosed to your agency or by it, receipts that wait on top',
  })
  @ApiOkResponse({ type: documents.DisclosurePageDocument })
  @ApiProblems({ 400: 'The page is not a page' })
  async list(
    @CurrentActor() actor: Actor,
    @Query() query: documents.DisclosuresQuery,
  ): Promise<documents.DisclosurePageDocument> {
    const { side, convictionData, acknowledged, limit, offset } = query;
    const found = await this.disclosures.list(actor, {
      side,
      convictionData: convictionData ? convictionData === 'yes' : null,
      isOpen: acknowledged ? acknowledged === 'no' : null,
      limit: limit + 1,
      offset,
    });
    const { items, next } = pageOf(found, `${API_PATH}/disclosures`, query);
    const filter = `&side=${side}${convictionData ? `&convictionData=${convictionData}` : ''}`;
    const receipts = acknowledged ? `&acknowledged=${acknowledged}` : '';
    return { items: items.map(disclosureLine), next: next && `${next}${filter}${receipts}` };
  }

  @Post()
  @Act('disclosure.make')
  @HttpCode(201)
  @ApiOperation({
    operationId: 'disclose',
    summary: 'Disclose the authorised items of a request, at once',
    description:
      'Every authorised item is answered, by information or by saying that nothing is held, and nothing beyond them is taken. ' +
      'Files are attached on the pages alone.',
  })
  @ApiCreatedResponse({ type: CreatedDocument })
  @ApiRepeatable()
  @ApiProblems({
    404: 'Your agency has no such request',
    409: 'Not authorised or disclosed already, too few witnesses of the log, or the first request with this key is still under way',
    415: 'Not JSON',
    422: 'A rule of the agreement refuses it, and nothing is disclosed; or the key belongs to another request',
  })
  async disclose(
    @CurrentActor() actor: Actor,
    @Body() { requestId, items, conditions, convictionData }: documents.NewDisclosureRequest,
  ): Promise<CreatedDocument> {
    if (!(await this.requests.one(actor, requestId)))
      return this.own.refuse(actor, 'disclosure.make', disclosureRefusals.noSuchRequest);
    const content = { items, files: [], conditions, convictionData };
    const { id } = orThrow(await this.disclosing.discloseAtOnce(actor, requestId, content));
    return { id, href: disclosureHref(id) };
  }

  @Get(':id')
  @Act('disclosure.view')
  @ApiOperation({
    operationId: 'readDisclosure',
    summary: 'Read the terms of a disclosure: purpose, conditions, how long it may be kept; its items stay closed',
  })
  @ApiIdParam()
  @ApiOkResponse({ type: documents.DisclosureDocument })
  @ApiProblems({ 404: 'Your agency has no such disclosure' })
  async read(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<documents.DisclosureDocument> {
    const line = await this.found(actor, 'disclosure.view', id);
    return disclosureDocument(line, await this.reading.conditions(line), await this.disclosures.looks(line));
  }

  @Post(':id/items/:itemId/opening')
  @Act('disclosure.view')
  @Anew()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'openDisclosedItem',
    summary: 'Open one item of a disclosure; each opening is logged',
    description:
      'The answer is personal information and never kept, so a repetition opens the item, and is logged, anew.',
  })
  @ApiIdParam()
  @ApiIdParam('itemId')
  @ApiNoParticulars()
  @ApiOkResponse({ type: documents.OpenedItemDocument })
  @ApiProblems({
    404: 'Your agency has no such disclosure, or it has no such item',
    410: 'What was disclosed has been disposed of',
    415: 'Not JSON',
  })
  async open(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('itemId') itemId: string,
  ): Promise<documents.OpenedItemDocument> {
    await this.found(actor, 'disclosure.view', id);
    return openedItemDocument(orThrow(await this.reading.openItem(actor, id, itemId)));
  }

  @Post(':id/acknowledgement')
  @Act('disclosure.acknowledge')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'acknowledgeDisclosure',
    summary: 'Acknowledge what your agency received; its record becomes final',
  })
  @ApiIdParam()
  @ApiNoParticulars()
  @ApiOkResponse({ type: CreatedDocument, description: 'The disclosure' })
  @ApiRepeatable()
  @ApiProblems({
    404: 'Your agency has no such disclosure',
    409: 'Acknowledged already, or the first request with this key is still under way',
    415: 'Not JSON',
    422: 'The key belongs to another request',
  })
  async acknowledge(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<CreatedDocument> {
    await this.found(actor, 'disclosure.acknowledge', id);
    orThrow(await this.receipts.acknowledge(actor, id));
    return { id, href: disclosureHref(id) };
  }

  private async found(actor: Actor, act: ActName, id: string): Promise<DisclosureLine> {
    return (await this.disclosures.find(actor, id)) ?? this.own.refuse(actor, act, disclosureRefusals.noSuchDisclosure);
  }
}
