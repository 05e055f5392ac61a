import {
  ACCESS_EXEMPTIONS,
  EXTENSION_REASONS,
  PARTNER_VIEWS,
  PAUSE_REASONS,
  SUBJECT_ACCESS_OUTCOMES,
  type AccessLine,
  type AccessView,
  type FoundLine,
  type Likeness,
  type QuestionView,
} from '@broker/disclosure';
import { subjectAccess } from '@broker/working-calendar';
import { localDateText } from '../format/dates.js';
import { dueText } from '../format/due.js';
import { countText } from '../format/numbers.js';
import { presentClause } from '../format/refusal.presenter.js';
import type { Tag } from '../format/tag.js';
import { paths } from '../paths.js';
import type { Paged, PageFacts } from './keeping-pages.service.js';
import { dueOf, rowsOf, type ListPage, type OnePage, type Section, type TimelineItem } from './page-parts.js';

const STATES: Record<AccessLine['state'], Tag> = {
  open: { text: 'To be answered', classes: 'govuk-tag--yellow' },
  paused: { text: 'Clock stopped', classes: 'govuk-tag--purple' },
  answered: { text: 'Answered', classes: 'govuk-tag--green' },
  withdrawn: { text: 'Withdrawn', classes: 'govuk-tag--grey' },
};

const WAITING: Tag = { text: 'Waits for the view', classes: 'govuk-tag--yellow' };
const GIVEN: Tag = { text: 'View given', classes: 'govuk-tag--green' };
const UNSORTED: Tag = { text: 'Not looked at', classes: 'govuk-tag--yellow' };
const THEIRS: Tag = { text: 'About this person', classes: 'govuk-tag--blue' };
const NOT_THEIRS: Tag = { text: 'About somebody else', classes: 'govuk-tag--grey' };

/** How sure it is that a record is about the person, in words. */
export const LIKENESS_WORDS: Readonly<Record<Likeness, string>> = {
  same: 'Same name and date of birth',
  close: 'Close spelling, or part of the date of birth',
  possible: 'Possible: less agrees',
};

const tabs = (active: 'ours' | 'asked') => [
  { text: 'Requests to us', href: paths.subjectAccess({}), active: active === 'ours' },
  { text: 'Partners’ questions', href: paths.subjectAccess({}, { which: 'asked' }), active: active === 'asked' },
];

const LIST = {
  title: 'Subject access',
  lead: 'People ask for the information that is held about them. What a partner disclosed is given out only after that partner was asked.',
  clause: presentClause('ISA-17e'),
};

/** The requests of an agency. */
export const presentAccessList = ({ items, pages }: Paged<AccessLine>, facts: PageFacts): ListPage => ({
  ...LIST,
  button: facts.may.has('subject-access.log') ? { text: 'Log a request', href: paths.subjectAccessNew({}) } : null,
  tabs: tabs('ours'),
  entries: items.map((line) => ({
    href: paths.subjectAccessOne({ id: line.id }),
    title: line.reference,
    tag: STATES[line.state],
    lines: [
      line.state === 'open' ? dueText(line.dueOn, facts.today, facts.calendar) : { text: standing(line) },
      ...(line.asked > 0
        ? [{ text: `${line.views} of ${countText(line.asked, 'partner')} asked have given a view` }]
        : []),
    ],
  })),
  empty: 'No request has been logged.',
  pages,
});

/** The questions of partners to an agency. */
export const presentQuestions = (
  { items, pages }: Paged<Omit<QuestionView, 'question' | 'words'>>,
  { today, calendar }: PageFacts,
): ListPage => ({
  ...LIST,
  button: null,
  tabs: tabs('asked'),
  entries: items.map(({ id, asking, dueOn, view }) => ({
    href: paths.subjectAccessQuestion({ id }),
    title: `${asking} asks for your view`,
    tag: view ? GIVEN : WAITING,
    lines: [view ? { text: PARTNER_VIEWS[view] } : dueText(dueOn, today, calendar)],
  })),
  empty: 'No partner has asked your agency.',
  pages,
});

const standing = ({ pausedFor, pausedOn, outcome }: AccessLine): string => {
  if (pausedFor && pausedOn) return `${PAUSE_REASONS[pausedFor]}, on ${localDateText(pausedOn)}`;
  return outcome ? SUBJECT_ACCESS_OUTCOMES[outcome] : 'The person withdrew it';
};

/** One request with what was found, whom it was asked of, and what has happened. */
export function presentAccess(view: AccessView, facts: PageFacts, timeline: TimelineItem[]): OnePage {
  const { receivedOn, extendedFor, pausedDays, words, dueOn, answeredOn } = view;
  const counted = subjectAccess(facts.calendar, receivedOn, { isExtended: extendedFor !== null, pausedDays });
  return {
    title: view.reference,
    caption: 'Subject access request',
    back: { text: 'Subject access', href: paths.subjectAccess({}) },
    tag: STATES[view.state],
    due:
      view.state === 'open' ? dueOf(dueOn, { ...facts, clause: 'ISA-17e' }, counted.ok ? counted.value : null) : null,
    lead: leadOf(view),
    purpose: '',
    actions: actionsOf(view, facts),
    rows: rowsOf([
      ['The person', words ? words.subject.fullName : 'Disposed of: its time was over'],
      ['Date of birth', words?.subject.dateOfBirth ? localDateText(words.subject.dateOfBirth) : null],
      ['Other names', words?.subject.otherNames.join(', ') ?? null],
      ['What they asked for', words?.asked ?? null],
      ['Received on', localDateText(receivedOn)],
      ['Extended', extendedFor && `By two months. ${EXTENSION_REASONS[extendedFor]}`],
      ['Clock stood still', pausedDays > 0 ? countText(pausedDays, 'day') : null],
      ['Answered on', answeredOn && `${localDateText(answeredOn)}${answeredOn > dueOn ? ', late' : ', in time'}`],
      ['Outcome', view.outcome && SUBJECT_ACCESS_OUTCOMES[view.outcome]],
      ['Exemptions relied on', view.exemptions.map((code) => ACCESS_EXEMPTIONS[code]).join('; ')],
    ]),
    sections: sectionsOf(view),
    timeline,
  };
}

function leadOf({ state, records, unsorted, consultations, pausedFor }: AccessView): string {
  if (pausedFor) return `${PAUSE_REASONS[pausedFor]}. The clock stands still until they answer.`;
  if (state !== 'open') return '';
  if (records.length === 0) return 'Nothing was found about this person. Search again if you learn of another name.';
  if (unsorted > 0) return `${countText(unsorted, 'record')} found: say which are about this person.`;
  const waiting = consultations.filter(({ view }) => view === null).length;
  return waiting > 0 ? `Waits for the view of ${countText(waiting, 'partner')}.` : 'The person can be answered.';
}

function actionsOf(
  { id, state, unsorted, extendedFor, consultations }: AccessView,
  { may }: PageFacts,
): OnePage['actions'] {
  if (!may.has('subject-access.carry-on')) return [];
  const resume = { text: 'The person has answered', href: paths.subjectAccessResumption({ id }), isMain: true };
  const withdraw = { text: 'The person withdrew it', href: paths.subjectAccessWithdrawal({ id }), isPost: true };
  if (state === 'paused') return [resume, withdraw];
  if (state !== 'open') return [];
  const sort = { text: 'Say which records are theirs', href: paths.subjectAccessRecords({ id }), isMain: true };
  const answer = { text: 'Record the answer', href: paths.subjectAccessAnswer({ id }), isMain: unsorted === 0 };
  const isWaiting = consultations.some(({ view }) => view === null);
  return [
    ...(unsorted > 0 ? [sort] : isWaiting ? [] : [answer]),
    { text: 'Stop the clock', href: paths.subjectAccessPause({ id }) },
    ...(extendedFor ? [] : [{ text: 'Extend by two months', href: paths.subjectAccessExtension({ id }) }]),
    ...(unsorted === 0 && isWaiting ? [{ ...answer, isMain: false }] : []),
    { text: 'Search again', href: paths.subjectAccessSearch({ id }), isPost: true },
    withdraw,
  ];
}

function sectionsOf({ records, consultations, answer }: AccessView): Section[] {
  const found = {
    title: 'What your agency holds',
    text: 'Records found by the index, the surest first.',
    parts: records.map(({ reference, occurredOn, from, likeness, isTheirs }) => ({
      title: reference,
      tag: isTheirs === null ? UNSORTED : isTheirs ? THEIRS : NOT_THEIRS,
      lines: [
        `${localDateText(occurredOn)}, ${from ? `from ${from}` : 'your own agency'}. ${LIKENESS_WORDS[likeness]}.`,
      ],
    })),
  };
  const asked = {
    title: 'Partners asked',
    parts: consultations.map(({ partner, view, exemptions, dueOn, words, answeredBy }) => ({
      title: partner,
      tag: view ? { ...GIVEN, text: PARTNER_VIEWS[view] } : WAITING,
      lines: [
        view ? '' : `Due by ${localDateText(dueOn)}. After that the person can be answered without it.`,
        exemptions.map((code) => ACCESS_EXEMPTIONS[code]).join('; '),
        words ?? '',
        answeredBy ? `Given by ${answeredBy}.` : '',
      ].filter(Boolean),
    })),
  };
  return [
    ...(records.length > 0 ? [found] : []),
    ...(consultations.length > 0 ? [asked] : []),
    ...(answer ? [{ title: 'What the person was told', text: answer }] : []),
  ];
}

/** A record as a choice: what it is, when, from whom and how sure. */
export const recordText = ({ reference, occurredOn, from, likeness }: FoundLine): string =>
  `${reference} of ${localDateText(occurredOn)}, ${from ? `disclosed by ${from}` : 'your own agency’s'}. ${LIKENESS_WORDS[likeness]}`;

/** A partner's question to an agency, answered or not. */
export function presentQuestion(view: QuestionView, timeline: TimelineItem[]): OnePage {
  const { question, exemptions, words } = view;
  return {
    title: `${view.asking} asks for your view`,
    caption: 'Subject access',
    back: { text: 'Partners’ questions', href: paths.subjectAccess({}, { which: 'asked' }) },
    tag: view.view ? GIVEN : WAITING,
    due: null,
    lead: '',
    purpose: '',
    actions: [],
    rows: rowsOf([
      ['The person', question?.subject.fullName ?? 'Disposed of: its time was over'],
      [
        'What your agency disclosed',
        question?.records.map((one) => `${one.reference} of ${localDateText(one.occurredOn)}`).join(', ') ?? null,
      ],
      ['Your agency’s view', view.view && PARTNER_VIEWS[view.view]],
      ['Exemptions', exemptions.map((code) => ACCESS_EXEMPTIONS[code]).join('; ')],
      ['Reasons', words],
      ['Given by', view.answeredBy],
    ]),
    sections: [],
    timeline,
  };
}
