import type { INestApplicationContext } from '@nestjs/common';
import {
  RequestQueries,
  RequestService,
  type AskedRequest,
  type DecisionAnswers,
  type ItemDecision,
  type RequestAnswers,
  type RequestView,
} from '@broker/disclosure';
import type { Actor } from '@broker/identity';
import type { Result } from '@broker/kernel';
import { DataSource } from 'typeorm';
import { DemonstrationModule } from '../../apps/cli/demonstration/demonstration.module.js';
import { loadDemonstration } from '../../apps/cli/demonstration/load-demonstration.js';
import { startModule, type TestApplication } from './application.js';
import { DrillClock } from './drill-clock.js';
import { as } from './people.js';
import { ANSWERS } from './requests.js';

/** Requests in the demonstration partnership over a database of the test's own, with a clock the test moves. */
export class RequestRoad {
  private readonly actors = new Map<string, Actor>();

  private constructor(
    private readonly started: TestApplication,
    readonly clock: DrillClock,
  ) {}

  static async open(instant = '2026-11-20T09:00:00Z'): Promise<RequestRoad> {
    const clock = new DrillClock(instant);
    const started = await startModule(DemonstrationModule, clock);
    await loadDemonstration(started.app);
    await clock.lead(started.app.get(DataSource));
    return new RequestRoad(started, clock);
  }

  get app(): INestApplicationContext {
    return this.started.app;
  }

  get requests(): RequestService {
    return this.app.get(RequestService);
  }

  close(): Promise<void> {
    return this.started.close();
  }

  /** The actor behind a sign-in such as `police.officer`. */
  async as(who: string): Promise<Actor> {
    const actor = this.actors.get(who) ?? (await as(this.app, who));
    this.actors.set(who, actor);
    return actor;
  }

  /** The council asks the police, unless told otherwise. @returns the request's id. */
  async sent(answers: RequestAnswers = {}, from = 'council', to = 'police'): Promise<string> {
    const { agencyId } = await this.as(`${to}.officer`);
    const sent = await this.requests.sendAtOnce(await this.as(`${from}.officer`), { ...ANSWERS(agencyId), ...answers });
    return must(sent).id;
  }

  async find(id: string, who: string): Promise<RequestView | null> {
    return this.app.get(RequestQueries).one(await this.as(who), id);
  }

  /** A decision on every item of a request: `decisions` in the order of the items, the last one for all that follow. */
  async decision(id: string, ...decisions: ItemDecision[]): Promise<DecisionAnswers> {
    const { items } = (await this.find(id, 'police.officer')) ?? (await this.any(id));
    return {
      items: Object.fromEntries(
        items.map(({ itemId }, index) => [
          itemId,
          {
            decision: decisions[index] ?? decisions.at(-1)!,
            reason: 'It is, or is not, needed for what is to be done.',
          },
        ]),
      ),
      reasons: 'Weighed against what is to be done with it.',
      balance: 'No more than the notice needs, and the person is told by it.',
      interest: 'crime-disorder',
    };
  }

  async decide(id: string, who: string, ...decisions: ItemDecision[]): Promise<Result<AskedRequest>> {
    return this.requests.decide(await this.as(who), id, await this.decision(id, ...decisions));
  }

  private async any(id: string): Promise<Pick<RequestView, 'items'>> {
    const items = await this.app
      .get(DataSource)
      .query<RequestView['items']>(
        'SELECT item_id AS "itemId" FROM request_item WHERE request_id = $1 ORDER BY position',
        [id],
      );
    return { items };
  }
}

/** The value of a result; fails the test where it was refused. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.message}`);
  return result.value;
}
