import { SEVERITIES, type FindingState, type FindingView } from '@broker/audit';
import type { Actor } from '@broker/identity';
import { londonDate, type LocalDate, type Refusal } from '@broker/kernel';
import { dayItems } from '../format/date-fields.js';
import { localDateText, momentText } from '../format/dates.js';
import type { Tag } from '../format/tag.js';
import { paths } from '../paths.js';
import { auditTabs, type AuditTab } from './log.presenter.js';
import { exceptionTitle } from './log-words.js';

const TAGS: Record<FindingState, Tag> = {
  open: { text: 'Waits for the agency', classes: 'govuk-tag--orange' },
  answered: { text: 'Waits for the auditor', classes: 'govuk-tag--yellow' },
  closed: { text: 'Closed', classes: 'govuk-tag--grey' },
};

/** What the page of findings shows. */
export interface FindingsPage {
  tabs: AuditTab[] | null;
  findings: { href: string; text: string; about: string; tag: Tag; due: string; isLate: boolean }[];
}

/** The findings that the reader may see, those not closed first. */
export const presentFindings = (findings: readonly FindingView[], actor: Actor, now: Date): FindingsPage => ({
  tabs: actor.role === 'auditor' ? auditTabs(paths.findings({})) : null,
  findings: findings.map((finding) => ({
    href: paths.finding({ id: finding.id }),
    text: `Finding ${finding.number}: ${SEVERITIES[finding.severity].toLowerCase()}`,
    about: `Record ${finding.reference} of ${finding.agency}`,
    tag: TAGS[finding.state],
    ...dueOf(finding, londonDate(now)),
  })),
});

const dueOf = ({ state, followUpOn }: FindingView, today: LocalDate): { due: string; isLate: boolean } => {
  const isLate = state !== 'closed' && followUpOn < today;
  return {
    due: state === 'closed' ? '' : `${isLate ? 'Late: was due by' : 'By'} ${localDateText(followUpOn)}`,
    isLate,
  };
};

type Faults = { errors: { text: string; href: string }[]; fieldErrors: Record<string, { text: string }> };

/** What the page of one finding shows. */
export interface FindingPage extends Faults {
  title: string;
  tag: Tag;
  due: string;
  isLate: boolean;
  words: string;
  rows: { key: { text: string }; value: { text: string; classes: string } }[];
  record: string | null;
  /** Where the agency says what it has done. */
  answer: { href: string; words: string } | null;
  /** Where the auditor closes it, or asks again with another day. */
  follow: { href: string; mayReopen: boolean; words: string; followUpOn: ReturnType<typeof dayItems> } | null;
}

/** @param sent what came back with a refusal. */
export function presentFinding(
  finding: FindingView,
  actor: Actor,
  now: Date,
  sent: { refusal?: Refusal; words?: string; followUpOn?: string } = {},
): FindingPage {
  const { id, state } = finding;
  const mayAnswer = state === 'open' && actor.role === 'designated-officer' && actor.agencyId === finding.agencyId;
  const mayFollow = state !== 'closed' && actor.role === 'auditor';
  const rows: [string, string][] = [
    ['About', `Record ${finding.reference} of ${finding.agency}`],
    ['How grave', SEVERITIES[finding.severity]],
    ['Rule', finding.rule ? exceptionTitle(finding.rule) : ''],
    ['Sample', finding.sampleNumber === null ? '' : `Sample ${finding.sampleNumber}`],
    ['Found by', `${finding.finder}, on ${momentText(finding.foundAt)}`],
    ['Answer of the agency', finding.answer ?? ''],
    [
      'Answered by',
      finding.answerer && finding.answeredAt ? `${finding.answerer}, on ${momentText(finding.answeredAt)}` : '',
    ],
    ['The auditor said', finding.auditorWords ?? ''],
    ['Closed by', finding.closer && finding.closedAt ? `${finding.closer}, on ${momentText(finding.closedAt)}` : ''],
  ];
  return {
    title: `Finding ${finding.number}`,
    tag: TAGS[state],
    ...dueOf(finding, londonDate(now)),
    words: finding.words,
    rows: rows
      .filter(([, text]) => text !== '')
      .map(([key, text]) => ({ key: { text: key }, value: { text, classes: 'broker-break' } })),
    record: actor.role === 'auditor' ? paths.logRecord({ id: finding.recordId }) : null,
    answer: mayAnswer ? { href: paths.findingAnswer({ id }), words: sent.words ?? '' } : null,
    follow: mayFollow
      ? {
          href: paths.findingFollowUp({ id }),
          mayReopen: state === 'answered',
          words: sent.words ?? '',
          followUpOn: dayItems(sent.followUpOn ?? null, sent.refusal?.code === 'audit/finding-follow-up'),
        }
      : null,
    ...faultsOf(sent.refusal),
  };
}

function faultsOf(refusal?: Refusal): Faults {
  if (!refusal) return { errors: [], fieldErrors: {} };
  const isDay = refusal.code === 'audit/finding-follow-up';
  const text = `${refusal.message} ${refusal.mend}`;
  return {
    errors: [{ text, href: isDay ? '#followUpOn-day' : '#words' }],
    fieldErrors: { [isDay ? 'followUpOn' : 'words']: { text } },
  };
}
