import { Get, Inject, Query, Render } from '@nestjs/common';
import { AuthorisationService } from '@broker/agreement';
import { CalendarService } from '@broker/deadlines';
import type { Actor } from '@broker/identity';
import { CLOCK, londonDate, type Clock } from '@broker/kernel';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { presentCalendar, type CalendarPage } from './calendar.presenter.js';

/** The days that are not counted. */
@Page()
export class CalendarController {
  constructor(
    private readonly calendars: CalendarService,
    private readonly authorisation: AuthorisationService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(paths.calendar.pattern)
  @Act('calendar.view')
  @Render('calendar/calendar')
  async show(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<CalendarPage> {
    return presentCalendar({
      calendar: await this.calendars.current(),
      proclaimed: await this.calendars.proclaimed(),
      year: query['year'],
      region: query['region'],
      today: londonDate(this.clock.now()),
      mayAdd: (await this.authorisation.mayAct(actor, 'calendar.proclaim')).ok,
      added: query['added'],
    });
  }
}
