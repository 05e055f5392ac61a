import { Body, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { CalendarService, ProclamationService } from '@broker/deadlines';
import type { Actor } from '@broker/identity';
import { orThrow } from '@broker/kernel';
import { holidaysOf } from '@broker/working-calendar';
import { Act, CurrentActor } from '../access/act.js';
import { ApiRoom } from '../api-room.js';
import { ApiProblems, ApiRepeatable } from '../documents/api-problems.js';
import {
  CalendarDocument,
  CalendarQuery,
  ProclaimedDayFields,
  ProclamationPreviewDocument,
  ProclamationRequest,
} from '../documents/calendar.documents.js';
import { previewDocument } from '../views/deadline.view.js';

/** The days that are not counted. */
@ApiRoom('calendar')
export class CalendarController {
  constructor(
    private readonly calendars: CalendarService,
    private readonly proclamations: ProclamationService,
  ) {}

  @Get()
  @Act('calendar.view')
  @ApiOperation({ operationId: 'readCalendar', summary: 'Read the days off of a part of the United Kingdom' })
  @ApiOkResponse({ type: CalendarDocument })
  @ApiProblems({ 400: 'No such year or part' })
  async read(@Query() { year, region }: CalendarQuery): Promise<CalendarDocument> {
    const calendar = await this.calendars.current();
    const { version, firstOn, lastOn } = calendar;
    const items = holidaysOf(calendar, region).filter(({ on }) => year === undefined || on.startsWith(year));
    return { version, firstOn, lastOn, items: items.map((one) => ({ ...one, divisions: [...one.divisions] })) };
  }

  @Get('preview')
  @Act('calendar.proclaim')
  @ApiOperation({ operationId: 'previewProclaimedDay', summary: 'See which deadlines a proclaimed day would move' })
  @ApiOkResponse({ type: ProclamationPreviewDocument })
  @ApiProblems({ 400: 'Not a day', 422: 'A day off already, or outside the calendar' })
  async preview(@CurrentActor() actor: Actor, @Query() day: ProclaimedDayFields): Promise<ProclamationPreviewDocument> {
    return previewDocument(orThrow(await this.proclamations.preview(actor, day)));
  }

  @Post('proclaimed-days')
  @Act('calendar.proclaim')
  @ApiOperation({
    operationId: 'addProclaimedDay',
    summary: 'Add a proclaimed day and count open deadlines again',
    description: 'The day is added only when it moves exactly what its preview showed; closed deadlines never change.',
  })
  @ApiCreatedResponse({ type: ProclamationPreviewDocument })
  @ApiRepeatable()
  @ApiProblems({
    400: 'Not a day',
    409: 'It would move something else by now, or the first request with this key is still under way',
    415: 'Not JSON',
    422: 'A day off already, or outside the calendar; or the key belongs to another request',
  })
  async proclaim(
    @CurrentActor() actor: Actor,
    @Body() { seal, ...day }: ProclamationRequest,
  ): Promise<ProclamationPreviewDocument> {
    return previewDocument(orThrow(await this.proclamations.proclaim(actor, day, seal)));
  }
}
