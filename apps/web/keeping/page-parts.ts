import type { Clause, LocalDate } from '@broker/kernel';
import type { LedgerEvidence } from '@broker/ledger';
import { AUDIT_EVENTS } from '@broker/ledger';
import { explain, type Deadline, type HolidayCalendar } from '@broker/working-calendar';
import { momentText } from '../format/dates.js';
import { dueText } from '../format/due.js';
import type { Pages } from '../format/pages.js';
import { presentClause, type ClauseView } from '../format/refusal.presenter.js';
import type { Tag } from '../format/tag.js';

/** One entry of a list. */
export interface Entry {
  href: string;
  title: string;
  tag: Tag;
  lines: { text: string; isLate?: boolean }[];
}

/** A page that lists things of one kind (template keeping/list). */
export interface ListPage {
  title: string;
  lead: string;
  clause: ClauseView;
  button: { text: string; href: string } | null;
  tabs: { text: string; href: string; active: boolean }[];
  entries: Entry[];
  empty: string;
  pages: Pages | null;
}

/** A row of a summary list. */
export interface Row {
  key: { text: string };
  value: { text: string; classes: string };
}

/** A part of a page about one thing. */
export interface Section {
  title: string;
  text?: string;
  rows?: Row[];
  parts?: { title: string; tag?: Tag; lines: string[] }[];
  table?: { caption: string; columns: string[]; rows: string[][] };
}

/** A page about one thing (template keeping/one). */
export interface OnePage {
  title: string;
  caption: string;
  back: { text: string; href: string };
  tag: Tag;
  due: { text: string; isLate: boolean; clause: ClauseView; why: string[] } | null;
  lead: string;
  /** The purpose, wherever information is shown (ISA-18). */
  purpose: string;
  actions: { text: string; href: string; isPost?: boolean; isMain?: boolean }[];
  rows: Row[];
  sections: Section[];
  timeline: TimelineItem[];
}

/** What has happened, as the log tells it. */
export interface TimelineItem {
  title: string;
  timestamp: string;
  at: string;
  clause: ClauseView;
  text: string;
}

/** Rows of a summary list; those without a text are left out. */
export const rowsOf = (rows: readonly (readonly [string, string | null])[]): Row[] =>
  rows.flatMap(([key, text]) => (text ? [{ key: { text: key }, value: { text, classes: 'broker-break' } }] : []));

/** Entries of the log about a thing, newest first: what each event means. */
export const timelineOf = (entries: readonly LedgerEvidence[]): TimelineItem[] =>
  entries
    .filter(({ leaf }) => !leaf.event.startsWith('Deadline') && leaf.event !== 'NoticeSent')
    .map(({ leaf }) => ({
      title: AUDIT_EVENTS[leaf.event].meaning,
      timestamp: leaf.at,
      at: momentText(new Date(leaf.at)),
      clause: presentClause(leaf.clause),
      text: '',
    }));

/** The next date, with its explanation where its clock is known. */
export function dueOf(
  dueOn: LocalDate,
  { today, calendar, clause }: { today: LocalDate; calendar: HolidayCalendar; clause: Clause },
  counted: Deadline | null = null,
): OnePage['due'] {
  const why = counted && counted.dueOn === dueOn ? explain(counted, counted.startsWhen) : [];
  return { ...dueText(dueOn, today, calendar), clause: presentClause(clause), why };
}
