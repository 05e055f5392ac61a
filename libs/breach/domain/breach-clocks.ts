import { accept, type Clause, type LocalDate, type Result } from '@broker/kernel';
import {
  addDays,
  breachDeadline,
  commissionerNotification,
  DEFAULT_TERMS,
  type BreachStep,
  type Deadline,
  type HolidayCalendar,
} from '@broker/working-calendar';
import { STEP_CLAUSES, type Breach, type Party } from './breach.js';
import { isOpen, type BreachStepName } from './breach-workflow.js';

/** Kinds of deadline that a breach arms. */
export const BREACH_CLOCK_KINDS = [
  'breach-report',
  'breach-response',
  'breach-meeting',
  'breach-minutes',
  'breach-action',
  'breach-close',
  'breach-commissioner',
] as const;

/** A kind of deadline that a breach arms. */
export type BreachClockKind = (typeof BREACH_CLOCK_KINDS)[number];

/** Days after the last action within which a breach is closed: the broker's own term, so that nothing stays open unseen. */
export const CLOSE_DAYS = 10;

/** A clock that runs for a breach now. */
export interface BreachClock {
  kind: BreachClockKind;
  /** What it is about: the breach, one of its parties, or one of its actions. */
  subject: { kind: 'breach' | 'breach-party' | 'breach-action'; id: string };
  /** Whose turn it is; null where it is the partnership manager's. */
  agencyId: string | null;
  clause: Clause;
  startOn: LocalDate;
  dueOn: LocalDate;
  /** Step of paragraph 32 whose days are counted; null for a fixed day. */
  step: BreachStep | null;
  /** The instant, for a clock in hours: ISO 8601. */
  dueAt: string | null;
}

/** The deadline of one step of a breach, with how it comes about. Refuses what the calendar refuses. */
export const stepDeadline = (
  { reading }: Pick<Breach, 'reading'>,
  step: BreachStep,
  startOn: LocalDate,
  calendar: HolidayCalendar,
): Result<Deadline> => breachDeadline(calendar, step, startOn, { ...DEFAULT_TERMS, reading });

/** The steps whose clocks run: whose turn, and from which day. */
interface Running {
  kind: BreachClockKind;
  step: BreachStep;
  agencyId: string | null;
  startOn: LocalDate;
  party?: Party;
}

function runningSteps(breach: Breach): Running[] {
  const { state, report, allegingAgencyId, parties, meetingFrom, met } = breach;
  if (state === 'noticed')
    return [{ kind: 'breach-report', step: 'report', agencyId: allegingAgencyId, startOn: report.awareOn }];
  if (state === 'held' || state === 'minuted')
    return [{ kind: 'breach-minutes', step: 'minutes', agencyId: null, startOn: met!.on }];
  if (state !== 'reported' && state !== 'answered' && state !== 'called') return [];
  const responses = parties
    .filter(({ answer }) => !answer)
    .map((party): Running => {
      return { kind: 'breach-response', step: 'response', agencyId: party.agencyId, startOn: party.clockFrom, party };
    });
  if (state === 'reported') return responses;
  return [...responses, { kind: 'breach-meeting', step: 'meeting', agencyId: null, startOn: meetingFrom! }];
}

/**
 * Every clock that runs for a breach: exactly one for each step that is open, one for each party or action where several run side
 * by side, and none once it has ended. Refuses days that the calendar does not know.
 */
export function clocksOf(breach: Breach, calendar: HolidayCalendar): Result<BreachClock[]> {
  const clocks: BreachClock[] = [];
  for (const { kind, step, agencyId, startOn, party } of runningSteps(breach)) {
    const deadline = stepDeadline(breach, step, startOn, calendar);
    if (!deadline.ok) return deadline;
    const subject = party
      ? { kind: 'breach-party' as const, id: party.id }
      : { kind: 'breach' as const, id: breach.id };
    const { dueOn } = deadline.value;
    clocks.push({ kind, subject, agencyId, clause: STEP_CLAUSES[step], startOn, dueOn, step, dueAt: null });
  }
  return accept([...clocks, ...actionClocks(breach), ...closeClock(breach), ...commissionerClocks(breach)]);
}

const actionClocks = ({ state, actions, circulated }: Breach): BreachClock[] =>
  state !== 'acting'
    ? []
    : actions
        .filter(({ doneAt }) => doneAt === null)
        .map(({ id, ownerAgencyId, dueOn }) => ({
          kind: 'breach-action',
          subject: { kind: 'breach-action', id },
          agencyId: ownerAgencyId,
          clause: 'ISA-32d',
          startOn: circulated!.on,
          dueOn,
          step: null,
          dueAt: null,
        }));

const closeClock = ({ id, state, settledOn }: Breach): BreachClock[] =>
  state !== 'settled'
    ? []
    : [
        {
          kind: 'breach-close',
          subject: { kind: 'breach', id },
          agencyId: null,
          clause: 'ISA-32d',
          startOn: settledOn!,
          dueOn: addDays(settledOn!, CLOSE_DAYS),
          step: null,
          dueAt: null,
        },
      ];

const commissionerClocks = ({ state, parties }: Breach): BreachClock[] =>
  !isOpen(state)
    ? []
    : parties.flatMap(({ id, agencyId, awareAt, commissioner }) => {
        if (awareAt === null || commissioner) return [];
        const { dueAt, dueOn } = commissionerNotification(new Date(awareAt));
        const startOn = awareAt.slice(0, 10);
        return [
          {
            kind: 'breach-commissioner' as const,
            subject: { kind: 'breach-party' as const, id },
            agencyId,
            clause: 'DPA-67' as const,
            startOn,
            dueOn,
            step: null,
            dueAt: dueAt.toISOString(),
          },
        ];
      });

/** What tells one clock from another: a clock with another start or another last day is another clock. */
const identityOf = ({ kind, subject, startOn, dueOn, dueAt }: BreachClock): string =>
  [kind, subject.id, startOn, dueOn, dueAt].join(' ');

/** The step that does the duty of each clock; any other step that ends it lets the duty fall away. */
const DONE_BY: Readonly<Record<BreachClockKind, BreachStepName>> = {
  'breach-report': 'report',
  'breach-response': 'answer',
  'breach-meeting': 'hold-meeting',
  'breach-minutes': 'circulate',
  'breach-action': 'complete-action',
  'breach-close': 'close',
  'breach-commissioner': 'decide-commissioner',
};

/** What a step does to the clocks: those it starts, those it ends because their duty is done, and those that fall away. */
export interface ClockChange {
  armed: BreachClock[];
  met: BreachClock[];
  cancelled: BreachClock[];
}

/** Compares the clocks before and after a step. */
export function clockChange(
  before: readonly BreachClock[],
  after: readonly BreachClock[],
  step: BreachStepName | 'noticed',
): ClockChange {
  const has = new Set(after.map(identityOf));
  const had = new Set(before.map(identityOf));
  const ended = before.filter((clock) => !has.has(identityOf(clock)));
  return {
    armed: after.filter((clock) => !had.has(identityOf(clock))),
    met: ended.filter(({ kind }) => DONE_BY[kind] === step),
    cancelled: ended.filter(({ kind }) => DONE_BY[kind] !== step),
  };
}

/** Who is waited for: agencies, or the partnership manager. Nobody once a breach has ended. */
export interface Ball {
  agencyIds: string[];
  isManager: boolean;
}

/** Who holds the ball: whoever the running clocks of paragraph 32 wait for. */
export function ballOf(clocks: readonly BreachClock[]): Ball {
  const turns = clocks.filter(({ kind }) => kind !== 'breach-commissioner').map(({ agencyId }) => agencyId);
  return {
    agencyIds: [...new Set(turns.filter((id) => id !== null))],
    isManager: turns.includes(null),
  };
}
