import { INFORMATION, isPersonal, missingOf, stepDeadline, type BreachView } from '@broker/breach';
import type { HolidayCalendar } from '@broker/working-calendar';
import { localDateText } from '../format/dates.js';
import { numberText } from '../format/numbers.js';
import { paths } from '../paths.js';

/** The answers of a report before it is sent, and what happens when it has been. */
export interface ReportPage {
  caption: string;
  back: string;
  href: string;
  rows: {
    key: { text: string };
    value: { text: string; classes: string };
    actions: { items: { href: string; text: string; visuallyHiddenText: string }[] };
  }[];
  isComplete: boolean;
  /** The last day for sending it, in words. */
  due: string;
  /** What happens next, once it is sent. */
  next: string[];
  errors: { text: string; href: string }[];
}

/** Shows the answers with the way to change each. */
export function presentReport({ id, number, breach, names }: BreachView, calendar: HolidayCalendar): ReportPage {
  const { report } = breach;
  const due = stepDeadline(breach, 'report', report.awareOn, calendar);
  const accused = report.accused.map((one) => names[one] ?? one).join(', ');
  const people = report.people === null ? 'Not known' : numberText(report.people);
  const row = (step: string, key: string, value: string) => ({
    key: { text: key },
    value: { text: value || 'Not answered yet', classes: 'broker-break' },
    actions: {
      items: [{ href: paths.breachStep({ id, step }), text: 'Change', visuallyHiddenText: key.toLowerCase() }],
    },
  });
  const answerBy = breach.reported && stepDeadline(breach, 'response', breach.reported.on, calendar);
  return {
    caption: `Breach ${number}`,
    back: paths.breaches({}),
    href: paths.breach({ id }),
    rows: [
      row('aware', 'Became aware on', localDateText(report.awareOn)),
      row('partners', 'Alleged to be in breach', accused),
      row('happened', 'What happened', report.whatHappened ?? ''),
      row('information', 'Information concerned', report.information.map((one) => INFORMATION[one]).join('; ')),
      row('people', 'People concerned', report.isPeopleTold ? people : ''),
    ],
    isComplete: missingOf(report) === null,
    due: due.ok ? localDateText(due.value.dueOn) : '',
    next: [
      `Every other signatory has the report now: ${breach.receipts.length} partners. Each receipt is recorded.`,
      answerBy?.ok
        ? `${accused} reports back within 5 days of receipt: by ${localDateText(answerBy.value.dueOn)} if it acknowledges the report today.`
        : '',
      'All partners meet within 10 days of the answer.',
      ...(isPersonal(report)
        ? ['Each partner in breach decides within 72 hours whether to notify the Information Commissioner.']
        : []),
    ].filter(Boolean),
    errors: [],
  };
}
