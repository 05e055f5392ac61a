import type { INestApplicationContext } from '@nestjs/common';
import { BreachQueries, BreachService, type Breach, type BreachCommand } from '@broker/breach';
import { DeadlineQueries, type DeadlineView } from '@broker/deadlines';
import type { Actor } from '@broker/identity';
import type { Result } from '@broker/kernel';
import { DataSource } from 'typeorm';
import { DemonstrationModule } from '../../apps/cli/demonstration/demonstration.module.js';
import { loadDemonstration } from '../../apps/cli/demonstration/load-demonstration.js';
import { startModule, type TestApplication } from './application.js';
import { REPORT } from './breaches.js';
import { DrillClock } from './drill-clock.js';
import { as } from './people.js';

/** Breaches in the demonstration partnership over a database of the test's own, with a clock the test moves. */
export class BreachRoad {
  private readonly actors = new Map<string, Actor>();

  private constructor(
    private readonly started: TestApplication,
    readonly clock: DrillClock,
  ) {}

  static async open(instant = '2026-11-20T09:00:00Z'): Promise<BreachRoad> {
    const clock = new DrillClock(instant);
    const started = await startModule(DemonstrationModule, clock);
    await loadDemonstration(started.app);
    await clock.lead(started.app.get(DataSource));
    return new BreachRoad(started, clock);
  }

  get app(): INestApplicationContext {
    return this.started.app;
  }

  close(): Promise<void> {
    return this.started.close();
  }

  async as(who: string): Promise<Actor> {
    const actor = this.actors.get(who) ?? (await as(this.app, who));
    this.actors.set(who, actor);
    return actor;
  }

  /** The police become aware today and tell all there is to tell, against some agencies. @returns the breach's id. */
  async drafted(...accused: string[]): Promise<string> {
    const police = await this.as('police.officer');
    const noticed = await this.app.get(BreachService).notice(police, this.today());
    if (!noticed.ok) throw new Error(noticed.refusal.message);
    const { id } = noticed.value;
    const agencies = await Promise.all(accused.map(async (slug) => (await this.as(`${slug}.officer`)).agencyId));
    await this.done(id, 'police.officer', REPORT(agencies));
    return id;
  }

  async reported(...accused: string[]): Promise<string> {
    const id = await this.drafted(...accused);
    await this.done(id, 'police.officer', { step: 'report' });
    return id;
  }

  async try(id: string, who: string, command: BreachCommand): Promise<Result<Breach>> {
    return this.app.get(BreachService).carryOut(await this.as(who), id, command);
  }

  async done(id: string, who: string, command: BreachCommand): Promise<Breach> {
    const done = await this.try(id, who, command);
    if (!done.ok) throw new Error(`${done.refusal.code}: ${done.refusal.message}`);
    return done.value;
  }

  async find(id: string, who: string) {
    return this.app.get(BreachQueries).find(await this.as(who), id);
  }

  /** The open deadlines of a breach, of its parties and its actions: `kind dueOn`. */
  async open(id: string): Promise<string[]> {
    const view = await this.find(id, 'police.officer');
    const subjects = [id, ...view!.breach.parties, ...view!.breach.actions].map((one) =>
      typeof one === 'string' ? one : one.id,
    );
    const { partnershipId } = await this.as('police.officer');
    const all: DeadlineView[] = await this.app.get(DeadlineQueries).openFor({ partnershipId, agencyId: null });
    return all
      .filter(({ subject }) => subjects.includes(subject.id))
      .map(({ kind, dueOn }) => `${kind} ${dueOn}`)
      .sort();
  }

  /** At how many agencies a designated officer, or who signs for the agency, has a notice of a kind about a breach. */
  async told(id: string, kind: string): Promise<number> {
    const [row] = await this.app.get(DataSource).query<[{ n: number }]>(
      `SELECT count(DISTINCT a.agency_id)::int AS n FROM notice n JOIN appointment a
           ON a.officer_id = n.officer_id AND a.partnership_id = n.partnership_id
              AND a.role IN ('designated-officer', 'signing-officer')
          WHERE n.subject_id = $1 AND n.kind = $2`,
      [id, kind],
    );
    return row.n;
  }

  /** Tries to rewrite the history of a breach in the database. */
  rewrite(id: string): Promise<unknown> {
    return this.app.get(DataSource).query(`UPDATE breach_event SET step = 'close' WHERE breach_id = $1`, [id]);
  }

  private today = (): string => this.clock.now().toISOString().slice(0, 10);
}
