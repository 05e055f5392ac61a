import type { INestApplicationContext } from '@nestjs/common';
import {
  CollectionService,
  ExchangeQueries,
  ReleaseService,
  SubmissionCheckService,
  SubmissionService,
} from '@broker/exchange';
import type { Actor } from '@broker/identity';
import { DemonstrationModule } from '../../apps/cli/demonstration/demonstration.module.js';
import { loadDemonstration } from '../../apps/cli/demonstration/load-demonstration.js';
import { startModule, type TestApplication } from './application.js';
import { SettableClock } from './clock.js';
import { arriving, as } from './people.js';
import { streetMonth, type StreetRows } from './street-month.js';

/** The road upload → check → release → collect in the demonstration partnership, with the people who walk it. */
export class ExchangeRoad {
  private constructor(
    private readonly started: TestApplication,
    readonly clock: SettableClock,
    readonly police: Actor,
    readonly council: Actor,
  ) {}

  /** Starts the product over a database of its own, with the demonstration in it. */
  static async open(): Promise<ExchangeRoad> {
    const clock = new SettableClock('2026-11-20T09:00:00Z');
    const started = await startModule(DemonstrationModule, clock);
    await loadDemonstration(started.app);
    const police = await as(started.app, 'police.steward');
    return new ExchangeRoad(started, clock, police, await as(started.app, 'council.officer'));
  }

  get app(): INestApplicationContext {
    return this.started.app;
  }

  get spoolDir(): string {
    return this.started.spoolDir;
  }

  close(): Promise<void> {
    return this.started.close();
  }

  /** The actor behind another demonstration sign-in. */
  as(who: string): Promise<Actor> {
    return as(this.app, who);
  }

  upload(text: string, actor = this.police, datasetId = 'POL-2') {
    return this.app.get(SubmissionService).receive(actor, { datasetId, fileName: 'month.csv', body: arriving(text) });
  }

  /** Uploads an invented month and has it checked. @returns the submission's id. */
  async checked(groups: StreetRows[]): Promise<string> {
    const received = await this.upload(streetMonth(groups));
    if (!received.ok) throw new Error(received.refusal.message);
    await this.app.get(SubmissionCheckService).check(received.value.id);
    return received.value.id;
  }

  /** Has a submission checked. @returns how it then stands. */
  async checkedAgain(id: string) {
    await this.app.get(SubmissionCheckService).check(id);
    return this.submission(id);
  }

  release(submissionId: string, purpose = 'strategic-planning') {
    return this.app.get(ReleaseService).release(this.police, submissionId, purpose);
  }

  /** Uploads, checks and releases an invented month. @returns the release's id. */
  async released(groups: StreetRows[], purpose?: string): Promise<string> {
    const released = await this.release(await this.checked(groups), purpose);
    if (!released.ok) throw new Error(released.refusal.message);
    return released.value.id;
  }

  collect(releaseId: string, actor = this.council) {
    return this.app.get(CollectionService).collect(actor, releaseId, 'csv', {});
  }

  submission(id: string, actor = this.police) {
    return this.app.get(ExchangeQueries).submission(actor.partnershipId, actor.agencyId, id);
  }
}
