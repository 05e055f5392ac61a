import type { INestApplicationContext } from '@nestjs/common';
import {
  DisclosureService,
  RecordWriting,
  RequestQueries,
  RequestService,
  type BegunRecord,
  type ContactEntry,
  type ItemDecision,
  type RecordAnswers,
  type RequestAnswers,
  type WholeDisclosure,
} from '@broker/disclosure';
import type { Actor } from '@broker/identity';
import { orThrow } from '@broker/kernel';
import { withinScope } from '@broker/platform';
import { DataSource } from 'typeorm';
import { DemonstrationModule } from '../../apps/cli/demonstration/demonstration.module.js';
import { loadDemonstration } from '../../apps/cli/demonstration/load-demonstration.js';
import { startModule, type TestApplication } from './application.js';
import { DrillClock } from './drill-clock.js';
import { as } from './people.js';
import { ANSWERS } from './requests.js';

/** Answers that make a record whole. */
export const WHOLE: RecordAnswers = {
  channel: 'secure-email',
  outcome: 'disclosed',
  subjectRole: 'suspect',
  purpose: 'identifying-areas',
  gateway: 'cda-115',
  fullName: 'Robin Invented',
  summary: 'The last known address',
  grounds: 'Needed to serve an order that protects a neighbour.',
};

/** Exchanges of personal information in the demonstration partnership, each act within the scope of its actor as a request would have it. */
export class DisclosureRoad {
  private readonly actors = new Map<string, Actor>();

  private constructor(
    private readonly started: TestApplication,
    readonly clock: DrillClock,
  ) {}

  static async open(instant = '2026-11-20T09:00:00Z'): Promise<DisclosureRoad> {
    const clock = new DrillClock(instant);
    const started = await startModule(DemonstrationModule, clock);
    await loadDemonstration(started.app);
    await clock.lead(started.app.get(DataSource));
    return new DisclosureRoad(started, clock);
  }

  get app(): INestApplicationContext {
    return this.started.app;
  }

  get database(): DataSource {
    return this.app.get(DataSource);
  }

  close(): Promise<void> {
    return this.started.close();
  }

  async actor(who: string): Promise<Actor> {
    const actor = this.actors.get(who) ?? (await as(this.app, who));
    this.actors.set(who, actor);
    return actor;
  }

  /** Does something as one of the demonstration's people, who sees no more than their scope. */
  async as<T>(who: string, work: (actor: Actor) => Promise<T>): Promise<T> {
    const actor = await this.actor(who);
    const { partnershipId, agencyId, officerId } = actor;
    return withinScope({ partnershipId, agencyId, officerId }, () => work(actor));
  }

  /** What the police log of a telephone call in which they told the council something. */
  async call(over: Partial<ContactEntry> = {}): Promise<ContactEntry> {
    return {
      agencyId: (await this.actor('council.officer')).agencyId,
      direction: 'given',
      person: 'B. Invented, tenancy officer',
      answers: { fullName: 'Robin Invented', summary: 'Whether the address is known', channel: 'telephone' },
      ...over,
    };
  }

  async quickLogged(over: Partial<ContactEntry> = {}, who = 'police.officer'): Promise<BegunRecord> {
    const entry = await this.call(over);
    return orThrow(await this.as(who, (actor) => this.app.get(RecordWriting).quickLog(actor, entry)));
  }

  /** A disclosure by secure e-mail of the police to the council, recorded whole. */
  async recorded(answers: RecordAnswers = {}): Promise<BegunRecord> {
    const entry = await this.call({ answers: { ...WHOLE, ...answers } });
    return orThrow(await this.as('police.officer', (actor) => this.app.get(RecordWriting).recordOutside(actor, entry)));
  }

  /** A request of the council that the police have decided on: `decisions` in the order of the items, the last one for all that follow. */
  async authorised(answers: RequestAnswers = {}, ...decisions: ItemDecision[]): Promise<string> {
    const { agencyId } = await this.actor('police.officer');
    const service = this.app.get(RequestService);
    const asked = { ...ANSWERS(agencyId), ...answers };
    const { id } = orThrow(await this.as('council.officer', (actor) => service.sendAtOnce(actor, asked)));
    const items = await this.itemsOf(id);
    const decided = items.map((itemId, at) => {
      const decision = decisions[at] ?? decisions.at(-1) ?? ('authorised' as const);
      return [itemId, { decision, reason: 'It is, or is not, needed for what is to be done.' }];
    });
    const decision = {
      items: Object.fromEntries(decided) as Record<string, { decision: ItemDecision; reason: string }>,
      reasons: 'Weighed against what is to be done with it.',
      balance: 'No more than the notice needs, and the person is told by it.',
      interest: 'crime-disorder' as const,
    };
    orThrow(await this.as('police.officer', (actor) => service.decide(actor, id, decision)));
    return id;
  }

  /** The ids of the items of a request, in their order. */
  async itemsOf(requestId: string): Promise<string[]> {
    const request = await this.as('police.officer', (actor) => this.app.get(RequestQueries).one(actor, requestId));
    return request!.items.map(({ itemId }) => itemId);
  }

  /** Every item of a request answered with words. */
  async answered(requestId: string, over: Partial<WholeDisclosure> = {}): Promise<WholeDisclosure> {
    const items = (await this.itemsOf(requestId)).map((itemId) => {
      return { itemId, information: `What is held on ${itemId}`, isHeld: true };
    });
    return { items, files: [], conditions: 'Not to be shown to the landlord.', convictionData: false, ...over };
  }

  /** Tries to disclose as the police. */
  disclose(requestId: string, content: WholeDisclosure, who = 'police.officer') {
    return this.as(who, (actor) => this.app.get(DisclosureService).discloseAtOnce(actor, requestId, content));
  }

  /** A disclosure of the police to the council. @returns the ids of request and disclosure. */
  async disclosed(over: Partial<WholeDisclosure> = {}, answers: RequestAnswers = {}) {
    const requestId = await this.authorised(answers);
    const { id } = orThrow(await this.disclose(requestId, await this.answered(requestId, over)));
    return { requestId, id };
  }

  /** At how many people a notice of a kind about a thing has arrived. */
  async told(kind: string, subjectId: string): Promise<number> {
    const [row] = await this.database.query<[{ n: number }]>(
      'SELECT count(*)::int AS n FROM notice WHERE kind = $1 AND subject_id = $2',
      [kind, subjectId],
    );
    return row.n;
  }
}
