import { accept, refuse, type LocalDate, type Result } from '@broker/kernel';
import type { BreachReading, HolidayCalendar } from '@broker/working-calendar';
import type { Breach } from './breach.js';
import { clockChange, clocksOf, type ClockChange } from './breach-clocks.js';
import type { BreachCommand, BreachEvent, EventOf } from './breach-messages.js';
import { notNow } from './breach-refusals.js';
import { BREACH_WORKFLOW } from './breach-workflow.js';
import { answer, decideCommissioner, decideIndividuals, receive } from './decide-answer.js';
import {
  callMeeting,
  circulate,
  close,
  completeAction,
  holdMeeting,
  minute,
  receiveMinutes,
} from './decide-meeting.js';
import type { BreachContext } from './breach-context.js';
import { amend, awareFault, merge, report, withdraw } from './decide-report.js';
import { beginning, evolve } from './evolve.js';

/** What a command does: the event, the breach after it, and what it does to the clocks. */
export interface Decision {
  event: BreachEvent;
  breach: Breach;
  clocks: ClockChange;
}

type Known = Exclude<BreachEvent, { step: 'noticed' }>;

/**
 * The only function that answers "may this happen to this breach?".
 * @returns what it does; null where the same was done before and nothing is left to do (a receipt acknowledged twice); or the
 * refusal `breach/not-now` for a step that the state does not allow, otherwise that of the first rule that is broken.
 */
export function decide(breach: Breach, command: BreachCommand, context: BreachContext): Result<Decision | null> {
  if (!BREACH_WORKFLOW[breach.state][command.step]) return refuse(refusalNow(breach, command, context));
  const event = eventOf(breach, command, context);
  if (!event.ok) return event;
  if (event.value === null) return accept(null);
  return decided(breach, event.value, evolve(breach, event.value), context.calendar);
}

/** Opens a breach with the day on which the actor's agency became aware of it (ISA-32a). */
export function notice(
  wanted: { id: string; partnershipId: string; awareOn: LocalDate; reading: BreachReading },
  context: BreachContext,
): Result<Decision> {
  const fault = awareFault(wanted.awareOn, context);
  if (fault) return refuse(fault);
  const event: EventOf<'noticed'> = {
    step: 'noticed',
    at: context.now.toISOString(),
    id: wanted.id,
    partnershipId: wanted.partnershipId,
    agencyId: context.actor.agencyId,
    reading: wanted.reading,
    report: {
      awareOn: wanted.awareOn,
      accused: [],
      whatHappened: null,
      information: [],
      people: null,
      isPeopleTold: false,
    },
  };
  return decided(null, event, beginning(event), context.calendar);
}

function decided(
  before: Breach | null,
  event: BreachEvent,
  after: Breach,
  calendar: HolidayCalendar,
): Result<Decision> {
  const had = before ? clocksOf(before, calendar) : accept([]);
  if (!had.ok) return had;
  const has = clocksOf(after, calendar);
  if (!has.ok) return has;
  return accept({ event, breach: after, clocks: clockChange(had.value, has.value, event.step) });
}

/** Where the state forbids a step, a more telling reason goes before the general one. */
function refusalNow(breach: Breach, command: BreachCommand, context: BreachContext) {
  const isTelling = command.step === 'answer' || command.step === 'complete-action' || command.step === 'close';
  if (isTelling && breach.state !== 'noticed') {
    const ruled = eventOf(breach, command, context);
    if (!ruled.ok && TELLING.has(ruled.refusal.code)) return ruled.refusal;
  }
  return notNow(breach.state, command.step);
}

const TELLING = new Set(['breach/already-answered', 'breach/action-already-done', 'breach/actions-open']);

function eventOf(breach: Breach, command: BreachCommand, context: BreachContext): Result<Known | null> {
  switch (command.step) {
    case 'amend':
      return amend(breach, command, context);
    case 'report':
      return report(breach, context);
    case 'receive':
      return receive(breach, context);
    case 'answer':
      return answer(breach, command, context);
    case 'call-meeting':
      return callMeeting(breach, command, context);
    case 'hold-meeting':
      return holdMeeting(breach, command, context);
    case 'minute':
      return minute(breach, command, context);
    case 'circulate':
      return circulate(breach, context);
    case 'receive-minutes':
      return receiveMinutes(breach, context);
    case 'complete-action':
      return completeAction(breach, command, context);
    case 'close':
      return close(breach, context);
    case 'withdraw':
      return withdraw(breach, command, context);
    case 'merge':
      return merge(breach, command, context);
    case 'decide-commissioner':
      return decideCommissioner(breach, command, context);
    default:
      return decideIndividuals(breach, command, context);
  }
}
