import { Injectable } from '@nestjs/common';
import { DeadlineService } from '@broker/deadlines';
import type { EntityManager } from 'typeorm';
import type { Breach, BreachClock, ClockChange } from './domain/index.js';

/** Keeps the deadlines in the database the same as the clocks that run by the rules. */
@Injectable()
export class BreachClocks {
  constructor(private readonly deadlines: DeadlineService) {}

  /** Ends and arms deadlines, in the transaction of the step. Ends first: of a kind about a thing only one may be open. */
  async change(
    manager: EntityManager,
    { partnershipId, reading }: Breach,
    { armed, met, cancelled }: ClockChange,
    at: Date,
  ): Promise<void> {
    for (const { kind, subject } of met) await this.deadlines.meet(manager, { kind, subject }, at);
    for (const { kind, subject } of cancelled) await this.deadlines.cancel(manager, { kind, subject }, at);
    for (const clock of armed) {
      const { kind, subject, agencyId, clause, startOn, dueOn, dueAt } = clock;
      await this.deadlines.arm(manager, {
        partnershipId,
        agencyId,
        kind,
        subject,
        clause,
        startOn,
        dueOn,
        ...countedBy(clock, reading),
        ...(dueAt !== null && { dueAt: new Date(dueAt) }),
        at,
      });
    }
  }
}

/** The named clock by which a deadline is counted again when the calendar changes; none for a fixed day. */
function countedBy({ step }: BreachClock, reading: Breach['reading']) {
  return step === null ? { clock: null, terms: null } : { clock: `breach-${step}` as const, terms: { reading } };
}
