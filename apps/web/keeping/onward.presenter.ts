import type { OnwardLine, OnwardView } from '@broker/disclosure';
import { localDateText, momentText } from '../format/dates.js';
import { dueText } from '../format/due.js';
import { presentClause } from '../format/refusal.presenter.js';
import type { Tag } from '../format/tag.js';
import { blankForm, datePartsOf, partsOf, textOf, type FormPage, type SentForm } from '../officers/form.presenter.js';
import { paths } from '../paths.js';
import type { Paged, PageFacts } from './keeping-pages.service.js';
import { dueOf, rowsOf, type ListPage, type OnePage, type TimelineItem } from './page-parts.js';

/** Which question a refusal is about. */
export const ONWARD_PLACES = {
  'disclosure/no-recipient': 'recipientAgencyId',
  'disclosure/two-recipients': 'recipientName',
  'disclosure/not-a-partner': 'recipientAgencyId',
  'disclosure/back-to-owner': 'recipientAgencyId',
  'disclosure/no-decision': 'decision',
  'disclosure/onward-decided': 'decision',
  'disclosure/day-to-come': 'on',
  'disclosure/owner-has-not-agreed': 'on',
  'working-calendar/unreadable-date': 'on',
} as const;

const STATES: Record<OnwardLine['state'], Tag> = {
  asked: { text: 'Waits for the owner', classes: 'govuk-tag--yellow' },
  agreed: { text: 'The owner agreed', classes: 'govuk-tag--green' },
  refused: { text: 'Refused', classes: 'govuk-tag--red' },
  passed: { text: 'Passed on', classes: 'govuk-tag--grey' },
};

const OUTSIDE = 'somebody outside the partners';

/** What is asked of the agency (`owner`), or by it (`asking`). */
export function presentOnwardList(
  { items, pages }: Paged<OnwardLine>,
  side: 'owner' | 'asking',
  { today, calendar }: PageFacts,
): ListPage {
  return {
    title: 'Passing on',
    lead: 'What a partner disclosed is not passed on to anybody unless that partner agrees. A question that it does not answer in time is refused.',
    clause: presentClause('ISA-26'),
    button: null,
    tabs: [
      { text: 'Asked of us', href: paths.onward({}), active: side === 'owner' },
      { text: 'Asked by us', href: paths.onward({}, { which: 'asking' }), active: side === 'asking' },
    ],
    entries: items.map((line) => ({
      href: paths.onwardOne({ id: line.id }),
      title: `${line.reference}: to ${line.recipient ?? OUTSIDE}`,
      tag: STATES[line.state],
      lines: [
        { text: side === 'owner' ? `${line.asking} asks.` : `${line.owner} decides.` },
        ...(line.state === 'asked' ? [dueText(line.dueOn, today, calendar)] : []),
      ],
    })),
    empty:
      side === 'owner'
        ? 'No partner has asked.'
        : 'Your agency has not asked. You can ask from the page of a disclosure.',
    pages,
  };
}

/** One question. */
export function presentOnward(view: OnwardView, purpose: string, facts: PageFacts, timeline: TimelineItem[]): OnePage {
  const { id, side, state, words, decidedAt, isByDefault, passedOn } = view;
  const decide = side === 'owner' && state === 'asked' && facts.may.has('onward.decide');
  const pass = side === 'asking' && state === 'agreed' && facts.may.has('onward.pass');
  return {
    title: `May it be passed on to ${view.recipient ?? OUTSIDE}?`,
    caption: view.reference,
    back: { text: 'Passing on', href: paths.onward({}, side === 'owner' ? {} : { which: 'asking' }) },
    tag: STATES[state],
    due: state === 'asked' ? dueOf(view.dueOn, { ...facts, clause: 'ISA-26' }) : null,
    lead: isByDefault
      ? 'It was not answered in time, which counts as a refusal.'
      : state === 'asked'
        ? 'It is refused until the owner agrees.'
        : '',
    purpose: `It was disclosed for this purpose, and may be used for no other: ${purpose}`,
    actions: [
      ...(decide ? [{ text: 'Decide', href: paths.onwardDecision({ id }), isMain: true }] : []),
      ...(pass ? [{ text: 'Record that it was passed on', href: paths.onwardPassing({ id }), isMain: true }] : []),
    ],
    rows: rowsOf([
      ['Asked by', `${view.askedBy}, ${view.asking}`],
      ['Asked on', momentText(view.askedAt)],
      ['Disclosed by', view.owner],
      ['To be passed on to', view.recipient ?? words?.recipientName ?? 'Disposed of: its time was over'],
      ['What of it', words?.what ?? null],
      ['Why', words?.why ?? null],
      ['Decided on', decidedAt && momentText(decidedAt)],
      [state === 'refused' ? 'Reasons' : 'Conditions', view.decision],
      ['Passed on', passedOn && localDateText(passedOn)],
      ['How', view.passing],
    ]),
    sections: [],
    timeline,
  };
}

/** The form that asks the owner. @param partners who can be chosen. */
export function askForm(
  source: { disclosureId: string; purpose: string; owner: string },
  partners: readonly { agencyId: string; agency: string }[],
  form?: SentForm,
): FormPage {
  const chosen = textOf(form, 'recipientAgencyId');
  return blankForm({
    title: 'Ask whether it may be passed on',
    caption: `Disclosed by ${source.owner}`,
    back: { text: 'Back to the disclosure', href: paths.disclosure({ id: source.disclosureId }) },
    lead: `${source.owner} has five working days. Until it agrees, nothing may be passed on. The purpose stays: ${source.purpose}`,
    fields: [
      {
        kind: 'select',
        id: 'recipientAgencyId',
        label: 'Which partner is to have it?',
        items: [
          { value: '', text: 'Somebody outside the partners', checked: chosen === '' },
          ...partners
            .filter(({ agency }) => agency !== source.owner)
            .map(({ agencyId, agency }) => ({ value: agencyId, text: agency, checked: chosen === agencyId })),
        ],
      },
      {
        kind: 'text',
        id: 'recipientName',
        label: 'Or who outside the partners?',
        hint: 'The organisation, not a person’s name',
        value: textOf(form, 'recipientName'),
      },
      {
        kind: 'textarea',
        id: 'what',
        label: 'What of it is to be passed on?',
        hint: 'The least that will do',
        value: textOf(form, 'what'),
      },
      { kind: 'textarea', id: 'why', label: 'Why does the purpose need it?', value: textOf(form, 'why') },
    ],
    button: 'Ask the owner',
  });
}

/** The form by which the owner decides. */
export const decisionForm = ({ id, reference, asking, recipient, words }: OnwardView, form?: SentForm): FormPage =>
  blankForm({
    title: 'May it be passed on?',
    caption: reference,
    back: { text: reference, href: paths.onwardOne({ id }) },
    lead: `${asking} wants to pass on to ${recipient ?? words?.recipientName ?? OUTSIDE}: ${words?.what ?? ''}`,
    fields: [
      {
        kind: 'radios',
        id: 'decision',
        label: 'Your agency’s decision',
        items: [
          { value: 'refused', text: 'No, it stays where it is', checked: textOf(form, 'decision') === 'refused' },
          { value: 'agreed', text: 'Yes, it may be passed on', checked: textOf(form, 'decision') === 'agreed' },
        ],
      },
      {
        kind: 'textarea',
        id: 'words',
        label: 'The reasons, or the conditions',
        hint: 'The partner reads this.',
        value: textOf(form, 'words'),
      },
    ],
    button: 'Decide',
  });

/** The form that records the passing on. */
export const passingForm = ({ id, reference, decision }: OnwardView, today: string, form?: SentForm): FormPage =>
  blankForm({
    title: 'Record that it was passed on',
    caption: reference,
    back: { text: reference, href: paths.onwardOne({ id }) },
    lead: `The owner agreed: ${decision ?? ''}`,
    fields: [
      { kind: 'date', id: 'on', label: 'When?', value: form ? datePartsOf(form, 'on') : partsOf(today) },
      { kind: 'textarea', id: 'words', label: 'To whom exactly, and how?', value: textOf(form, 'words') },
    ],
    button: 'Record it',
  });
