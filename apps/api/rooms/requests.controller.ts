import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import {
  noSuchRequest,
  RequestQueries,
  RequestService,
  type RequestCommand,
  type RequestView,
} from '@broker/disclosure';
import type { Act as ActName, Actor } from '@broker/identity';
import { orThrow } from '@broker/kernel';
import { Act, CurrentActor } from '../access/act.js';
import { OwnRecords } from '../access/own-records.service.js';
import { API_PATH } from '../api-path.js';
import { ApiRoom } from '../api-room.js';
import { ApiIdParam, ApiNoParticulars, ApiProblems, ApiRepeatable } from '../documents/api-problems.js';
import { Step } from '../documents/api-step.js';
import { CreatedDocument } from '../documents/created.document.js';
import {
  answersOf,
  NewRequestRequest,
  RequestAnswersRequest,
  RequestsQuery,
} from '../documents/request-answers.documents.js';
import * as documents from '../documents/request.documents.js';
import { pageOf } from '../views/hrefs.js';
import { requestDocument, requestHref, requestLine } from '../views/request.view.js';

/** A step of a request at `:id/<path>`: what it is called, and what it does. */
const RequestStep = (path: string, act: ActName, operationId: string, summary: string) =>
  Step({ path, act, operationId, summary, none: 'Your agency has no such request' });

/** Requests for personal information and the decisions on them (ISA-12 to 18, 24, 26 to 30). */
@ApiRoom('requests')
export class RequestsController {
  constructor(
    private readonly requests: RequestService,
    private readonly queries: RequestQueries,
    private readonly own: OwnRecords,
  ) {}

  @Get()
  @Act('request.view')
  @ApiOperation({ operationId: 'listRequests', summary: 'List your agency’s requests, what is due first on top' })
  @ApiOkResponse({ type: documents.RequestPageDocument })
  @ApiProblems({ 400: 'The page is not a page' })
  async list(@CurrentActor() actor: Actor, @Query() query: RequestsQuery): Promise<documents.RequestPageDocument> {
    const { box, which, urgency, limit, offset } = query;
    const found = await this.queries.list(actor, {
      box,
      which: which === 'all' ? null : which,
      urgency: urgency ?? null,
      limit: limit + 1,
      offset,
    });
    const { items, next } = pageOf(found, `${API_PATH}/requests`, query);
    const filter = `&box=${box}&which=${which}${urgency ? `&urgency=${urgency}` : ''}`;
    return { items: items.map(requestLine), next: next && `${next}${filter}` };
  }

  @Post()
  @Act('request.ask')
  @HttpCode(201)
  @ApiOperation({
    operationId: 'startRequest',
    summary: 'Begin a request for personal information, or send it at once',
  })
  @ApiCreatedResponse({ type: CreatedDocument })
  @ApiRepeatable()
  @ApiProblems({
    409: 'The first request with this key is still under way',
    415: 'Not JSON',
    422: 'A rule of the agreement refuses it, and nothing is kept; or the key belongs to another request',
  })
  async start(@CurrentActor() actor: Actor, @Body() given: NewRequestRequest): Promise<CreatedDocument> {
    const answers = answersOf(given);
    const made = given.send
      ? await this.requests.sendAtOnce(actor, answers)
      : await this.requests.start(actor, answers);
    const { id } = orThrow(made);
    return { id, href: requestHref(id) };
  }

  @Get(':id')
  @Act('request.view')
  @ApiOperation({ operationId: 'readRequest', summary: 'Read a request: what is asked and why, what was decided' })
  @ApiIdParam()
  @ApiOkResponse({ type: documents.RequestDocument })
  @ApiProblems({ 404: 'Your agency has no such request' })
  async read(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<documents.RequestDocument> {
    const view = await this.found(actor, 'request.view', id);
    return requestDocument(view, await this.queries.readOrNone(view), await this.queries.history(view));
  }

  @RequestStep('answers', 'request.ask', 'answerRequest', 'Give or change answers of a request that was not sent yet')
  answer(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() given: RequestAnswersRequest,
  ): Promise<CreatedDocument> {
    return this.step(actor, 'request.ask', id, { step: 'answer', answers: answersOf(given) });
  }

  @RequestStep('sending', 'request.ask', 'sendRequest', 'Send a request to the agency that holds the information')
  @ApiNoParticulars()
  send(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<CreatedDocument> {
    return this.step(actor, 'request.ask', id, { step: 'send' });
  }

  @RequestStep('question', 'request.decide', 'questionRequest', 'Ask a question before deciding')
  ask(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { question }: documents.RequestQuestionRequest,
  ): Promise<CreatedDocument> {
    return this.step(actor, 'request.decide', id, { step: 'ask', question });
  }

  @RequestStep('reply', 'request.ask', 'replyToRequestQuestion', 'Reply to a question about your request')
  reply(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { reply }: documents.RequestReplyRequest,
  ): Promise<CreatedDocument> {
    return this.step(actor, 'request.ask', id, { step: 'reply', reply });
  }

  @RequestStep('decision', 'request.decide', 'decideRequest', 'Authorise in full or in part, or refuse')
  decide(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { items, reasons, balance, interest }: documents.RequestDecisionRequest,
  ): Promise<CreatedDocument> {
    const decisions = Object.fromEntries(items.map(({ itemId, decision, reason }) => [itemId, { decision, reason }]));
    const decision = { items: decisions, reasons, balance, interest: interest ?? null };
    return this.step(actor, 'request.decide', id, { step: 'decide', ...decision });
  }

  @RequestStep(
    'second',
    'request.second',
    'secondRequest',
    'Agree to a decision as the second officer, or send it back',
  )
  second(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { agrees, note }: documents.RequestSecondRequest,
  ): Promise<CreatedDocument> {
    return this.step(actor, 'request.second', id, { step: agrees ? 'second' : 'return', note });
  }

  @RequestStep('withdrawal', 'request.withdraw', 'withdrawRequest', 'Withdraw your request')
  @ApiNoParticulars()
  withdraw(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<CreatedDocument> {
    return this.step(actor, 'request.withdraw', id, { step: 'withdraw' });
  }

  private async step(actor: Actor, act: ActName, id: string, command: RequestCommand): Promise<CreatedDocument> {
    await this.found(actor, act, id);
    orThrow(await this.requests.carryOut(actor, id, command));
    return { id, href: requestHref(id) };
  }

  private async found(actor: Actor, act: ActName, id: string): Promise<RequestView> {
    return (await this.queries.one(actor, id)) ?? this.own.refuse(actor, act, noSuchRequest);
  }
}
