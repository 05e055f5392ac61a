import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { AgreementQueries } from '@broker/agreement';
import { noSuchOnward, nothingToPassOn, OnwardQueries, OnwardService, type OnwardView } from '@broker/disclosure';
import type { Act as ActName, Actor } from '@broker/identity';
import { orThrow } from '@broker/kernel';
import { Act, CurrentActor } from '../access/act.js';
import { OwnRecords } from '../access/own-records.service.js';
import { API_PATH } from '../api-path.js';
import { ApiRoom } from '../api-room.js';
import { ApiIdParam, ApiProblems } from '../documents/api-problems.js';
import { CreatedDocument } from '../documents/created.document.js';
import * as documents from '../documents/onward.documents.js';
import { ApiMaking, Step } from '../documents/api-step.js';
import { pageOf } from '../views/hrefs.js';
import { onwardDocument, onwardHref, onwardLine } from '../views/keeping.view.js';

const NONE = 'No such question to your agency or from it';

/** Passing on what a partner disclosed: asked of its owner, and done. The owner's decision takes a person at a page (ISA-26). */
@ApiRoom('onward')
export class OnwardController {
  constructor(
    private readonly onward: OnwardService,
    private readonly queries: OnwardQueries,
    private readonly agreements: AgreementQueries,
    private readonly own: OwnRecords,
  ) {}

  @Get()
  @Act('onward.view')
  @ApiOperation({
    operationId: 'listOnwardRequests',
    summary: 'List what is asked to be passed on, of your agency or by it, what is due first on top',
    description:
      'The owner decides on its pages alone: whoever decides confirms there who they are, which no program can do (ISA-26).',
  })
  @ApiOkResponse({ type: documents.OnwardPageDocument })
  @ApiProblems({ 400: 'The page is not a page' })
  async list(
    @CurrentActor() actor: Actor,
    @Query() query: documents.OnwardQuery,
  ): Promise<documents.OnwardPageDocument> {
    const { side, limit, offset } = query;
    const found = await this.queries.list(await this.agencyIds(actor), side, { limit: limit + 1, offset });
    const { items, next } = pageOf(found, `${API_PATH}/onward`, query);
    return { items: items.map(onwardLine), next: next && `${next}&side=${side}` };
  }

  @Post()
  @Act('onward.ask')
  @HttpCode(201)
  @ApiOperation({
    operationId: 'askOnward',
    summary: 'Ask the agency that disclosed something whether it may be passed on; until it agrees, nothing goes',
  })
  @ApiCreatedResponse({ type: CreatedDocument })
  @ApiProblems({ 404: 'Your agency did not receive this, or it is disposed of' })
  @ApiMaking()
  async ask(
    @CurrentActor() actor: Actor,
    @Body() { disclosureId, recipientAgencyId = '', ...words }: documents.NewOnwardRequest,
  ): Promise<CreatedDocument> {
    const source = await this.queries.source(await this.agencyIds(actor), disclosureId);
    if (!source) return this.own.refuse(actor, 'onward.ask', nothingToPassOn);
    const { id } = orThrow(await this.onward.ask(actor, disclosureId, { recipientAgencyId, ...words }));
    return { id, href: onwardHref(id) };
  }

  @Get(':id')
  @Act('onward.view')
  @ApiOperation({ operationId: 'readOnwardRequest', summary: 'Read what is asked to be passed on, and the decision' })
  @ApiIdParam()
  @ApiOkResponse({ type: documents.OnwardDocument })
  @ApiProblems({ 404: NONE })
  async read(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<documents.OnwardDocument> {
    return onwardDocument(await this.found(actor, 'onward.view', id));
  }

  @Step({
    path: 'passing-on',
    act: 'onward.pass',
    operationId: 'passOnward',
    summary: 'Record that it was passed on, as the owner had agreed',
    none: NONE,
  })
  async pass(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { passedOn, words }: documents.OnwardPassingRequest,
  ): Promise<CreatedDocument> {
    await this.found(actor, 'onward.pass', id);
    orThrow(await this.onward.pass(actor, id, passedOn, words));
    return { id, href: onwardHref(id) };
  }

  private agencyIds({ partnershipId, agencyId }: Actor): Promise<string[]> {
    return this.agreements.lineOf(partnershipId, agencyId);
  }

  private async found(actor: Actor, act: ActName, id: string): Promise<OnwardView> {
    const found = await this.queries.one(await this.agencyIds(actor), id);
    return found ?? this.own.refuse(actor, act, noSuchOnward);
  }
}
