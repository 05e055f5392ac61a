import type { DeadlineView, ExplainedDeadline } from '@broker/deadlines';
import { explain, READINGS, type Counting } from '@broker/working-calendar';
import { localDateText, momentText } from '../format/dates.js';
import { presentClause, type ClauseView } from '../format/refusal.presenter.js';
import { paths } from '../paths.js';
import { stateTag, whoText } from './deadlines.presenter.js';
import type { Tag } from '../format/tag.js';

/** One way of counting: the sentences, and each day with what became of it. */
export interface CountingView {
  /** `Literal reading`. */
  reading: string;
  due: string;
  sentences: string[];
  days: { day: string; outcome: string; isCounted: boolean }[];
}

/** A deadline and why it falls on its date. */
export interface DeadlinePage {
  back: string;
  heading: string;
  tag: Tag;
  due: string;
  who: string;
  clause: ClauseView;
  authority: string | null;
  done: string | null;
  counting: CountingView | null;
  other: CountingView | null;
  /** Dates it had before the calendar changed, the latest first. */
  earlier: { due: string; until: string }[];
  /** What else there is to say of how the date came about. */
  remarks: string[];
}

/** @param facts `versions`: every version, the first one first; `agencies`: names by id. */
export function presentDeadline(facts: {
  explained: ExplainedDeadline;
  versions: readonly DeadlineView[];
  agencies: ReadonlyMap<string, string>;
  now: Date;
}): DeadlinePage {
  const { explained, versions, agencies, now } = facts;
  const { deadline, title, counted } = explained;
  return {
    back: paths.deadlines({}),
    heading: title,
    tag: stateTag(deadline, now),
    due: counted?.dueAt ? momentText(counted.dueAt) : `By the end of ${localDateText(deadline.dueOn)}`,
    who: whoText(deadline, agencies),
    clause: presentClause(deadline.clause),
    authority: counted?.authority ?? null,
    done: deadline.closedAt && deadline.state !== 'armed' ? momentText(deadline.closedAt) : null,
    counting: counted && presentCounting(counted, counted.startsWhen),
    other: counted?.other ? presentCounting(counted.other, counted.startsWhen) : null,
    earlier: versions
      .filter(({ state, version }) => state === 'superseded' && version < deadline.version)
      .toReversed()
      .map(({ dueOn, closedAt }) => ({ due: localDateText(dueOn), until: closedAt ? momentText(closedAt) : '' })),
    remarks: remarksOn(explained),
  };
}

const remarksOn = ({ deadline, counted }: ExplainedDeadline): string[] => {
  if (counted) return [];
  if (deadline.clock === null) return ['The date is fixed: it was not counted in days, and no day off moves it.'];
  return [
    `The date was counted with edition ${deadline.calendarVersion} of the calendar, which this installation no longer holds. It stands as it was counted.`,
  ];
};

function presentCounting(counting: Counting, startsWhen: string): CountingView {
  const number = new Map(counting.counted.map((on, at) => [on, at + 1]));
  const days = [
    ...counting.counted.map((on) => ({ on, outcome: `Day ${number.get(on)}`, isCounted: true })),
    ...counting.skipped.map(({ on, reason }) => ({ on, outcome: `Not counted: ${reason}`, isCounted: false })),
  ];
  const reading = READINGS[counting.reading];
  return {
    reading: `${reading[0]!.toUpperCase()}${reading.slice(1)}`,
    due: localDateText(counting.dueOn),
    sentences: explain(counting, startsWhen).filter((sentence) => !/^(Counted|Skipped|Moved on past): /.test(sentence)),
    days: days.sort((a, b) => (a.on < b.on ? -1 : 1)).map(({ on, ...day }) => ({ day: localDateText(on), ...day })),
  };
}
