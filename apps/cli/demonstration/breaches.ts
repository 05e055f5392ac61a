import type { INestApplicationContext } from '@nestjs/common';
import { BreachService, type Breach, type BreachCommand, type Information } from '@broker/breach';
import { currentAppointment, Officer, type Actor } from '@broker/identity';
import { CLOCK, DomainError, londonDate, type Clock } from '@broker/kernel';
import { DataSource } from 'typeorm';

const DAY_MS = 86_400_000;

/** How long before the day of loading the demonstration’s agreement was signed, in days: long enough for a breach to have run its course. */
export const AGREEMENT_AGE_DAYS = 90;

/** Two invented breaches in Southampton: one closed, and one whose partner in breach still has to answer. */
export async function loadBreaches(app: INestApplicationContext): Promise<void> {
  const story = new Story(app, app.get<Clock>(CLOCK).now());
  await closedBreach(story);
  await breachUnderWay(story);
}

async function closedBreach(story: Story): Promise<void> {
  const id = await story.notice('police', 60);
  const accused = await story.agencyOf('council');
  await story.tell(id, 'police', 59, {
    accused,
    happened: 'A table of addresses was sent to a contractor that is not a partner.',
    information: ['contact'],
    people: 120,
  });
  await story.step(id, 'police.officer', 58, { step: 'report' });
  await story.step(id, 'council.officer', 57, { step: 'receive' });
  await story.step(id, 'fire.officer', 57, { step: 'receive' });
  await story.step(id, 'council.officer', 57, {
    step: 'decide-commissioner',
    notify: false,
    reason: 'The contractor deleted the table unread and has confirmed it: no risk to anybody is likely.',
  });
  await story.step(id, 'council.officer', 54, {
    step: 'answer',
    position: 'accepted',
    text: 'The table went to the wrong list of addressees. The contractor has deleted it and has said so in writing.',
  });
  const meetsAt = story.daysAgo(48).toISOString();
  await story.step(id, 'council.manager', 53, { step: 'call-meeting', at: meetsAt, place: 'Civic Centre, room 3' });
  const attended = [...accused, ...(await story.agencyOf('police')), ...(await story.agencyOf('fire'))];
  await story.step(id, 'council.manager', 48, { step: 'hold-meeting', on: story.dateOf(48), attended });
  const minuted = await story.step(id, 'council.manager', 47, {
    step: 'minute',
    text: 'The partners accept the answer. Lists of addressees are to be checked by a second person.',
    actions: [
      {
        kind: 'action',
        text: 'Have a second person check each list of addressees.',
        ownerAgencyId: accused[0]!,
        dueOn: story.dateOf(30),
      },
    ],
  });
  await story.step(id, 'council.manager', 46, { step: 'circulate' });
  await story.step(id, 'council.officer', 33, {
    step: 'complete-action',
    actionId: minuted.actions[0]!.id,
    note: 'In force since the first of the month.',
  });
  await story.step(id, 'council.manager', 32, { step: 'close' });
}

async function breachUnderWay(story: Story): Promise<void> {
  const id = await story.notice('council', 5);
  await story.tell(id, 'council', 4, {
    accused: await story.agencyOf('health'),
    happened: 'A letter with the particulars of a case was found in a waiting room.',
    information: ['contact', 'health'],
    people: 1,
  });
  await story.step(id, 'council.officer', 2, { step: 'report' });
  await story.step(id, 'police.officer', 2, { step: 'receive' });
  await story.step(id, 'health.officer', 1, { step: 'receive' });
}

interface Told {
  accused: string[];
  happened: string;
  information: Information[];
  people: number;
}

/** Does steps of invented breaches on days of the past. */
class Story {
  private readonly breaches: BreachService;

  constructor(
    private readonly app: INestApplicationContext,
    private readonly now: Date,
  ) {
    this.breaches = app.get(BreachService);
  }

  daysAgo = (days: number): Date => new Date(this.now.getTime() - days * DAY_MS);

  dateOf = (daysAgo: number): string => londonDate(this.daysAgo(daysAgo));

  async agencyOf(slug: string): Promise<string[]> {
    return [(await this.actor(`${slug}.officer`)).agencyId];
  }

  async notice(slug: string, daysAgo: number): Promise<string> {
    const actor = await this.actor(`${slug}.officer`);
    const noticed = await this.breaches.notice(actor, this.dateOf(daysAgo), this.daysAgo(daysAgo));
    if (!noticed.ok) throw new DomainError(`The invented breach was refused: ${noticed.refusal.code}`);
    return noticed.value.id;
  }

  tell(id: string, slug: string, daysAgo: number, { accused, happened, information, people }: Told): Promise<Breach> {
    const answers = { accused, whatHappened: happened, information, people };
    return this.step(id, `${slug}.officer`, daysAgo, { step: 'amend', answers });
  }

  async step(id: string, who: string, daysAgo: number, command: BreachCommand): Promise<Breach> {
    const done = await this.breaches.carryOut(await this.actor(who), id, command, this.daysAgo(daysAgo));
    if (!done.ok) throw new DomainError(`The invented ${command.step} was refused: ${done.refusal.code}`);
    return done.value;
  }

  private async actor(who: string): Promise<Actor> {
    const { manager } = this.app.get(DataSource);
    const officer = await manager.findOneByOrFail(Officer, { email: `${who}@demo.example` });
    const actor = await currentAppointment(manager, officer.id, this.now);
    if (!actor) throw new DomainError('The demonstration appoints its officers.');
    return actor;
  }
}
