import type { INestApplicationContext } from '@nestjs/common';
import {
  DisclosureService,
  ReceiptOfDisclosure,
  RecordCorrection,
  RecordWriting,
  RequestService,
  type ContactEntry,
  type RecordAnswers,
  type RequestAnswers,
} from '@broker/disclosure';
import { currentAppointment, Officer, type Actor } from '@broker/identity';
import { CLOCK, DomainError, londonDate, orThrow, type Clock, type LocalDate } from '@broker/kernel';
import { DataSource } from 'typeorm';

const DAY_MS = 86_400_000;

/** Invented exchanges of personal information in Southampton: disclosed and acknowledged, waiting for a receipt, logged and corrected. */
export async function loadDisclosures(app: INestApplicationContext): Promise<void> {
  const story = new Exchanges(app, app.get<Clock>(CLOCK).now());
  await acknowledged(story);
  await waiting(story);
  await contacts(story);
  await corrected(story);
}

async function acknowledged(story: Exchanges): Promise<void> {
  const id = await story.disclose(21, {
    subject: {
      fullName: 'Morgan Example',
      dateOfBirth: '1988-05-14',
      address: '2 Invented Close, Southampton',
      otherNames: ['Mo Example'],
    },
    items: [
      { kind: 'address', what: 'The address where the person lives now', why: 'To send the notice to the right door' },
      {
        kind: 'incidents',
        what: 'Calls to that address in the last six months',
        why: 'To see whether they have become fewer',
      },
    ],
    whyAsked: 'To serve a community protection notice.',
  });
  await story.app.get(ReceiptOfDisclosure).acknowledge(await story.as('council.officer'), id, story.daysAgo(18));
}

async function waiting(story: Exchanges): Promise<void> {
  await story.disclose(2, {
    subject: { fullName: 'Sasha Example', dateOfBirth: '1995-11-02', address: null, otherNames: [] },
    items: [
      { kind: 'warning-markers', what: 'Warnings for staff who visit', why: 'To decide whether to visit in pairs' },
    ],
    whyAsked: 'To plan the visit of a housing officer.',
  });
}

/** Two contacts that were logged quickly: one of yesterday, and one that should have been completed by now. */
async function contacts(story: Exchanges): Promise<void> {
  await story.log(1, 'given', 'fire', {
    fullName: 'Alex Example',
    summary: 'Asked whether the stairs of the block are kept clear; they are.',
  });
  await story.log(12, 'received', 'probation', {
    fullName: 'Robin Example',
    summary: 'Told that an appointment was missed twice.',
    channel: 'face-to-face',
  });
}

/** A letter whose record was corrected afterwards. */
async function corrected(story: Exchanges): Promise<void> {
  const police = await story.as('police.officer');
  const entry = await story.contact(30, 'given', 'council', {
    channel: 'post',
    fullName: 'Charlie Example',
    subjectRole: 'offender',
    convictionData: true,
    consent: 'not-asked',
    purpose: 'joint-objectives',
    gateway: 'cda-115',
    summary: 'Two convictions of 2024.',
    grounds: 'Needed to weigh the risk to neighbours before a transfer; nothing less would tell.',
  });
  const { id } = orThrow(await story.app.get(RecordWriting).recordOutside(police, entry, story.daysAgo(30)));
  const right = { summary: 'One conviction of 2024; the other was another person’s.' };
  const reason = 'One of the two convictions belongs to somebody of the same name.';
  orThrow(await story.app.get(RecordCorrection).correct(police, id, right, reason, story.daysAgo(28)));
}

class Exchanges {
  constructor(
    readonly app: INestApplicationContext,
    private readonly now: Date,
  ) {}

  daysAgo = (days: number): Date => new Date(this.now.getTime() - days * DAY_MS);

  async as(who: string): Promise<Actor> {
    const { manager } = this.app.get(DataSource);
    const officer = await manager.findOneByOrFail(Officer, { email: `${who}@demo.example` });
    const actor = await currentAppointment(manager, officer.id, this.now);
    if (!actor) throw new DomainError('The demonstration appoints its officers.');
    return actor;
  }

  async contact(
    days: number,
    direction: ContactEntry['direction'],
    agency: string,
    answers: RecordAnswers,
  ): Promise<ContactEntry> {
    const { agencyId } = await this.as(`${agency}.officer`);
    const occurredOn: LocalDate = londonDate(this.daysAgo(days));
    return { agencyId, direction, person: 'An invented officer, duty desk', answers: { occurredOn, ...answers } };
  }

  async log(days: number, direction: ContactEntry['direction'], agency: string, answers: RecordAnswers): Promise<void> {
    const entry = await this.contact(days, direction, agency, answers);
    const police = await this.as('police.officer');
    orThrow(await this.app.get(RecordWriting).quickLog(police, entry, this.daysAgo(days)));
  }

  /** The council asks, the police authorise and disclose, all some days ago. @returns the disclosure's id. */
  async disclose(
    days: number,
    asked: Pick<RequestAnswers, 'subject' | 'whyAsked'> & Pick<Required<RequestAnswers>, 'items'>,
  ): Promise<string> {
    const [council, police] = [await this.as('council.officer'), await this.as('police.officer')];
    const service = this.app.get(RequestService);
    const answers = { ...REST, ...asked, holdingAgencyId: police.agencyId };
    const { id } = orThrow(await service.sendAtOnce(council, answers, this.daysAgo(days + 1)));
    const rows = await this.app
      .get(DataSource)
      .query<{ itemId: string; kind: string }[]>(
        'SELECT item_id AS "itemId", kind FROM request_item WHERE request_id = $1 ORDER BY position',
        [id],
      );
    const reason = 'Needed for what is to be done, and no more than that.';
    const items = Object.fromEntries(rows.map(({ itemId }) => [itemId, { decision: 'authorised' as const, reason }]));
    const decision = {
      items,
      reasons: reason,
      balance: 'The person is told by the visit itself.',
      interest: 'crime-disorder' as const,
    };
    orThrow(await service.decide(police, id, decision, this.daysAgo(days)));
    const content = {
      items: rows.map(({ itemId, kind }) => ({
        itemId,
        information: INFORMATION[kind] ?? 'Nothing more.',
        isHeld: true,
      })),
      files: [],
      conditions: 'For the officers who deal with the matter. Not to be shown to the landlord.',
      convictionData: false,
    };
    return orThrow(await this.app.get(DisclosureService).discloseAtOnce(police, id, content, this.daysAgo(days))).id;
  }
}

/** What the police tell of each kind. */
const INFORMATION: Record<string, string> = {
  address: '2 Invented Close, Southampton, since March of this year.',
  incidents: 'Three calls, the last of them in May.',
  'warning-markers': 'A dog that is not always kept in. No other warning.',
};

const REST: RequestAnswers = {
  whyIdentified: 'The visit concerns one person: counts of the area do not tell whether staff are at risk.',
  subjectRole: 'suspect',
  convictionData: false,
  purpose: 'joint-objectives',
  consent: 'not-asked',
  consentWords: '',
  publicInterest: [],
  crimeExemption: false,
  gateway: 'cda-115',
  article8Interest: 'crime-disorder',
  necessity: 'It cannot be done without knowing where, and with what care.',
  proportionality: 'The least that serves.',
  urgency: 'routine',
};
