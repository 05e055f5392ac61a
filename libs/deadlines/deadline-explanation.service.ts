import { Injectable } from '@nestjs/common';
import { readClock, type Deadline } from '@broker/working-calendar';
import { CalendarService } from './calendar.service.js';
import { DeadlineKinds } from './deadline-kinds.js';
import type { DeadlineView } from './deadline.queries.js';

/** A deadline with how its date came about. */
export interface ExplainedDeadline {
  deadline: DeadlineView;
  /** What has to be done, in words. */
  title: string;
  /** The date counted again with the calendar it was counted with; null for a fixed date, or when that calendar is no longer here. */
  counted: Deadline | null;
}

/** Tells of deadlines what they ask for and why they fall on their date. */
@Injectable()
export class DeadlineExplainer {
  constructor(
    private readonly kinds: DeadlineKinds,
    private readonly calendars: CalendarService,
  ) {}

  /** Explains deadlines, in the order given. */
  explain(deadlines: readonly DeadlineView[]): Promise<ExplainedDeadline[]> {
    return Promise.all(deadlines.map((deadline) => this.explainOne(deadline)));
  }

  private async explainOne(deadline: DeadlineView): Promise<ExplainedDeadline> {
    const counted = await this.countAgain(deadline);
    return { deadline, title: counted?.duty ?? this.kinds.titleOf(deadline.kind), counted };
  }

  private async countAgain({ clock, calendarVersion, startOn, terms, dueOn }: DeadlineView): Promise<Deadline | null> {
    const calendar = clock && calendarVersion ? await this.calendars.asOf(calendarVersion) : null;
    const counted = calendar && clock ? readClock(calendar, clock, startOn, terms) : null;
    return counted?.ok && counted.value.dueOn === dueOn ? counted.value : null;
  }
}
