import type { INestApplicationContext } from '@nestjs/common';
import { RequestService, type AskedRequest, type ItemDecision, type RequestAnswers } from '@broker/disclosure';
import { currentAppointment, Officer, type Actor } from '@broker/identity';
import { CLOCK, DomainError, type Clock, type Result } from '@broker/kernel';
import { DataSource } from 'typeorm';

const DAY_MS = 86_400_000;

/** Invented requests for personal information about invented people, one in each state that a request can be in before its disclosure. */
export async function loadRequests(app: INestApplicationContext): Promise<void> {
  const story = new RequestStory(app);
  await story.send('council', 'police', 3, NOTICE);
  const urgent = { ...TENANCY, urgency: 'urgent', urgencyWords: 'The visit is planned for tomorrow morning.' } as const;
  await story.send('police', 'council', 0.02, urgent);
  const asked = await story.send('council', 'police', 4, {
    ...NOTICE,
    subject: person('Marlow Invented', '1984-02-29'),
  });
  await story.ask(asked, 'police', 2, 'For which of the two addresses do you need the incidents?');
  const victim = await story.send('police', 'council', 5, ABOUT_VICTIM);
  await story.decide(victim, 'council', 1, 'authorised');
  const inPart = await story.send('council', 'police', 12, {
    ...NOTICE,
    subject: person('Rowan Invented', '1990-03-27'),
  });
  await story.decide(inPart, 'police', 9, 'authorised', 'authorised', 'refused');
  const refused = await story.send('fire', 'police', 20, ALLEGATIONS);
  await story.decide(refused, 'police', 15, 'refused');
  const whole = await story.send('police', 'health', 16, CLINICAL);
  await story.decide(whole, 'health', 11, 'authorised');
  await story.withdraw(await story.send('council', 'fire', 8, FIRE), 'council', 7);
  await story.start('council', 'police', 1, { ...NOTICE, necessity: '', subject: person('Sorrel Invented', null) });
}

const person = (fullName: string, dateOfBirth: string | null) => ({
  fullName,
  dateOfBirth,
  address: '1 Example Street, Southampton',
  otherNames: [] as string[],
});

const COMMON: RequestAnswers = {
  subjectRole: 'suspect',
  convictionData: false,
  purpose: 'joint-objectives',
  consent: 'not-asked',
  publicInterest: [],
  crimeExemption: false,
  gateway: 'cda-115',
  article8Interest: 'crime-disorder',
  urgency: 'routine',
};

const NOTICE: RequestAnswers = {
  ...COMMON,
  whyIdentified: 'A notice is to be served on one person: counts of the area do not tell where they live.',
  subject: person('Hollis Invented', '1979-11-05'),
  items: [
    { kind: 'address', what: 'Addresses of the last two years', why: 'To serve the notice at the right door' },
    { kind: 'warning-markers', what: 'Warnings for staff who visit', why: 'To decide whether to visit in pairs' },
    { kind: 'incidents', what: 'Calls to these addresses since January', why: 'To show that the behaviour goes on' },
  ],
  whyAsked: 'To prepare and serve a community protection notice.',
  necessity: 'The notice cannot be served without an address, and must show behaviour that goes on.',
  proportionality: 'Two years and one street are the least that serve. Nothing is asked about the family.',
};

const TENANCY: RequestAnswers = {
  ...COMMON,
  whyIdentified: 'Officers visit one household and have to know who lives there.',
  subject: person('Tamsin Invented', '1995-07-14'),
  items: [
    { kind: 'housing', what: 'Who holds the tenancy, and since when', why: 'To speak to the right person' },
    { kind: 'associates', what: 'Who else lives in the household', why: 'Children may be present' },
  ],
  whyAsked: 'To plan a safeguarding visit.',
  necessity: 'The police hold nothing on the household.',
  proportionality: 'Names only, nothing about rent or benefits.',
};

const ABOUT_VICTIM: RequestAnswers = {
  ...COMMON,
  whyIdentified: 'One victim is to be warned in person.',
  subject: person('Linden Invented', '1988-01-30'),
  subjectRole: 'victim',
  consent: 'not-possible',
  publicInterest: ['protecting-vulnerable', 'preventing-crime'],
  publicInterestWords:
    'They have moved and cannot be reached. The person of whom they are to be warned is free from Monday.',
  items: [{ kind: 'address', what: 'The present address', why: 'To warn them before Monday' }],
  whyAsked: 'To warn the victim in person.',
  article8Interest: 'rights-of-others',
  necessity: 'No other agency knows where they have moved.',
  proportionality: 'The address alone, for one visit.',
};

const ALLEGATIONS: RequestAnswers = {
  ...COMMON,
  whyIdentified: 'A home fire safety visit to one person is planned.',
  subject: person('Fenwick Invented', '1962-09-18'),
  subjectRole: 'other',
  items: [{ kind: 'allegations', what: 'Anything alleged about them', why: 'To be on the safe side' }],
  whyAsked: 'To plan the visit.',
  article8Interest: 'public-safety',
  necessity: 'Staff would like to know whom they visit.',
  proportionality: 'One visit.',
};

const CLINICAL: RequestAnswers = {
  ...COMMON,
  whyIdentified: 'A plan is made with one person and their care team.',
  subject: person('Briar Invented', '2001-05-23'),
  subjectRole: 'offender',
  consent: 'given',
  consentWords: 'In writing, at the meeting about the plan.',
  items: [{ kind: 'health', what: 'Whether treatment has begun', why: 'The plan depends on it' }],
  whyAsked: 'To agree a plan that keeps them from offending again.',
  gateway: 'consent',
  necessity: 'Without it the plan would ask for what is under way already.',
  proportionality: 'A yes or no, nothing about the treatment.',
};

const FIRE: RequestAnswers = {
  ...COMMON,
  whyIdentified: 'Two fires may have been set by one person.',
  subject: person('Aspen Invented', '1999-12-01'),
  items: [{ kind: 'incidents', what: 'Fires attended at the address', why: 'To compare them with complaints' }],
  whyAsked: 'To decide whether to begin proceedings.',
  necessity: 'The council holds the complaints only.',
  proportionality: 'One address, one year.',
};

/** Does steps of invented requests at instants of the past. */
class RequestStory {
  private readonly requests: RequestService;
  private readonly now: Date;

  constructor(private readonly app: INestApplicationContext) {
    this.requests = app.get(RequestService);
    this.now = app.get<Clock>(CLOCK).now();
  }

  async start(from: string, to: string, daysAgo: number, answers: RequestAnswers): Promise<void> {
    const { agencyId: holdingAgencyId } = await this.actor(to);
    done(await this.requests.start(await this.actor(from), { ...answers, holdingAgencyId }, this.daysAgo(daysAgo)));
  }

  async send(from: string, to: string, daysAgo: number, answers: RequestAnswers): Promise<string> {
    const { agencyId: holdingAgencyId } = await this.actor(to);
    const actor = await this.actor(from);
    return done(await this.requests.sendAtOnce(actor, { ...answers, holdingAgencyId }, this.daysAgo(daysAgo))).id;
  }

  async ask(id: string, who: string, daysAgo: number, question: string): Promise<AskedRequest> {
    return done(await this.requests.ask(await this.actor(who), id, question, this.daysAgo(daysAgo)));
  }

  async withdraw(id: string, who: string, daysAgo: number): Promise<void> {
    done(await this.requests.withdraw(await this.actor(who), id, this.daysAgo(daysAgo)));
  }

  /** @param decisions in the order of the items, the last one for all that follow. */
  async decide(id: string, who: string, daysAgo: number, ...decisions: ItemDecision[]): Promise<void> {
    const rows = await this.app
      .get(DataSource)
      .manager.query<{ itemId: string }[]>(
        'SELECT item_id AS "itemId" FROM request_item WHERE request_id = $1 ORDER BY position',
        [id],
      );
    const items = Object.fromEntries(
      rows.map(({ itemId }, index) => {
        const decision = decisions[index] ?? decisions.at(-1)!;
        return [itemId, { decision, reason: decision === 'refused' ? 'It is not needed for what is to be done.' : '' }];
      }),
    );
    const decision = {
      items,
      reasons: 'Weighed against what is to be done with it, item by item.',
      balance: 'What goes out is the least that serves, and the person can be told of it afterwards.',
      interest: 'crime-disorder' as const,
    };
    done(await this.requests.decide(await this.actor(who), id, decision, this.daysAgo(daysAgo)));
  }

  private daysAgo = (days: number): Date => new Date(this.now.getTime() - days * DAY_MS);

  private async actor(slug: string): Promise<Actor> {
    const { manager } = this.app.get(DataSource);
    const officer = await manager.findOneByOrFail(Officer, { email: `${slug}.officer@demo.example` });
    const actor = await currentAppointment(manager, officer.id, this.now);
    if (!actor) throw new DomainError('The demonstration appoints its officers.');
    return actor;
  }
}

function done<T>(result: Result<T>): T {
  if (!result.ok) throw new DomainError(`An invented step of a request was refused: ${result.refusal.code}`);
  return result.value;
}
