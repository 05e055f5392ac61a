import {
  clocksOf,
  STEP_FACTS,
  stepDeadline,
  type BreachClock,
  type BreachEvent,
  type BreachView,
  type HistoryLine,
} from '@broker/breach';
import { londonDate } from '@broker/kernel';
import { explain, type HolidayCalendar } from '@broker/working-calendar';
import { localDateText, momentText } from '../format/dates.js';
import { countText } from '../format/numbers.js';
import { presentClause, type ClauseView } from '../format/refusal.presenter.js';
import { ballText, STATE_TAGS } from './breaches.presenter.js';
import type { Tag } from '../format/tag.js';
import type { BreachFacts } from './breach-facts.js';
import { offersOf, type Offer } from './offers.js';

/** A deadline that runs, with how it comes about. */
export interface DeadlineCard {
  duty: string;
  who: string;
  due: string;
  isLate: boolean;
  clause: ClauseView;
  /** Sentences; empty for a fixed day. */
  why: string[];
  /** What the other reading of the agreement would give; null where it gives the same or there is none. */
  other: string | null;
}

/** The 72 hours of one partner in breach. */
export interface CommissionerCard {
  who: string;
  /** `41 hours left`, `3 hours late`, or the decision. */
  state: string;
  isLate: boolean;
  text: string;
  /** How a health body notifies; null for others. */
  hint: string | null;
}

/** What the page of a breach shows. */
export interface BreachPage {
  heading: string;
  summary: string;
  tag: Tag;
  waitsFor: string;
  offers: Offer[];
  deadlines: DeadlineCard[];
  commissioner: CommissionerCard[];
  /** Past above future. */
  timeline: { title: string; by: string; at: string; timestamp: string; clause: ClauseView | null; texts: string[] }[];
  receipts: { caption: string; rows: string[][] }[];
  actions: string[][];
}

/** One breach as one vertical timeline, with the next deadline, the Commissioner's hours, and what this person can do now. */
export function presentBreach(facts: BreachFacts): BreachPage {
  const { view, history, calendar, now } = facts;
  const { breach, number, names } = view;
  const running = clocksOf(breach, calendar);
  const clocks = running.ok ? running.value : [];
  const name = (id: string): string => names[id] ?? id;
  const accused = breach.report.accused.map(name).join(', ');
  return {
    heading: `Breach ${number}`,
    summary: `${name(breach.allegingAgencyId)} alleges a breach of the agreement${accused ? ` by ${accused}` : ''}.`,
    tag: STATE_TAGS[breach.state],
    waitsFor: ballText(view, calendar),
    offers: offersOf(facts),
    deadlines: clocks
      .filter(({ kind }) => kind !== 'breach-commissioner')
      .toSorted((one, other) => one.dueOn.localeCompare(other.dueOn))
      .map((clock) => deadlineCard(view, clock, calendar, londonDate(now))),
    commissioner: commissionerCards(view, clocks, now),
    timeline: history.filter(({ event }) => event.step !== 'amend').map((line) => timelineItem(view, line)),
    receipts: [
      ...(breach.reported ? [receiptTable('Receipts of the report', breach.receipts, name)] : []),
      ...(breach.circulated ? [receiptTable('Receipts of the minutes', breach.minutesReceipts, name)] : []),
    ],
    actions: breach.actions.map(({ kind, text, ownerAgencyId, dueOn, doneAt, note }) => [
      `${kind === 'sanction' ? 'Sanction' : 'Action'}: ${text}`,
      name(ownerAgencyId),
      localDateText(dueOn),
      doneAt ? `Done: ${note ?? ''}` : 'Open',
    ]),
  };
}

const DUTIES: Readonly<Record<BreachClock['kind'], string>> = {
  'breach-report': 'Report the breach to the other partners',
  'breach-response': 'Report back',
  'breach-meeting': 'Hold the partners’ meeting',
  'breach-minutes': 'Circulate the minutes to all partners',
  'breach-action': 'Do what was agreed',
  'breach-close': 'Close the breach',
  'breach-commissioner': 'Decide about the Information Commissioner',
};

function deadlineCard(
  { breach, names }: BreachView,
  clock: BreachClock,
  calendar: HolidayCalendar,
  today: string,
): DeadlineCard {
  const { kind, agencyId, dueOn, clause, step, startOn } = clock;
  const counted = step ? stepDeadline(breach, step, startOn, calendar) : null;
  const deadline = counted?.ok ? counted.value : null;
  const other = deadline?.other;
  return {
    duty: DUTIES[kind],
    who: agencyId === null ? 'Partnership manager' : (names[agencyId] ?? agencyId),
    due: localDateText(dueOn),
    isLate: dueOn < today,
    clause: presentClause(clause),
    why: deadline
      ? explain(deadline, deadline.startsWhen)
      : [
          kind === 'breach-close'
            ? 'The broker’s own term, so that nothing stays open unseen. The agreement sets none.'
            : 'The partners agreed on this day.',
        ],
    other:
      other && other.dueOn !== dueOn
        ? `${other.reading === 'working' ? 'Counted in working days throughout' : 'Counted in every day of the week'}, it would be ${localDateText(other.dueOn)}. The agreement in force settles which reading binds.`
        : null,
  };
}

const HOUR_MS = 3_600_000;

function commissionerCards(
  { breach, names, healthAgencyIds }: BreachView,
  clocks: readonly BreachClock[],
  now: Date,
): CommissionerCard[] {
  return breach.parties.flatMap((party) => {
    if (party.awareAt === null) return [];
    const clock = clocks.find(({ kind, subject }) => kind === 'breach-commissioner' && subject.id === party.id);
    const law = party.regime === 'law-enforcement' ? 'Data Protection Act 2018, section 67' : 'UK GDPR, Article 33';
    const aware = `Aware since ${momentText(new Date(party.awareAt))} (${law}).`;
    const told = party.individuals
      ? ` The people concerned ${party.individuals.tell ? 'are told' : 'are not told'}: ${party.individuals.reason}`
      : '';
    const hint = healthAgencyIds.includes(party.agencyId)
      ? 'Health bodies notify through the Data Security and Protection Toolkit, which passes it on to the Commissioner.'
      : null;
    const who = names[party.agencyId] ?? party.agencyId;
    if (!clock?.dueAt) {
      const decision = party.commissioner;
      const state = !decision
        ? 'No decision recorded'
        : decision.notify
          ? 'Commissioner notified'
          : 'Decided not to notify';
      const text = decision
        ? `Decided on ${momentText(new Date(decision.at))}${decision.isLate ? ', after the 72 hours' : ''}: ${decision.reason}${told}`
        : aware;
      return [{ who, state, isLate: decision?.isLate ?? false, text, hint: null }];
    }
    const hours = (new Date(clock.dueAt).getTime() - now.getTime()) / HOUR_MS;
    const isLate = hours < 0;
    const state = isLate
      ? `${countText(Math.ceil(-hours), 'hour')} late`
      : `${countText(Math.floor(hours), 'hour')} left`;
    return [{ who, state, isLate, text: `Until ${momentText(new Date(clock.dueAt))}. ${aware}${told}`, hint }];
  });
}

const receiptTable = (caption: string, receipts: BreachView['breach']['receipts'], name: (id: string) => string) => ({
  caption,
  rows: receipts.map(({ agencyId, receivedAt }) => [
    name(agencyId),
    receivedAt ? `Received ${momentText(new Date(receivedAt))}` : 'Not acknowledged yet',
  ]),
});

const TITLES: Readonly<Record<BreachEvent['step'], string>> = {
  noticed: 'Breach noticed',
  amend: 'Report drafted',
  report: 'Report sent to the partners',
  receive: 'Report received',
  answer: 'Answer issued',
  'call-meeting': 'Meeting called',
  'hold-meeting': 'Partners met',
  minute: 'Minutes written',
  circulate: 'Minutes circulated',
  'receive-minutes': 'Minutes received',
  'complete-action': 'Action done',
  close: 'Breach closed',
  withdraw: 'Report withdrawn',
  merge: 'Merged into another breach',
  'decide-commissioner': 'Decision about the Information Commissioner',
  'decide-individuals': 'Decision about the people concerned',
};

function timelineItem(view: BreachView, { at, agency, officer, event }: HistoryLine): BreachPage['timeline'][number] {
  const clause = event.step === 'noticed' ? 'ISA-32a' : STEP_FACTS[event.step].clause;
  return {
    title: TITLES[event.step],
    by: `${officer}, ${agency}`,
    at: momentText(new Date(at)),
    timestamp: new Date(at).toISOString(),
    clause: presentClause(clause),
    texts: [...late(event), ...textsOf(view, event)],
  };
}

const late = (event: BreachEvent): string[] =>
  'dueOn' in event && event.on > event.dueOn ? [`Late: the last day was ${localDateText(event.dueOn)}.`] : [];

function textsOf({ breach, names }: BreachView, event: BreachEvent): string[] {
  const name = (id: string): string => names[id] ?? id;
  switch (event.step) {
    case 'noticed':
      return [`Aware since ${localDateText(event.report.awareOn)}.`];
    case 'report':
      return [breach.report.whatHappened ?? '', `Sent to ${countText(event.receipts.length, 'partner')}.`];
    case 'answer':
      return [event.position === 'accepted' ? 'Accepts that there was a breach.' : 'Disputes the breach.', event.text];
    case 'call-meeting':
      return [`${momentText(new Date(event.meetsAt))}, ${event.place}.`];
    case 'hold-meeting':
      return [`On ${localDateText(event.on)}. There: ${event.attended.map(name).join(', ')}.`];
    case 'minute':
      return [event.text];
    case 'circulate':
      return [`Sent to ${countText(event.receipts.length, 'partner')}.`];
    case 'complete-action':
      return [event.note ?? ''];
    case 'withdraw':
      return [event.reason];
    case 'decide-commissioner':
    case 'decide-individuals':
      return [event.decision.reason];
    default:
      return [];
  }
}
