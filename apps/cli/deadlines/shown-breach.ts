import { inWords, READINGS, type Division, type TimelineStep } from '@broker/working-calendar';
import { columns } from '../client/shown.js';
import type { Ground } from './installation.js';
import { countingJson, countingText, wrapped } from './shown-deadline.js';

/** The timelines of one breach in both readings of paragraph 32, step by step in the same order. */
export interface BothReadings extends Ground {
  awareOn: string;
  division: Division;
  literal: readonly TimelineStep[];
  working: readonly TimelineStep[];
}

/** The four dates in both readings, then how each comes about. */
export function breachText({ awareOn, literal, working, binding }: BothReadings): string[] {
  const rows = literal.map((step, at) => [step.deadline.clause, step.step, due(step), due(working[at]!)]);
  return [
    `The partner alleging the breach became aware on ${inWords(awareOn)}.`,
    'A step that you give no date for is taken as done on its last day.',
    '',
    columns([['CLAUSE', 'STEP', 'DUE, LITERAL READING', 'DUE, WORKING-DAY READING'], ...rows]),
    '',
    ...wrapped(`${bindingText(binding)} The working-day reading counts working days throughout.`, ''),
    '',
    ...literal.flatMap((step, at) => stepText(step, working[at]!)),
  ];
}

function bindingText(binding: Ground['binding']): string {
  const literal = 'it counts every day, except that paragraph 32(a) says working days itself.';
  if (!binding) return `The literal reading binds unless the agreement says otherwise: ${literal}`;
  const binds = `The ${READINGS[binding.reading]} binds the ${binding.partnership} by its agreement.`;
  return `${binds} The literal reading is as the paragraph is worded: ${literal}`;
}

function due({ deadline, isLate, doneOn }: TimelineStep): string {
  const late = isLate ? ', done late' : doneOn ? ', done in time' : '';
  return `${inWords(deadline.dueOn)} (${deadline.dueOn})${late}`;
}

function stepText(literal: TimelineStep, working: TimelineStep): string[] {
  const { clause, duty } = literal.deadline;
  return [
    ...wrapped(`${clause}  ${duty}.`, ''),
    '',
    ...(areAlike(literal, working)
      ? reading(literal, 'both readings')
      : [literal, working].flatMap((step) => reading(step))),
  ];
}

const reading = ({ deadline, startIsTold }: TimelineStep, name?: string): string[] =>
  countingText(deadline, `${deadline.startsWhen}${startIsTold ? '' : ' (assumed)'}`, name);

/** Tells whether both readings count the same days by the same rule, as paragraph 32(a) does. */
const areAlike = ({ deadline: one }: TimelineStep, { deadline: two }: TimelineStep): boolean =>
  one.rule === two.rule && one.startOn === two.startOn;

/** The four dates in both readings, for programs. */
export const breachJson = ({ awareOn, division, calendar, binding, literal, working }: BothReadings): object => ({
  awareOn,
  division,
  calendarVersion: calendar.version,
  readings: { literal: READINGS.literal, working: READINGS.working },
  bindingReading: binding?.reading ?? 'literal',
  partnership: binding?.partnership ?? null,
  steps: literal.map((step, at) => ({
    clause: step.deadline.clause,
    step: step.step,
    duty: step.deadline.duty,
    startsWhen: step.deadline.startsWhen,
    doneOn: step.doneOn,
    literal: oneReading(step),
    working: oneReading(working[at]!),
  })),
});

const oneReading = ({ deadline, startIsTold, isLate }: TimelineStep): object => ({
  ...countingJson(deadline, deadline.startsWhen),
  startIsAssumed: !startIsTold,
  isLate,
});
