import { explain, inWords, READINGS, weekdayOf, type Counting, type Deadline } from '@broker/working-calendar';
import { columns } from '../client/shown.js';

const WIDTH = 112;

/** A deadline in sentences, its own reading first and the other one beside it. */
export function deadlineText(deadline: Deadline): string[] {
  const { clause, authority, duty, other } = deadline;
  const countings = [deadline, ...(other ? [other] : [])];
  return [
    ...wrapped(`${duty} (${clause}; ${authority}).`, ''),
    '',
    columns(countings.map(({ dueOn, reading }) => ['', `${inWords(dueOn)} (${dueOn})`, READINGS[reading]])),
    '',
    ...countings.flatMap((counting) => countingText(counting, deadline.startsWhen)),
  ];
}

/** One counting in sentences, under the name of its reading. */
export const countingText = (
  counting: Counting,
  startsWhen: string,
  name: string = READINGS[counting.reading],
): string[] => [
  `${name[0]!.toUpperCase()}${name.slice(1)}:`,
  ...explain(counting, startsWhen).flatMap((sentence) => wrapped(sentence, '  ')),
  '',
];

/** A text in lines of a readable width; where the text is indented, lines after its first a little more. */
export function wrapped(text: string, indent: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`${last !== undefined && indent ? `${indent}  ` : indent}${word}`);
  }
  return lines;
}

/** A deadline for programs: dates as YYYY-MM-DD, weekdays in words. */
export const deadlineJson = ({ clause, authority, duty, startsWhen, other, ...counting }: Deadline): object => ({
  clause,
  authority,
  duty,
  startsWhen,
  ...countingJson(counting, startsWhen),
  other: other && countingJson(other, startsWhen),
});

/** One counting for programs. */
export const countingJson = (counting: Counting, startsWhen: string): object => ({
  reading: counting.reading,
  startOn: counting.startOn,
  dueOn: counting.dueOn,
  dueWeekday: weekdayOf(counting.dueOn),
  rule: counting.rule,
  counted: counting.counted,
  skipped: counting.skipped,
  calendar: counting.calendar,
  explanation: explain(counting, startsWhen),
});
