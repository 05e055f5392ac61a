import { Injectable } from '@nestjs/common';
import { DomainError } from '@broker/kernel';
import type { EntityManager } from 'typeorm';
import type { DeadlineRow } from './deadline.entity.js';
import type { AlarmPlan } from './domain/index.js';

/** What a room declares of one kind of deadline. */
export interface DeadlineKind {
  /** Short code: `breach-report`. */
  kind: string;
  /** What has to be done, in words; a deadline with a clock is named by its clock. */
  title?: string;
  alarms: readonly AlarmPlan[];
  /**
   * What happens when an alarm rings: called once per alarm, inside the transaction that marks it as rung. What it throws undoes
   * both, and the alarm rings again at the next sweep; it must therefore do nothing outside the transaction.
   */
  ring(manager: EntityManager, deadline: DeadlineRow, alarmName: string): Promise<void>;
}

/** The kinds of deadlines, as the rooms that own them declare them when they start. */
@Injectable()
export class DeadlineKinds {
  private readonly kinds = new Map<string, DeadlineKind>();

  /** Declares a kind. Throws DomainError when another room has declared it, or two of its alarms have one name. */
  register(kind: DeadlineKind): void {
    if (this.kinds.has(kind.kind)) throw new DomainError(`Two rooms declare the deadline ${kind.kind}.`);
    const names = new Set(kind.alarms.map(({ name }) => name));
    if (names.size < kind.alarms.length) throw new DomainError(`Two alarms of ${kind.kind} have one name.`);
    this.kinds.set(kind.kind, kind);
  }

  /** A declared kind; throws DomainError when no room has declared it. */
  of(kind: string): DeadlineKind {
    const found = this.kinds.get(kind);
    if (!found) throw new DomainError(`No room declares the deadline ${kind}.`);
    return found;
  }

  /** What has to be done, in words. */
  titleOf(kind: string): string {
    const words = kind.replaceAll('-', ' ');
    return this.kinds.get(kind)?.title ?? `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`;
  }

  /** The names of the kinds that this process can ring. */
  names(): string[] {
    return [...this.kinds.keys()];
  }
}
