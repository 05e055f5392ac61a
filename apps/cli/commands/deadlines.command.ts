import { RefusedError, type Result } from '@broker/kernel';
import {
  breachTimeline,
  commissionerNotification,
  complaintAcknowledgement,
  DIVISIONS,
  freedomOfInformation,
  quarterlyReturn,
  readMoment,
  subjectAccess,
  type BreachEvents,
  type BreachReading,
  type Deadline,
  type Division,
  type HolidayCalendar,
  type HoursDeadline,
} from '@broker/working-calendar';
import { Option, type Command } from 'commander';
import { say, sayJson } from '../client/shown.js';
import { breachJson, breachText } from '../deadlines/shown-breach.js';
import { groundOf } from '../deadlines/installation.js';
import { deadlineJson, deadlineText, wrapped } from '../deadlines/shown-deadline.js';

interface Shown {
  json?: boolean;
  asDelivered?: boolean;
}

interface BreachOptions extends Shown {
  aware: string;
  reported?: string;
  received?: string;
  answered?: string;
  met?: string;
  division: Division;
  partnership?: string;
}

/**
 * Adds `broker deadlines …`: when something is due and why. It needs neither server nor network; where a database is set up, the days
 * that operators have added to the calendar count too.
 */
export function register(program: Command): void {
  const deadlines = program
    .command('deadlines')
    .description('tell when something is due, and how the days were counted; exit code 2 when refused');
  registerBreach(deadlines);
  registerRequests(deadlines);
  registerOthers(deadlines);
}

function registerBreach(deadlines: Command): void {
  clock(deadlines, 'breach', 'the four clocks of a breach of the agreement, in both readings (ISA-32)')
    .requiredOption('--aware <date>', 'when the partner alleging the breach became aware of it, YYYY-MM-DD')
    .option('--reported <date>', 'when it was reported to the other partners')
    .option('--received <date>', 'when the partner in breach received the report')
    .option('--answered <date>', 'when that partner issued its response')
    .option('--met <date>', 'when the partners met')
    .option('--partnership <name or id>', 'whose agreement says which reading binds')
    .addOption(division())
    .action(breach);
}

function registerRequests(deadlines: Command): void {
  const RECEIVED = ['--received <date>', 'the day of receipt, YYYY-MM-DD'] as const;
  clock(deadlines, 'sar', 'answering a subject access request (ISA-17e)')
    .requiredOption(...RECEIVED)
    .option('--extended', 'extended by two months')
    .addOption(division())
    .action(({ received, extended, division, ...shown }: Shown & Request & { extended?: boolean }) =>
      counted(shown, (calendar) => subjectAccess(calendar, received, { isExtended: extended === true, division })),
    );
  clock(deadlines, 'foi', 'answering a freedom of information request (ISA-15)')
    .requiredOption(...RECEIVED)
    .action(({ received, ...shown }: Shown & Request) =>
      counted(shown, (calendar) => freedomOfInformation(calendar, received)),
    );
  clock(deadlines, 'complaint', 'acknowledging a complaint by a data subject (ISA-33)')
    .requiredOption(...RECEIVED)
    .addOption(division())
    .action(({ received, division, ...shown }: Shown & Request) =>
      counted(shown, (calendar) => complaintAcknowledgement(calendar, received, division)),
    );
}

interface Request {
  received: string;
  division: Division;
}

function registerOthers(deadlines: Command): void {
  clock(deadlines, 'ico', 'notifying the Information Commissioner of a personal data breach: 72 hours')
    .requiredOption(
      '--aware <moment>',
      'London time as 2026-03-28T15:30, with a zone as 2026-03-28T15:30Z, or a day alone',
    )
    .action(({ aware, json }: Shown & { aware: string }) => ico(aware, json));
  clock(deadlines, 'quarter', 'disclosing the datasets of a quarter (ISA-11)')
    .requiredOption('--of <quarter>', 'the quarter as 2026Q3, or any day in it, YYYY-MM-DD')
    .action(({ of, json }: Shown & { of: string }) => show(quarterlyReturn(of), json));
}

const clock = (deadlines: Command, name: string, description: string): Command =>
  deadlines
    .command(name)
    .description(description)
    .option('--json', 'print JSON, dates as YYYY-MM-DD')
    .option('--as-delivered', 'leave out the days that operators have added to the calendar');

const division = (): Option =>
  new Option('--division <name>', 'whose bank holidays count').choices(DIVISIONS).default('england-and-wales');

async function breach({ partnership, division, json, asDelivered, ...dates }: BreachOptions): Promise<void> {
  const events: BreachEvents = {
    awareOn: dates.aware,
    reportedOn: dates.reported,
    receivedOn: dates.received,
    answeredOn: dates.answered,
    metOn: dates.met,
  };
  const { calendar, binding } = await groundOf({ partnership, asDelivered });
  const inReading = (reading: BreachReading) => accepted(breachTimeline(calendar, events, { reading, division }));
  const readings = { literal: inReading('literal'), working: inReading('working') };
  const both = { awareOn: dates.aware, division, calendar, binding, ...readings };
  if (json) sayJson(breachJson(both));
  else sayLines(breachText(both));
}

async function counted(
  { json, asDelivered }: Shown,
  count: (calendar: HolidayCalendar) => Result<Deadline>,
): Promise<void> {
  const { calendar } = await groundOf({ asDelivered });
  show(count(calendar), json);
}

function show(found: Result<Deadline>, json = false): void {
  const deadline = accepted(found);
  if (json) sayJson(deadlineJson(deadline));
  else sayLines(deadlineText(deadline));
}

function ico(aware: string, json = false): void {
  const deadline: HoursDeadline = commissionerNotification(accepted(readMoment(aware)));
  if (json) return sayJson(deadline);
  const { duty, clause, authority, explanation } = deadline;
  sayLines([`${duty} (${clause}; ${authority}).`, ...explanation].flatMap((text) => wrapped(text, '')));
}

const sayLines = (lines: string[]): void => say(lines.join('\n').trimEnd());

/** The value, or the refusal on its way to the one place that tells it. */
function accepted<T>(result: Result<T>): T {
  if (!result.ok) throw new RefusedError(result.refusal);
  return result.value;
}
