import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { BreachQueries, BreachService, noSuchBreach, type BreachCommand, type BreachView } from '@broker/breach';
import type { Act as ActName, Actor } from '@broker/identity';
import { orThrow } from '@broker/kernel';
import { Act, CurrentActor } from '../access/act.js';
import { OwnRecords } from '../access/own-records.service.js';
import { API_PATH } from '../api-path.js';
import { ApiRoom } from '../api-room.js';
import { ApiIdParam, ApiNoParticulars, ApiProblems, ApiRepeatable } from '../documents/api-problems.js';
import { Step } from '../documents/api-step.js';
import * as documents from '../documents/breach.documents.js';
import * as requests from '../documents/breach-request.documents.js';
import { CreatedDocument } from '../documents/created.document.js';
import { breachDocument, breachHref, breachLine } from '../views/breach.view.js';
import { pageOf } from '../views/hrefs.js';

/** A step of a breach at `:id/<path>`: what it is called, and what it does. */
const BreachStep = (path: string, act: ActName, operationId: string, summary: string) =>
  Step({ path, act, operationId, summary, none: 'No such breach that is open to you' });

/** Breaches of the agreement (ISA-32). */
@ApiRoom('breaches')
export class BreachesController {
  constructor(
    private readonly breaches: BreachService,
    private readonly queries: BreachQueries,
    private readonly own: OwnRecords,
  ) {}

  @Get()
  @Act('breach.view')
  @ApiOperation({
    operationId: 'listBreaches',
    summary: 'List the breaches that are open to you, the most urgent first',
  })
  @ApiOkResponse({ type: documents.BreachPageDocument })
  @ApiProblems({ 400: 'The page is not a page' })
  async list(
    @CurrentActor() actor: Actor,
    @Query() query: requests.BreachesQuery,
  ): Promise<documents.BreachPageDocument> {
    const { which, limit, offset } = query;
    const found = await this.queries.list(actor, { which: which === 'all' ? null : which, limit: limit + 1, offset });
    const calendar = await this.queries.calendar();
    const { items, next } = pageOf(found, `${API_PATH}/breaches`, query);
    return { items: items.map((view) => breachLine(view, calendar)), next: next && `${next}&which=${which}` };
  }

  @Post()
  @Act('breach.report')
  @HttpCode(201)
  @ApiOperation({ operationId: 'reportBreach', summary: 'Report a breach to every other signatory' })
  @ApiCreatedResponse({ type: CreatedDocument })
  @ApiRepeatable()
  @ApiProblems({
    409: 'The first request with this key is still under way',
    415: 'Not JSON',
    422: 'A rule of the agreement refuses it, and nothing is kept; or the key belongs to another request',
  })
  async report(
    @CurrentActor() actor: Actor,
    @Body() { awareOn, people = null, ...told }: requests.BreachReportRequest,
  ): Promise<CreatedDocument> {
    const { id } = orThrow(await this.breaches.reportAtOnce(actor, awareOn, { ...told, people }));
    return { id, href: breachHref(id) };
  }

  @Get(':id')
  @Act('breach.view')
  @ApiOperation({ operationId: 'readBreach', summary: 'Read a breach: state, clocks, history' })
  @ApiIdParam()
  @ApiOkResponse({ type: documents.BreachDocument })
  @ApiProblems({ 404: 'No such breach that is open to you' })
  async read(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<documents.BreachDocument> {
    const view = await this.found(actor, 'breach.view', id);
    return breachDocument(view, await this.queries.history(view), await this.queries.calendar());
  }

  @BreachStep('receipt', 'breach.receive', 'receiveBreach', 'Acknowledge the report')
  @ApiNoParticulars()
  receive(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<CreatedDocument> {
    return this.step(actor, 'breach.receive', id, { step: 'receive' });
  }

  @BreachStep('answer', 'breach.answer', 'answerBreach', 'Report back as the partner in breach')
  answer(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { position, text }: requests.BreachAnswerRequest,
  ): Promise<CreatedDocument> {
    return this.step(actor, 'breach.answer', id, { step: 'answer', position, text });
  }

  @BreachStep('meeting', 'breach.meet', 'callBreachMeeting', 'Call the partners’ meeting, or call it for another time')
  callMeeting(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { at, place }: requests.BreachMeetingRequest,
  ): Promise<CreatedDocument> {
    return this.step(actor, 'breach.meet', id, { step: 'call-meeting', at, place });
  }

  @BreachStep('attendance', 'breach.meet', 'holdBreachMeeting', 'Record that the partners met, and who was there')
  holdMeeting(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { on, attended }: requests.BreachAttendanceRequest,
  ): Promise<CreatedDocument> {
    return this.step(actor, 'breach.meet', id, { step: 'hold-meeting', on, attended });
  }

  @BreachStep(
    'minutes',
    'breach.meet',
    'minuteBreach',
    'Write the minutes, or put them right before they are circulated',
  )
  minute(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { text, actions }: requests.BreachMinutesRequest,
  ): Promise<CreatedDocument> {
    return this.step(actor, 'breach.meet', id, { step: 'minute', text, actions });
  }

  @BreachStep('circulation', 'breach.meet', 'circulateBreachMinutes', 'Circulate the minutes to all partners')
  @ApiNoParticulars()
  circulate(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<CreatedDocument> {
    return this.step(actor, 'breach.meet', id, { step: 'circulate' });
  }

  @BreachStep('minutes-receipt', 'breach.receive', 'receiveBreachMinutes', 'Acknowledge the minutes')
  @ApiNoParticulars()
  receiveMinutes(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<CreatedDocument> {
    return this.step(actor, 'breach.receive', id, { step: 'receive-minutes' });
  }

  @BreachStep('actions', 'breach.act', 'completeBreachAction', 'Record an agreed action as done')
  complete(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { actionId, note }: requests.BreachActionDoneRequest,
  ): Promise<CreatedDocument> {
    return this.step(actor, 'breach.act', id, { step: 'complete-action', actionId, note });
  }

  @BreachStep('closing', 'breach.close', 'closeBreach', 'Close a breach when everything agreed is done')
  @ApiNoParticulars()
  close(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<CreatedDocument> {
    return this.step(actor, 'breach.close', id, { step: 'close' });
  }

  @BreachStep('withdrawal', 'breach.withdraw', 'withdrawBreach', 'Withdraw your report')
  withdraw(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { reason }: requests.BreachWithdrawalRequest,
  ): Promise<CreatedDocument> {
    return this.step(actor, 'breach.withdraw', id, { step: 'withdraw', reason });
  }

  @BreachStep('merger', 'breach.merge', 'mergeBreach', 'Merge a breach into another one')
  merge(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { into }: requests.BreachMergerRequest,
  ): Promise<CreatedDocument> {
    return this.step(actor, 'breach.merge', id, { step: 'merge', into });
  }

  @BreachStep(
    'commissioner',
    'breach.answer',
    'decideBreachCommissioner',
    'Record whether the Information Commissioner is notified',
  )
  commissioner(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { awareAt, regime, notify, reason, content, lateReasons }: requests.CommissionerDecisionRequest,
  ): Promise<CreatedDocument> {
    return this.step(actor, 'breach.answer', id, {
      step: 'decide-commissioner',
      awareAt,
      regime,
      notify,
      reason,
      content,
      lateReasons,
    });
  }

  @BreachStep('individuals', 'breach.answer', 'decideBreachIndividuals', 'Record whether the people concerned are told')
  individuals(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { tell, reason }: requests.IndividualsDecisionRequest,
  ): Promise<CreatedDocument> {
    return this.step(actor, 'breach.answer', id, { step: 'decide-individuals', tell, reason });
  }

  private async step(actor: Actor, act: ActName, id: string, command: BreachCommand): Promise<CreatedDocument> {
    await this.found(actor, act, id);
    orThrow(await this.breaches.carryOut(actor, id, command));
    return { id, href: breachHref(id) };
  }

  private async found(actor: Actor, act: ActName, id: string): Promise<BreachView> {
    return (await this.queries.find(actor, id)) ?? this.own.refuse(actor, act, noSuchBreach);
  }
}
