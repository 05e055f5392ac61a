import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { CLOCK, londonDate, type Clock } from '@broker/kernel';
import { endsSoon, HOLIDAY_CALENDAR, inWords } from '@broker/working-calendar';

/** Warns at each start, in good time, that the calendar ends: deadlines past its last day are refused, not guessed. */
@Injectable()
export class CalendarHorizon implements OnApplicationBootstrap {
  private readonly log = new Logger(CalendarHorizon.name);

  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  onApplicationBootstrap(): void {
    if (!endsSoon(HOLIDAY_CALENDAR, londonDate(this.clock.now()))) return;
    this.log.warn(
      `The calendar of bank holidays ends on ${inWords(HOLIDAY_CALENDAR.lastOn)}; deadlines past that day are refused. Install a newer version of the broker.`,
    );
  }
}
