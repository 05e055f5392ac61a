import type { ActorNames } from '@broker/agreement';
import { datasetById, DATASETS } from '@broker/catalogue';
import type { DeadlineView } from '@broker/deadlines';
import type { RequestView } from '@broker/disclosure';
import { endedPeriodAt, type ReleaseView, type SubmissionView } from '@broker/exchange';
import { londonDate, type Refusal } from '@broker/kernel';
import { deadlineWording } from '@broker/notices';
import { addDays, type HolidayCalendar } from '@broker/working-calendar';
import { dueText } from '../format/due.js';
import { localDateText, momentText, periodText, rangeText } from '../format/dates.js';
import { presentClause, presentRefusal, type ClauseView, type RefusalView } from '../format/refusal.presenter.js';
import { paths } from '../paths.js';

/** One thing that waits for this person. */
export interface Task {
  title: string;
  text: string;
  clause: ClauseView;
  href: string;
  button: string;
  /** By when, in words; absent where there is no date. */
  due?: { text: string; isLate: boolean };
}

/** What the home page shows. */
export interface HomePage {
  /** Why nothing may flow to or from the agency; null when it may. */
  closed: RefusalView | null;
  tasks: Task[];
  underWay: { title: string; href: string }[];
  coming: { title: string; text: string; clause: ClauseView }[];
}

/** What the home page is made of: the newest submissions of the agency, its releases, and those of others that it has not collected. */
export interface HomeFacts {
  now: Date;
  /** The open deadlines that reach the agency, the one due first on top. */
  deadlines: readonly DeadlineView[];
  /** Counts the working days that are left. */
  calendar: HolidayCalendar;
  names: ActorNames | null;
  closed: Refusal | null;
  mayDecide: boolean;
  /** Requests of the agency that are not sent yet, and those whose decision this person could agree to. */
  drafts: readonly RequestView[];
  toSecond: readonly RequestView[];
  submissions: SubmissionView[];
  ourReleases: ReleaseView[];
  waiting: ReleaseView[];
}

/** A deadline further away than this is still to come. */
const NEAR_DAYS = 30;

/** What these deadlines bring happens without anybody: information is disposed of at its time (ISA-23). */
const BY_THEMSELVES = ['retention-end'];

/** Puts what needs the person first, the late and the near before what has no date, then what runs by itself, then what comes. */
export function presentHome(facts: HomeFacts): HomePage {
  const toDecide = facts.mayDecide ? facts.submissions.filter(({ state }) => state === 'checked') : [];
  const near = addDays(londonDate(facts.now), NEAR_DAYS);
  const deadlines = facts.deadlines.filter(({ kind }) => !BY_THEMSELVES.includes(kind));
  return {
    closed: facts.closed && presentRefusal(facts.closed),
    tasks: [
      ...deadlines.filter(({ dueOn }) => dueOn <= near).map((deadline) => duty(deadline, facts)),
      ...facts.toSecond.map(seconding),
      ...toDecide.map(decision),
      ...(facts.mayDecide ? toMend(facts.submissions).map(mending) : []),
      ...facts.waiting.map(collecting),
      ...facts.drafts.map(drafting),
    ],
    underWay: facts.submissions
      .filter(({ state }) => state === 'received' || state === 'checking')
      .map(({ id, datasetId, fileName }) => ({
        title: `${titleOf(datasetId)}, ${fileName}`,
        href: paths.submission({ id }),
      })),
    coming: [...(facts.closed ? [] : coming(facts)), ...laterDuties(deadlines.filter(({ dueOn }) => dueOn > near))],
  };
}

function duty({ kind, subject, clause, dueOn }: DeadlineView, { now, calendar }: HomeFacts): Task {
  const { title, waiting, button, path } = deadlineWording(kind);
  const due = dueText(dueOn, londonDate(now), calendar);
  return { title, text: waiting, clause: presentClause(clause), href: path(subject), button, due };
}

/** Deadlines of one kind on one day are one line. */
function laterDuties(deadlines: readonly DeadlineView[]): HomePage['coming'] {
  const days = new Map<string, DeadlineView[]>();
  for (const one of deadlines)
    days.set(`${one.kind} ${one.dueOn}`, [...(days.get(`${one.kind} ${one.dueOn}`) ?? []), one]);
  return [...days.values()].map(([first, ...others]) => ({
    title: deadlineWording(first!.kind).title + (others.length > 0 ? ` (${others.length + 1})` : ''),
    text: `By ${localDateText(first!.dueOn)}.`,
    clause: presentClause(first!.clause),
  }));
}

/** Refused files that nothing newer of the same dataset has followed. */
export function toMend(submissions: readonly SubmissionView[]): SubmissionView[] {
  return submissions.filter(
    ({ state, datasetId, uploadedAt }) =>
      state === 'refused' &&
      !submissions.some((other) => other.datasetId === datasetId && other.uploadedAt > uploadedAt),
  );
}

const titleOf = (datasetId: string): string => datasetById(datasetId)?.title ?? datasetId;

const decision = ({ id, datasetId, periodFrom, periodTo, checkedAt }: SubmissionView): Task => ({
  title: `Decide on ${titleOf(datasetId)} for ${rangeText(periodFrom ?? '', periodTo ?? '')}`,
  text: `The file passed its check${checkedAt ? ` on ${momentText(checkedAt)}` : ''}. Partners see nothing of it until you release it.`,
  clause: presentClause('ISA-11'),
  href: paths.submission({ id }),
  button: 'Look at it and decide',
});

const seconding = ({ id, reference, decidedByName }: RequestView): Task => ({
  title: `Look at the decision on request ${reference ?? ''}`,
  text: `${decidedByName ?? 'An officer of your agency'} would authorise it. A second officer has to agree before anything goes out.`,
  clause: presentClause('ISA-30'),
  href: paths.requestStep({ id, step: 'second' }),
  button: 'Look at it',
});

const drafting = ({ id, startedAt, holdingAgency }: RequestView): Task => ({
  title: `Finish your request${holdingAgency ? ` to ${holdingAgency}` : ''}`,
  text: `It was begun on ${momentText(startedAt)} and has not been sent.`,
  clause: presentClause('ISA-24'),
  href: paths.requestCheck({ id }),
  button: 'Go on with it',
});

const mending = ({ id, datasetId, fileName, refusal }: SubmissionView): Task => ({
  title: `Mend your file for ${titleOf(datasetId)}`,
  text: `${fileName} was refused. ${refusal?.message ?? ''}`,
  clause: presentClause(refusal?.clause ?? 'ISA-9'),
  href: paths.submission({ id }),
  button: 'See how to mend it',
});

const collecting = ({ id, datasetId, agency, periodFrom, periodTo, releasedAt, purposeText }: ReleaseView): Task => ({
  title: `Collect ${titleOf(datasetId)} for ${rangeText(periodFrom, periodTo)}`,
  text: `${agency} released it on ${momentText(releasedAt)} for this purpose: ${purposeText}`,
  clause: presentClause('ISA-11'),
  href: paths.release({ id }),
  button: 'Look at it and collect',
});

/** The datasets of the information period that ended last, until the agency has released all three months (SI 2007/1831 reg 3). */
function coming({ now, names, ourReleases }: HomeFacts): HomePage['coming'] {
  const period = endedPeriodAt(londonDate(now));
  return DATASETS.filter(({ holderKinds }) => holderKinds.some((kind) => kind === names?.agencyKind)).flatMap(
    (dataset) => {
      const released = ourReleases.filter(({ datasetId }) => datasetId === dataset.id);
      const missing = period.months.filter(
        (month) => !released.some(({ periodFrom, periodTo }) => periodFrom <= month && month <= periodTo),
      );
      if (missing.length === 0) return [];
      return {
        title: `${dataset.title} for ${rangeText(period.first, period.last)}`,
        text: `By ${localDateText(period.dueOn)}. Still to release: ${missing.map(periodText).join(', ')}.`,
        clause: presentClause(dataset.paragraph),
      };
    },
  );
}
