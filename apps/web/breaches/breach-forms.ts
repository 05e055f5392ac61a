import {
  INFORMATION,
  isOpen,
  type BreachCommand,
  type BreachView,
  type Information,
  type NotificationContent,
} from '@broker/breach';
import type { Act } from '@broker/identity';
import { readMoment } from '@broker/working-calendar';
import { paths } from '../paths.js';
import { countOf, dateField, dateOf, listOf, textOf, type Choice, type Field, type Sent } from './form-fields.js';

/** What a form is made of: the breach, the agencies to choose from, and the other breaches it could be merged into. */
export interface FormFacts {
  view: BreachView;
  agencyId: string;
  /** Signatories but the actor's own agency. */
  others: readonly { agencyId: string; agency: string }[];
  mergeable: readonly BreachView[];
  actionId: string;
}

/** One page that does one step of a breach. */
export interface BreachForm {
  /** Last part of its address. */
  name: string;
  act: Act;
  title: string;
  intro?: string;
  button: string;
  isWarning?: true;
  /** @param sent what was sent before and refused; null on the first look. */
  fields(facts: FormFacts, sent: Sent | null): Field[];
  command(form: Sent, facts: FormFacts): BreachCommand;
  /** Where it goes on; the breach itself when left out. */
  then?(view: BreachView): string;
}

const area = (id: string, label: string, hint: string, sent: Sent | null, value = ''): Field => ({
  kind: 'textarea',
  id,
  label,
  hint,
  value: sent ? textOf(sent, id) : value,
});

const NOBODY = 'In plain words, without naming anybody.';

const choices = (from: readonly (readonly [string, string])[], chosen: readonly string[]): Choice[] =>
  from.map(([value, text]) => ({ value, text, checked: chosen.includes(value) }));

const check = ({ id }: BreachView): string => paths.breachStep({ id, step: 'report' });

/** The questions of the report, one a page, saved as one goes (ISA-32a). */
const QUESTIONS: BreachForm[] = [
  {
    name: 'aware',
    act: 'breach.report',
    title: 'When did your agency become aware?',
    button: 'Save and continue',
    fields: ({ view }, sent) => [
      dateField(
        'aware',
        'When did your agency become aware?',
        'The day on which somebody in your agency first knew. The five working days for the report are counted from it.',
        sent,
        view.breach.report.awareOn,
      ),
    ],
    command: (form) => ({ step: 'amend', answers: { awareOn: dateOf(form, 'aware') } }),
    then: ({ id }) => paths.breachStep({ id, step: 'partners' }),
  },
  {
    name: 'partners',
    act: 'breach.report',
    title: 'Which partner is alleged to be in breach?',
    button: 'Save and continue',
    fields: ({ view, others }, sent) => [
      {
        kind: 'checkboxes',
        id: 'accused',
        label: 'Which partner is alleged to be in breach?',
        hint: 'Choose every partner that it concerns. Each answers for itself.',
        items: choices(
          others.map(({ agencyId, agency }) => [agencyId, agency] as const),
          sent ? listOf(sent, 'accused') : view.breach.report.accused,
        ),
      },
    ],
    command: (form) => ({ step: 'amend', answers: { accused: listOf(form, 'accused') } }),
    then: ({ id }) => paths.breachStep({ id, step: 'happened' }),
  },
  {
    name: 'happened',
    act: 'breach.report',
    title: 'What happened?',
    button: 'Save and continue',
    fields: ({ view }, sent) => [
      area('happened', 'What happened?', NOBODY, sent, view.breach.report.whatHappened ?? ''),
    ],
    command: (form) => ({ step: 'amend', answers: { whatHappened: textOf(form, 'happened') } }),
    then: ({ id }) => paths.breachStep({ id, step: 'information' }),
  },
  {
    name: 'information',
    act: 'breach.report',
    title: 'What information is concerned?',
    button: 'Save and continue',
    fields: ({ view }, sent) => [
      {
        kind: 'checkboxes',
        id: 'information',
        label: 'What information is concerned?',
        hint: 'Choose all that apply. With personal information the 72 hours of the Information Commissioner run as well.',
        items: choices(
          Object.entries(INFORMATION),
          sent ? listOf(sent, 'information') : view.breach.report.information,
        ),
      },
    ],
    command: (form) => ({ step: 'amend', answers: { information: listOf(form, 'information') as Information[] } }),
    then: ({ id }) => paths.breachStep({ id, step: 'people' }),
  },
  {
    name: 'people',
    act: 'breach.report',
    title: 'How many people is the information about?',
    button: 'Save and continue',
    fields: ({ view }, sent) => [
      {
        kind: 'input',
        id: 'people',
        label: 'How many people is the information about?',
        hint: 'A whole number. Leave it empty if that is not known yet.',
        width: '5',
        value: sent ? textOf(sent, 'people') : String(view.breach.report.people ?? ''),
      },
    ],
    command: (form) => ({ step: 'amend', answers: { people: countOf(form, 'people') } }),
    then: check,
  },
];

/** Names of the questions in their order. */
export const QUESTION_NAMES: readonly string[] = QUESTIONS.map(({ name }) => name);

const withoutFields = (): Field[] => [];

const STEPS: BreachForm[] = [
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
    fields: ({ view }, sent) => [
      area('minutes', 'What did the partners agree?', NOBODY, sent, view.breach.minutes ?? ''),
      ...[0, 1, 2].map((at) => actionField(view, sent, at)),
    ],
    command: (form) => ({
      step: 'minute',
      text: textOf(form, 'minutes'),
      actions: [0, 1, 2].flatMap((at) => actionOf(form, at)),
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
    then: ({ breach, id }) => paths.breach({ id: breach.end?.into ?? id }),
  },
  {
    name: 'commissioner',
    act: 'breach.answer',
    title: 'The Information Commissioner',
    intro:
      'Notify within 72 hours of becoming aware, unless a risk to anybody is unlikely. The decision is recorded either way.',
    button: 'Record the decision',
    fields: (_, sent) => commissionerFields(sent),
    command: (form) => ({
      step: 'decide-commissioner',
      notify: textOf(form, 'notify') === 'yes',
      reason: textOf(form, 'notify') === '' ? '' : textOf(form, 'why'),
      content: contentOf(form),
      lateReasons: textOf(form, 'late'),
    }),
  },
  {
    name: 'individuals',
    act: 'breach.answer',
    title: 'Telling the people concerned',
    intro: 'They are told where the risk to them is high (UK GDPR Article 34; Data Protection Act 2018, section 68).',
    button: 'Record the decision',
    fields: (_, sent) => [
      {
        kind: 'radios',
        id: 'tell',
        label: 'Are they told?',
        items: choices(
          [
            ['yes', 'Yes'],
            ['no', 'No'],
          ],
          sent ? listOf(sent, 'tell') : [],
        ),
      },
      area('why', 'Why?', NOBODY, sent),
    ],
    command: (form) => ({
      step: 'decide-individuals',
      tell: textOf(form, 'tell') === 'yes',
      reason: textOf(form, 'tell') === '' ? '' : textOf(form, 'why'),
    }),
  },
];

/** Every form of a breach but the sending of the report, which has its own page. */
export const BREACH_FORMS: readonly BreachForm[] = [...QUESTIONS, ...STEPS];

/** Partners that have the report, and the one that sent it. */
const partnersOf = ({ breach, names }: BreachView): [string, string][] =>
  [breach.allegingAgencyId, ...breach.receipts.map(({ agencyId }) => agencyId)].map((id) => [id, names[id] ?? id]);

/** Other breaches that a breach can be merged into: reported, not yet met about, not ended. */
export const mergeableInto = (views: readonly BreachView[], id: string): BreachView[] =>
  views.filter(({ id: other, breach }) => other !== id && breach.reported && !breach.met && isOpen(breach.state));

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

function commissionerFields(sent: Sent | null): Field[] {
  const line = (id: string, label: string): Field => ({
    kind: 'input',
    id,
    label,
    width: '5',
    value: sent ? textOf(sent, id) : '',
  });
  const only = 'Only where the Commissioner is notified.';
  return [
    {
      kind: 'radios',
      id: 'notify',
      label: 'Does your agency notify the Information Commissioner?',
      items: choices(
        [
          ['yes', 'Yes'],
          ['no', 'No, a risk to anybody is unlikely'],
        ],
        sent ? listOf(sent, 'notify') : [],
      ),
    },
    area('why', 'Why?', NOBODY, sent),
    area('nature', 'What is the nature of the breach?', only, sent),
    line('people', 'People concerned, if known'),
    line('records', 'Records concerned, if known'),
    {
      kind: 'input',
      id: 'contact',
      label: 'Whom can the Commissioner ask?',
      hint: 'The post of the data protection officer, not a name.',
      value: sent ? textOf(sent, 'contact') : '',
    },
    area('consequences', 'What are the likely consequences?', only, sent),
    area('measures', 'What has been done about it?', only, sent),
    area('late', 'If more than 72 hours have passed, why?', only, sent),
  ];
}

const contentOf = (form: Sent): NotificationContent => ({
  nature: textOf(form, 'nature'),
  people: countOf(form, 'people'),
  records: countOf(form, 'records'),
  contact: textOf(form, 'contact'),
  consequences: textOf(form, 'consequences'),
  measures: textOf(form, 'measures'),
});

/** At which field a refusal is shown. */
const FIELD_OF: Readonly<Record<string, string>> = {
  'answer-missing': 'answer',
  'place-missing': 'place',
  'nobody-attended': 'attended',
  'attended-by-non-partner': 'attended',
  'action-incomplete': 'action-0',
  'action-owner-not-a-partner': 'action-0',
  'action-due-before-meeting': 'action-0',
  'note-missing': 'note',
  'decision-reason-missing': 'why',
  'notification-incomplete': 'nature',
  'late-reasons-missing': 'late',
  'individuals-reason-missing': 'why',
};

/** The field that a refusal belongs to; the first of the form where none is named; null in a form without fields. */
export function fieldOf(code: string, fields: readonly Field[]): string | null {
  const named = FIELD_OF[code.replace('breach/', '')];
  return fields.find(({ id }) => id === named)?.id ?? fields[0]?.id ?? null;
}
