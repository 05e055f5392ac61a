import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LedgerModule } from '@broker/ledger';
import { CalendarHorizon } from './calendar-horizon.service.js';
import { CalendarService } from './calendar.service.js';
import { ClockWatchRow } from './clock-watch.entity.js';
import { DeadlineAlarm } from './deadline-alarm.entity.js';
import { DeadlineExplainer } from './deadline-explanation.service.js';
import { DeadlineFiring } from './deadline-firing.service.js';
import { DeadlineKinds } from './deadline-kinds.js';
import { DeadlineQueries } from './deadline.queries.js';
import { DeadlineRow } from './deadline.entity.js';
import { DeadlineService } from './deadline.service.js';
import { MovedDeadlines } from './moved-deadlines.js';
import { ProclaimedDayRow } from './proclaimed-day.entity.js';
import { ProclamationService } from './proclamation.service.js';

const services = [
  DeadlineService,
  DeadlineFiring,
  DeadlineQueries,
  DeadlineKinds,
  DeadlineExplainer,
  CalendarService,
  ProclamationService,
  MovedDeadlines,
];

/** Deadlines, armed in the transaction that starts their clock, and the calendar under them. */
@Module({
  imports: [TypeOrmModule.forFeature([DeadlineRow, DeadlineAlarm, ProclaimedDayRow, ClockWatchRow]), LedgerModule],
  providers: [...services, CalendarHorizon],
  exports: services,
})
export class DeadlinesModule {}
