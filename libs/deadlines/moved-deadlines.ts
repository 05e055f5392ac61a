import { Injectable } from '@nestjs/common';
import type { LocalDate } from '@broker/kernel';
import type { ProclaimedDay } from '@broker/working-calendar';
import type { EntityManager } from 'typeorm';
import type { DeadlineRow } from './deadline.entity.js';

/** A deadline that a changed calendar has moved: the new version, and the date that the old one had. */
export interface MovedDeadline {
  deadline: DeadlineRow;
  fromOn: LocalDate;
}

/** Everything that one proclaimed day has moved. */
export interface ProclaimedMove {
  day: ProclaimedDay;
  moved: readonly MovedDeadline[];
  /** When the day was added, by the caller's clock. */
  at: Date;
}

/** Tells whoever is concerned that deadlines have moved, inside the transaction that moves them. */
export type TellMoved = (manager: EntityManager, move: ProclaimedMove) => Promise<void>;

/** Who wants to know of moved deadlines: rooms above this one, which know the people. */
@Injectable()
export class MovedDeadlines {
  private readonly listeners: TellMoved[] = [];

  /** From now on `tell` is called once for each proclaimed day that moves something. */
  register(tell: TellMoved): void {
    this.listeners.push(tell);
  }

  /** Tells everyone who registered. */
  async tell(manager: EntityManager, move: ProclaimedMove): Promise<void> {
    if (move.moved.length === 0) return;
    for (const listener of this.listeners) await listener(manager, move);
  }
}
