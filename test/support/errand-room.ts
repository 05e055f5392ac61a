import { randomUUID } from 'node:crypto';
import { Module, type Type } from '@nestjs/common';
import { DeadlineFiring, DeadlineKinds, DeadlinesModule, DeadlineService, type NewDeadline } from '@broker/deadlines';
import { PlatformModule } from '@broker/platform';
import { DataSource } from 'typeorm';
import { asOwner } from './as-owner.js';
import { startModule, type TestApplication } from './application.js';
import { DrillClock } from './drill-clock.js';

@Module({ imports: [PlatformModule, DeadlinesModule] })
class DeadlinesAlone {}

/** Where every test of a drill begins: a Friday morning. */
export const ERRAND_START = '2026-11-20T09:00:00Z';

/** A room with one kind of deadline, whose alarms each leave a row when they ring. */
export class ErrandRoom {
  readonly clock = new DrillClock(ERRAND_START);
  readonly partnershipId = randomUUID();
  /** Subjects whose alarms throw after writing. */
  readonly failing = new Set<string>();
  private started: TestApplication;

  async open(module: Type = DeadlinesAlone): Promise<void> {
    this.started = await startModule(module, this.clock);
    await this.clock.lead(this.dataSource);
    await asOwner(
      this.dataSource,
      'CREATE TABLE rung_bell (id serial, subject_id text, alarm text, rung_at timestamptz)',
    );
    this.get(DeadlineKinds).register({
      kind: 'test-errand',
      alarms: [
        { name: 'reminder-2', offsetDays: -2 },
        { name: 'due', offsetDays: 0 },
        { name: 'late-1', offsetDays: 1 },
        { name: 'late-3', offsetDays: 3 },
      ],
      ring: async (manager, { subjectId }, alarm) => {
        await manager.query('INSERT INTO rung_bell (subject_id, alarm, rung_at) VALUES ($1, $2, broker_now())', [
          subjectId,
          alarm,
        ]);
        if (this.failing.has(subjectId)) throw new Error('does not ring today');
      },
    });
  }

  close(): Promise<void> {
    return this.started.close();
  }

  get<T>(what: Type<T>): T {
    return this.started.app.get(what);
  }

  get dataSource(): DataSource {
    return this.started.app.get(DataSource);
  }

  /** Nothing armed, nothing rung, Friday morning. */
  async clear(): Promise<void> {
    await asOwner(this.dataSource, 'TRUNCATE deadline CASCADE', 'TRUNCATE rung_bell');
    await this.clock.moveTo(ERRAND_START);
    this.failing.clear();
  }

  /** Arms an errand, due on Wednesday unless told otherwise. @returns its id. */
  arm(over: Partial<NewDeadline> = {}): Promise<string> {
    const errand: NewDeadline = {
      partnershipId: this.partnershipId,
      agencyId: null,
      kind: 'test-errand',
      subject: { kind: 'errand', id: 'errand-1' },
      clause: 'ISA-32b',
      startOn: '2026-11-20',
      dueOn: '2026-11-25',
      clock: 'breach-response',
      terms: null,
      at: this.clock.now(),
      ...over,
    };
    return this.dataSource.transaction((manager) => this.get(DeadlineService).arm(manager, errand));
  }

  rows<T>(sql: string): Promise<T[]> {
    return this.dataSource.query<T[]>(sql);
  }

  /** The alarms that rang, in order. */
  async bells(): Promise<string[]> {
    return (await this.rows<{ alarm: string }>('SELECT alarm FROM rung_bell ORDER BY id')).map(({ alarm }) => alarm);
  }

  /** Rings what is due, as a worker does. @returns how many alarms rang. */
  fireDue(): Promise<number> {
    return this.get(DeadlineFiring).fireDue();
  }
}
