import type { BreachView } from '@broker/breach';
import { readMoment } from '@broker/working-calendar';
import { paths } from '../paths.js';
import { area, choices, NOBODY, type BreachForm } from './breach-form.js';
import { dateField, dateOf, listOf, textOf, type Choice, type Field, type Sent } from './form-fields.js';

const withoutFields = (): Field[] => [];

/** The forms of the steps after the report. */
export const STEP_FORMS: BreachForm[] = [
  {
    name: 'receipt',
    act: 'breach.receive',
    title: 'Acknowledge the report',
    intro: 'The time is recorded. For a partner in breach the days to answer are counted from now.',
    button: 'Acknowledge',
    fields: withoutFields,
    command: () => ({ step: 'receive' }),
  },
  {
    name: 'answer',
    act: 'breach.answer',
    title: 'Report back',
    intro: 'Every partner reads the answer. Once issued it stands.',
    button: 'Issue the answer',
    fields: (_, sent) => [
      {
        kind: 'radios',
        id: 'position',
        label: 'Was there a breach?',
        items: choices(
          [
            ['accepted', 'Our agency accepts that there was a breach'],
            ['disputed', 'Our agency disputes it; the partners talk about it at their meeting'],
          ],
          sent ? listOf(sent, 'position') : [],
        ),
      },
      area('answer', 'What has your agency found, and what has it done?', NOBODY, sent),
    ],
    command: (form) => ({
      step: 'answer',
      position: textOf(form, 'position') as 'accepted',
      text: textOf(form, 'answer'),
    }),
  },
  {
    name: 'meeting',
    act: 'breach.meet',
    title: 'Call the partners’ meeting',
    button: 'Call the meeting',
    fields: (_, sent) => [
      dateField('meets', 'On which day?', 'For example 27 11 2026.', sent),
      {
        kind: 'input',
        id: 'time',
        label: 'At what time?',
        hint: 'For example 14:30.',
        width: '5',
        value: sent ? textOf(sent, 'time') : '',
      },
      {
        kind: 'input',
        id: 'place',
        label: 'Where?',
        hint: 'A room, or “by video”.',
        value: sent ? textOf(sent, 'place') : '',
      },
    ],
    command: (form) => {
      const moment = readMoment(
        `${dateOf(form, 'meets')}T${textOf(form, 'time').trim().replace('.', ':').padStart(5, '0')}`,
      );
      return { step: 'call-meeting', at: moment.ok ? moment.value.toISOString() : '', place: textOf(form, 'place') };
    },
  },
  {
    name: 'attendance',
    act: 'breach.meet',
    title: 'Record the meeting',
    button: 'Record the meeting',
    fields: ({ view }, sent) => [
      dateField('met', 'On which day did the partners meet?', 'For example 27 11 2026.', sent),
      {
        kind: 'checkboxes',
        id: 'attended',
        label: 'Which partners were there?',
        items: choices(partnersOf(view), sent ? listOf(sent, 'attended') : []),
      },
    ],
    command: (form) => ({ step: 'hold-meeting', on: dateOf(form, 'met'), attended: listOf(form, 'attended') }),
  },
  {
    name: 'minutes',
    act: 'breach.meet',
    title: 'Write the minutes',
    intro: 'They can be put right until they are circulated.',
    button: 'Save the minutes',
    more: 'Add another action',
    fields: ({ view }, sent) => [
      area('minutes', 'What did the partners agree?', NOBODY, sent, view.breach.minutes ?? ''),
      ...actionPlaces(view.breach.actions.length, sent).map((at) => actionField(view, sent, at)),
    ],
    command: (form) => ({
      step: 'minute',
      text: textOf(form, 'minutes'),
      actions: actionPlaces(0, form).flatMap((at) => actionOf(form, at)),
    }),
  },
  {
    name: 'circulate',
    act: 'breach.meet',
    title: 'Circulate the minutes',
    intro: 'Every partner receives them and acknowledges them. Afterwards they stand.',
    button: 'Circulate',
    fields: withoutFields,
    command: () => ({ step: 'circulate' }),
  },
  {
    name: 'minutes-receipt',
    act: 'breach.receive',
    title: 'Acknowledge the minutes',
    button: 'Acknowledge',
    fields: withoutFields,
    command: () => ({ step: 'receive-minutes' }),
  },
  {
    name: 'done',
    act: 'breach.act',
    title: 'Record an action as done',
    button: 'Record as done',
    fields: ({ view, actionId }, sent) => [
      {
        kind: 'radios',
        id: 'action',
        label: 'Which one is done?',
        items: view.breach.actions
          .filter(({ doneAt }) => doneAt === null)
          .map(({ id, text }, _, all) => ({
            value: id,
            text,
            checked: all.length === 1 || id === (sent ? textOf(sent, 'action') : actionId),
          })),
      },
      area('note', 'What was done?', NOBODY, sent),
    ],
    command: (form) => ({ step: 'complete-action', actionId: textOf(form, 'action'), note: textOf(form, 'note') }),
  },
  {
    name: 'close',
    act: 'breach.close',
    title: 'Close the breach',
    intro: 'Everything that was agreed is done. The history stays as it is.',
    button: 'Close the breach',
    fields: withoutFields,
    command: () => ({ step: 'close' }),
  },
  {
    name: 'withdraw',
    act: 'breach.withdraw',
    title: 'Withdraw the report',
    intro: 'The breach ends here. Every partner that had the report is told the reason.',
    button: 'Withdraw',
    isWarning: true,
    fields: (_, sent) => [area('reason', 'Why is it withdrawn?', NOBODY, sent)],
    command: (form) => ({ step: 'withdraw', reason: textOf(form, 'reason') }),
  },
  {
    name: 'merge',
    act: 'breach.merge',
    title: 'Merge it into another breach',
    intro: 'This breach ends here, and goes on within the other one.',
    button: 'Merge',
    isWarning: true,
    fields: ({ mergeable }, sent) => [
      {
        kind: 'radios',
        id: 'into',
        label: 'Into which one?',
        items: choices(
          mergeable.map(({ id, number }) => [id, `Breach ${number}`] as const),
          sent ? listOf(sent, 'into') : [],
        ),
      },
    ],
    command: (form) => ({ step: 'merge', into: textOf(form, 'into') }),
    next: ({ breach, id }) => paths.breach({ id: breach.end?.into ?? id }),
  },
];

/** Partners that have the report, and the one that sent it. */
const partnersOf = ({ breach, names }: BreachView): [string, string][] =>
  [breach.allegingAgencyId, ...breach.receipts.map(({ agencyId }) => agencyId)].map((id) => [id, names[id] ?? id]);

/** The minutes of one meeting hold no more actions than this. */
const ACTIONS_MAX = 50;

/** The places for actions on the page: one at least, those that are known or were sent, and one more when it is asked for. */
function actionPlaces(known: number, sent: Sent | null): number[] {
  const filled = sent ? Object.keys(sent).filter((name) => /^action-\d+-text$/.test(name)).length : known;
  const more = sent && textOf(sent, 'more') ? 1 : 0;
  return Array.from({ length: Math.min(Math.max(filled + more, 1), ACTIONS_MAX) }, (_, at) => at);
}

function actionField(view: BreachView, sent: Sent | null, at: number): Field {
  const known = view.breach.actions[at];
  const value = (name: string, stored = ''): string => (sent ? textOf(sent, `action-${at}-${name}`) : stored);
  const select = (items: readonly (readonly [string, string])[], chosen: string): Choice[] =>
    items.map(([one, text]) => ({ value: one, text, selected: one === chosen }));
  const { items } = dateField(`action-${at}-due`, '', '', sent, known?.dueOn ?? '');
  return {
    kind: 'action',
    id: `action-${at}`,
    label: `Action or sanction ${at + 1}`,
    hint: 'Leave it empty if there is none.',
    text: value('text', known?.text),
    kinds: select(
      [
        ['action', 'Action'],
        ['sanction', 'Sanction'],
      ],
      value('kind', known?.kind ?? 'action'),
    ),
    owners: select([['', 'Choose a partner'], ...partnersOf(view)], value('owner', known?.ownerAgencyId)),
    date: { kind: 'date', items },
  };
}

function actionOf(form: Sent, at: number) {
  const [text, owner, dueOn] = [
    textOf(form, `action-${at}-text`),
    textOf(form, `action-${at}-owner`),
    dateOf(form, `action-${at}-due`),
  ];
  if (!text.trim() && !owner && !dueOn) return [];
  const kind = textOf(form, `action-${at}-kind`) === 'sanction' ? ('sanction' as const) : ('action' as const);
  return [{ kind, text, ownerAgencyId: owner, dueOn }];
}
