import {
  COUNT_MAX,
  EXCEPTION_RULES,
  SUBJECT_ROLES,
  writeLogFilter,
  type ExceptionId,
  type LogCount,
  type LogFilter,
  type LogPage,
  type LogRow,
} from '@broker/audit';
import { barChart } from '../charts/bar-chart.js';
import { dayItems } from '../format/date-fields.js';
import { localDateText, momentText } from '../format/dates.js';
import { countText, numberText } from '../format/numbers.js';
import { presentClause, type ClauseView } from '../format/refusal.presenter.js';
import type { Tag } from '../format/tag.js';
import { paths } from '../paths.js';
import type { LogFilterView } from './log-filter.presenter.js';
import {
  channelText,
  exceptionTitle,
  flowText,
  maskedPerson,
  outcomeTag,
  titleOfRow,
  type AgreementWords,
} from './log-words.js';

/** One row of the log on the page. */
export interface LogLine {
  title: string;
  href: string;
  flow: string;
  when: string;
  outcome: Tag;
  /** The person, masked; null for a row about a dataset. */
  person: { mask: string; code: string; role: string; same: string | null } | null;
  grounds: string;
  officer: string;
  isConvictionData: boolean;
  isIncomplete: boolean;
  isDisposed: boolean;
  exceptions: string[];
  /** The proof mark: where the entry about it stands in the log of evidence. */
  proof: { href: string; text: string } | null;
}

/** What the page of the disclosure log shows. */
export interface LogListPage {
  tabs: AuditTab[];
  filter: LogFilterView;
  errors: { text: string; href: string }[];
  count: string;
  lines: LogLine[];
  /** The next page, and the way back to the newest rows. */
  pages: { next?: { href: string; text: string }; previous?: { href: string; text: string } } | null;
  csv: string | null;
  json: string | null;
}

/** A place among those where auditors work. */
export interface AuditTab {
  text: string;
  href: string;
  active: boolean;
}

/** The places where auditors work, the present one marked. */
export const auditTabs = (active: string): AuditTab[] =>
  [
    { text: 'Disclosure log', href: paths.disclosureLog({}) },
    { text: 'Exceptions', href: paths.logExceptions({}) },
    { text: 'Reveals', href: paths.reveals({}) },
    { text: 'Samples', href: paths.samples({}) },
    { text: 'Findings', href: paths.findings({}) },
  ].map((tab) => ({ ...tab, active: tab.href === active }));

/** @param facts `after`: where the page begins, empty on the first; `mayExport`: whether files are offered. */
export function presentLog(facts: {
  page: LogPage;
  count: LogCount;
  filter: LogFilter;
  after: string;
  view: LogFilterView;
  words: AgreementWords;
  mayExport: boolean;
}): LogListPage {
  const { page, count, filter, after, view, words, mayExport } = facts;
  const written = writeLogFilter(filter);
  const next = page.next && { href: paths.disclosureLog({}, { ...written, after: page.next }), text: 'Older' };
  const previous = after && { href: paths.disclosureLog({}, written), text: 'Newest' };
  return {
    tabs: auditTabs(paths.disclosureLog({})),
    filter: view,
    errors: view.errors,
    count: countWords(count),
    lines: page.rows.map((row) => lineOf(row, words)),
    pages: next || previous ? { ...(next && { next }), ...(previous && { previous }) } : null,
    csv: mayExport ? paths.disclosureLogCsv({}, written) : null,
    json: mayExport ? paths.disclosureLogJson({}, written) : null,
  };
}

const countWords = ({ count, isMore }: LogCount): string =>
  isMore ? `More than ${numberText(COUNT_MAX)} entries` : countText(count, 'entry', 'entries');

/** A row as a line; also where it stands by itself. */
export function lineOf(row: LogRow, { purposes, gateways }: AgreementWords): LogLine {
  const isRecord = row.kind === 'record';
  const when = row.occurredOn ? localDateText(row.occurredOn) : `Entered ${momentText(row.enteredAt)}`;
  return {
    title: titleOfRow(row),
    href: isRecord ? paths.logRecord({ id: row.id }) : paths.release({ id: row.releaseId ?? '' }),
    flow: flowText(row),
    when: `${when}. ${channelText(row.channel)}.`,
    outcome: outcomeTag(row.outcome),
    person: isRecord
      ? {
          ...maskedPerson(row.personCode),
          role: SUBJECT_ROLES[row.subjectRole ?? ''] ?? '',
          same: row.personCode ? paths.disclosureLog({}, { samePersonAs: row.id }) : null,
        }
      : null,
    grounds: [
      row.purpose && (purposes[row.purpose] ?? row.purpose),
      row.gateway && (gateways[row.gateway] ?? row.gateway),
    ]
      .filter(Boolean)
      .join('. '),
    officer: row.officer ?? 'No officer named',
    isConvictionData: row.convictionData,
    isIncomplete: row.state === 'incomplete',
    isDisposed: row.disposedAt !== null,
    exceptions: row.exceptions.map(exceptionTitle),
    proof: row.proof && {
      href: paths.proof({ eventId: row.proof.eventId }),
      text:
        row.proof.sequence === null
          ? 'waits for its place in the log of evidence'
          : `entry ${numberText(row.proof.sequence)} of the log of evidence`,
    },
  };
}

/** What the page of exceptions shows. */
export interface ExceptionsPage {
  tabs: AuditTab[];
  period: string;
  /** The first and the last day, as date inputs. */
  days: { name: string; label: string; items: ReturnType<typeof dayItems> }[];
  total: string;
  svg: string;
  rules: { title: string; words: string; clause: ClauseView; count: string; href: string | null }[];
}

/** The rules with how often each finds something in a period, the most frequent first. */
export function presentExceptions(
  counts: readonly { rule: ExceptionId; count: number }[],
  { from, to }: { from: string; to: string },
): ExceptionsPage {
  const found = new Map(counts.map(({ rule, count }) => [rule, count]));
  const rules = EXCEPTION_RULES.map((rule) => ({ ...rule, count: found.get(rule.id) ?? 0 })).toSorted(
    (a, b) => b.count - a.count,
  );
  const bars = rules.filter(({ count }) => count > 0).map(({ title, count }) => ({ name: title, value: count }));
  const total = rules.reduce((sum, { count }) => sum + count, 0);
  return {
    tabs: auditTabs(paths.logExceptions({})),
    period: `Entered from ${localDateText(from)} to ${localDateText(to)}`,
    days: [
      { name: 'from', label: 'Entered from', items: dayItems(from) },
      { name: 'to', label: 'Entered to', items: dayItems(to) },
    ],
    total: total === 0 ? 'The rules find nothing.' : `The rules find ${countText(total, 'exception')}.`,
    svg: bars.length > 0 ? barChart({ id: 'exceptions', title: 'Exceptions by rule', unit: 'records', bars }) : '',
    rules: rules.map(({ id, title, words, clause, count }) => ({
      title,
      words,
      clause: presentClause(clause),
      count: numberText(count),
      href: count > 0 ? paths.disclosureLog({}, { exception: id, from, to }) : null,
    })),
  };
}
