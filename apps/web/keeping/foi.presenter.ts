import { FOI_OUTCOMES, type FoiLine, type FoiView } from '@broker/disclosure';
import { freedomOfInformation } from '@broker/working-calendar';
import { localDateText } from '../format/dates.js';
import { dueText } from '../format/due.js';
import { presentClause } from '../format/refusal.presenter.js';
import type { Tag } from '../format/tag.js';
import { blankForm, datePartsOf, partsOf, textOf, type FormPage, type SentForm } from '../officers/form.presenter.js';
import { paths } from '../paths.js';
import { titleOf } from './foi-answer.presenter.js';
import type { Paged, PageFacts } from './keeping-pages.service.js';
import { dueOf, rowsOf, type ListPage, type OnePage, type TimelineItem } from './page-parts.js';

/** Which question a refusal is about. */
export const FOI_PLACES = {
  'working-calendar/unreadable-date': 'receivedOn',
  'disclosure/day-to-come': 'receivedOn',
  'disclosure/no-outcome': 'outcome',
  'disclosure/no-exemption-relied-on': 'considered',
  'disclosure/answered-before-receipt': 'answeredOn',
} as const;

const STATES: Record<FoiLine['state'], Tag> = {
  open: { text: 'To be answered', classes: 'govuk-tag--yellow' },
  answered: { text: 'Answered', classes: 'govuk-tag--green' },
  withdrawn: { text: 'Withdrawn', classes: 'govuk-tag--grey' },
};

/** The log of an agency. */
export function presentFoiList({ items, pages }: Paged<FoiLine>, { today, calendar, may }: PageFacts): ListPage {
  return {
    title: 'Freedom of information',
    lead: 'Requests that your agency received, each with its twenty working days. A bank holiday anywhere in the United Kingdom does not count.',
    clause: presentClause('ISA-15'),
    button: may.has('foi.log') ? { text: 'Log a request', href: paths.foiNew({}) } : null,
    tabs: [],
    entries: items.map((line) => ({
      href: paths.foiOne({ id: line.id }),
      title: line.reference,
      tag: STATES[line.state],
      lines:
        line.state === 'open'
          ? [dueText(line.dueOn, today, calendar)]
          : [{ text: line.outcome ? FOI_OUTCOMES[line.outcome] : 'The person withdrew it' }],
    })),
    empty: 'No request has been logged.',
    pages,
  };
}

/** One request. */
export function presentFoi(view: FoiView, facts: PageFacts, timeline: TimelineItem[]): OnePage {
  const { id, state, receivedOn, dueOn, words, outcome, answeredOn } = view;
  const isOpen = state === 'open';
  const counted = freedomOfInformation(facts.calendar, receivedOn);
  const due = { ...facts, clause: 'ISA-15' as const };
  return {
    title: view.reference,
    caption: 'Freedom of information request',
    back: { text: 'Freedom of information', href: paths.foi({}) },
    tag: STATES[state],
    due: isOpen ? dueOf(dueOn, due, counted.ok ? counted.value : null) : null,
    lead: '',
    purpose: '',
    actions:
      isOpen && facts.may.has('foi.answer')
        ? [
            { text: 'Record the answer', href: paths.foiAnswer({ id }), isMain: true },
            { text: 'The person withdrew it', href: paths.foiWithdrawal({ id }), isPost: true },
          ]
        : [],
    rows: rowsOf([
      ['Received on', localDateText(receivedOn)],
      ['Who asked', words?.applicant ?? null],
      ['How to reach them', words?.contact ?? null],
      ['What they asked for', words ? words.asked : 'Disposed of: its time was over'],
      ['Logged by', view.loggedBy],
      ['Answered on', answeredOn && `${localDateText(answeredOn)}${answeredOn > dueOn ? ', late' : ', in time'}`],
      ['Outcome', outcome && FOI_OUTCOMES[outcome]],
    ]),
    sections: exemptionsOf(view),
    timeline,
  };
}

function exemptionsOf({ exemptions, answerWords }: FoiView): OnePage['sections'] {
  if (exemptions.length === 0) return [];
  const parts = exemptions.map(({ section, reliedOn }) => {
    const balance = answerWords?.balances?.[section];
    return {
      title: titleOf(section),
      tag: reliedOn
        ? { text: 'Relied on', classes: 'govuk-tag--blue' }
        : { text: 'Considered', classes: 'govuk-tag--grey' },
      lines: [answerWords?.reasons[section] ?? '', balance ? `Public interest: ${balance}` : ''].filter(Boolean),
    };
  });
  return [{ title: 'Exemptions considered', parts }];
}

/** The form that logs a request. */
export const presentFoiForm = (today: string, form?: SentForm): FormPage =>
  blankForm({
    title: 'Log a freedom of information request',
    caption: 'Freedom of information',
    back: { text: 'Freedom of information', href: paths.foi({}) },
    lead: 'The twenty working days are counted from the day after your agency received it.',
    fields: [
      {
        kind: 'date',
        id: 'receivedOn',
        label: 'When did your agency receive it?',
        value: form ? datePartsOf(form, 'receivedOn') : partsOf(today),
      },
      { kind: 'text', id: 'applicant', label: 'Who asked?', value: textOf(form, 'applicant') },
      {
        kind: 'text',
        id: 'contact',
        label: 'How are they reached? (optional)',
        hint: 'An e-mail or postal address',
        value: textOf(form, 'contact'),
      },
      {
        kind: 'textarea',
        id: 'asked',
        label: 'What do they ask for?',
        hint: 'In their words',
        value: textOf(form, 'asked'),
      },
    ],
    button: 'Log the request',
  });
