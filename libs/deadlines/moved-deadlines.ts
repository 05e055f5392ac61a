import { Injectable } from '@nestjs/common';
import type { LocalDate } from '@broker/kernel';
import type { EntityManager } from 'typeorm';
import type { DeadlineRow } from './deadline.entity.js';

/** A deadline that a changed calendar has moved: the new version, and the date that the old one had. */
export interface MovedDeadline {
  deadline: DeadlineRow;
  fromOn: LocalDate;
}

/** Tells whoever is concerned that deadlines have moved, inside the transaction that moves them. */
export type TellMoved = (manager: EntityManager, moved: readonly MovedDeadline[], at: Date) => Promise<void>;

/** Who wants to know of moved deadlines: rooms above this one, which know the people. */
@Injectable()
export class MovedDeadlines {
  private readonly listeners: TellMoved[] = [];

  /** From now on `tell` is called once for each change of the calendar that moves something. */
  register(tell: TellMoved): void {
    this.listeners.push(tell);
  }

  /** Tells everyone who registered. */
  async tell(manager: EntityManager, moved: readonly MovedDeadline[], at: Date): Promise<void> {
    if (moved.length === 0) return;
    for (const listener of this.listeners) await listener(manager, moved, at);
  }
}
