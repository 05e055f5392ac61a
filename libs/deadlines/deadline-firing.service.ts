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

/** Somebody else is at the deadline, or no room of this process knows its kind: the alarm stays armed. */
class NotNow extends Error {}

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
    return this.attempt('id = $1', alarmId, () => undefined);
  }

  /**
   * Rings everything that is due, oldest first. An alarm that fails is left for the next call and does not stand in the way of others.
   * @returns how many rang.
   */
  async fireDue(): Promise<number> {
    const failed: string[] = [];
    for (let total = 0; ;) {
      // Two alarms of one deadline do not ring at the same time: the second is taken in the next round.
      const passedOver = [...failed];
      const lanes = Array.from({ length: LANES }, () => this.drain(passedOver, failed));
      const rung = (await Promise.all(lanes)).reduce((sum, one) => sum + one, 0);
      total += rung;
      if (rung === 0 || passedOver.length === failed.length) return total;
    }
  }

  private async drain(passedOver: string[], failed: string[]): Promise<number> {
    for (let rung = 0, before = -1; ;) {
      before = passedOver.length;
      const rang = await this.attempt('id <> ALL ($1::uuid[])', passedOver, (alarmId, isFault) => {
        passedOver.push(alarmId);
        if (isFault) failed.push(alarmId);
      });
      if (rang) rung += 1;
      else if (passedOver.length === before) return rung;
    }
  }

  /** Rings the oldest alarm among some, in one transaction. @param onFailure hears of the alarm that was taken and did not ring. */
  private async attempt(
    which: string,
    parameter: unknown,
    onFailure: (alarmId: string, isFault: boolean) => void,
  ): Promise<boolean> {
    const taken: { claim: Claim | null } = { claim: null };
    try {
      await this.dataSource.transaction(async (manager) => {
        taken.claim = await this.claim(manager, which, parameter);
        if (taken.claim) await this.ring(manager, taken.claim);
      });
      return taken.claim !== null;
    } catch (error) {
      if (!taken.claim) throw error;
      const isFault = !(error instanceof NotNow);
      onFailure(taken.claim.alarmId, isFault);
      if (isFault) {
        this.log.error(
          `an alarm of deadline ${taken.claim.deadlineId} did not ring; the next sweep tries again`,
          error,
        );
      }
      return false;
    }
  }

  /** Takes the oldest alarm that is due, marking it as rung; skips what another process holds. */
  private async claim(manager: EntityManager, which: string, parameter: unknown): Promise<Claim | null> {
    await this.calendars.share(manager);
    // One table and the order of its index: found at once however many wait, and whatever the planner knows of them.
    const [rows] = await manager.query<[Claim[], number]>(
      `UPDATE deadline_alarm SET state = 'rung', rung_at = broker_now()
        WHERE id = (SELECT id FROM deadline_alarm
                     WHERE state = 'armed' AND rings_at <= broker_now() AND ${which} AND NOT clock_is_put_back()
                     ORDER BY rings_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
          AND state = 'armed'
        RETURNING id AS "alarmId", name AS alarm, deadline_id AS "deadlineId", rung_at AS "rungAt"`,
      [parameter],
    );
    return rows[0] ?? null;
  }

  /** Lets the room ring. Never waits for the deadline: whoever holds it may be waiting for this very alarm. */
  private async ring(manager: EntityManager, { alarm, deadlineId, rungAt }: Claim): Promise<void> {
    const deadline = await manager.findOne(DeadlineRow, {
      where: { id: deadlineId, state: 'armed' },
      lock: { mode: 'pessimistic_write', onLocked: 'skip_locked' },
    });
    if (!deadline || !this.kinds.names().includes(deadline.kind)) throw new NotNow();
    await this.kinds.of(deadline.kind).ring(manager, deadline, alarm);
    await this.ledger.append(manager, {
      event: 'DeadlineAlarmRang',
      ...about(deadline),
      at: rungAt,
      facts: { ...factsOf(deadline), alarm, dueOn: deadline.dueOn },
    });
  }
}
