import { Injectable, Logger } from '@nestjs/common';
import { LedgerService } from '@broker/ledger';
import { DataSource, type EntityManager } from 'typeorm';
import { CalendarService } from './calendar.service.js';
import { DeadlineRow } from './deadline.entity.js';
import { DeadlineKinds } from './deadline-kinds.js';
import { about, factsOf } from './deadline.service.js';

/** Alarms rung at the same time by one process. */
const LANES = 4;

interface Claim {
  alarmId: string;
  alarm: string;
  deadlineId: string;
  rungAt: Date;
}

/**
 * Rings alarms whose moment has come by the database's clock; the clock of the process that asks plays no part. Safe to call
 * from anywhere, any number of times at once: each alarm rings once.
 */
@Injectable()
export class DeadlineFiring {
  private readonly log = new Logger(DeadlineFiring.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly kinds: DeadlineKinds,
    private readonly calendars: CalendarService,
    private readonly ledger: LedgerService,
  ) {}

  /** Rings one alarm, if it is due and nobody else is at it. @returns whether this call rang it. */
  async fire(alarmId: string): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      const claim = await this.claim(manager, 'a.id = $2', [alarmId]);
      if (claim) await this.ring(manager, claim);
      return claim !== null;
    });
  }

  /**
   * Rings everything that is due, oldest first. An alarm that fails is left for the next call and does not stand in the way of others.
   * @returns how many rang.
   */
  async fireDue(): Promise<number> {
    const failed: string[] = [];
    const lanes = Array.from({ length: LANES }, () => this.drain(failed));
    return (await Promise.all(lanes)).reduce((sum, rung) => sum + rung, 0);
  }

  private async drain(failed: string[]): Promise<number> {
    for (let rung = 0; ; rung += 1) {
      const claimed = await this.ringNext(failed);
      if (!claimed) return rung;
    }
  }

  /** Rings the oldest alarm that has not failed in this sweep. @returns false when there is none. */
  private async ringNext(failed: string[]): Promise<boolean> {
    const attempt: { claim: Claim | null } = { claim: null };
    try {
      await this.dataSource.transaction(async (manager) => {
        attempt.claim = await this.claim(manager, 'a.id <> ALL ($2::uuid[])', [failed]);
        if (attempt.claim) await this.ring(manager, attempt.claim);
      });
      return attempt.claim !== null;
    } catch (error) {
      if (!attempt.claim) throw error;
      failed.push(attempt.claim.alarmId);
      this.log.error(
        `an alarm of deadline ${attempt.claim.deadlineId} did not ring; the next sweep tries again`,
        error,
      );
      return this.ringNext(failed);
    }
  }

  /** Takes the oldest alarm that is due, marking it as rung; skips what another process holds. Calendar, deadline, alarm: the order everywhere. */
  private async claim(manager: EntityManager, which: string, parameters: unknown[]): Promise<Claim | null> {
    await this.calendars.share(manager);
    const [rows] = await manager.query<[Claim[], number]>(
      `UPDATE deadline_alarm SET state = 'rung', rung_at = broker_now()
        WHERE id = (SELECT a.id FROM deadline d JOIN deadline_alarm a ON a.deadline_id = d.id
                     WHERE a.state = 'armed' AND a.rings_at <= broker_now() AND d.state = 'armed'
                       AND d.kind = ANY ($1) AND ${which}
                       AND NOT clock_is_put_back()
                     ORDER BY a.rings_at, a.id LIMIT 1 FOR UPDATE OF d, a SKIP LOCKED)
          AND state = 'armed'
        RETURNING id AS "alarmId", name AS alarm, deadline_id AS "deadlineId", rung_at AS "rungAt"`,
      [this.kinds.names(), ...parameters],
    );
    return rows[0] ?? null;
  }

  private async ring(manager: EntityManager, { alarm, deadlineId, rungAt }: Claim): Promise<void> {
    const deadline = await manager.findOneByOrFail(DeadlineRow, { id: deadlineId });
    await this.kinds.of(deadline.kind).ring(manager, deadline, alarm);
    await this.ledger.append(manager, {
      event: 'DeadlineAlarmRang',
      ...about(deadline),
      at: rungAt,
      facts: { ...factsOf(deadline), alarm, dueOn: deadline.dueOn },
    });
  }
}
