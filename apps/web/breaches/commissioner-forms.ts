import type { NotificationContent, Regime } from '@broker/breach';
import { londonDate } from '@broker/kernel';
import { readMoment } from '@broker/working-calendar';
import { area, choices, NOBODY, type BreachForm, type FormFacts } from './breach-form.js';
import { countOf, dateField, dateOf, listOf, textOf, type Field, type Sent } from './form-fields.js';

/** The forms of the two decisions that data protection law asks of a partner in breach. */
export const COMMISSIONER_FORMS: BreachForm[] = [
  {
    name: 'commissioner',
    act: 'breach.answer',
    title: 'The Information Commissioner',
    intro:
      'Notify within 72 hours of becoming aware, unless a risk to anybody is unlikely. The decision is recorded either way.',
    button: 'Record the decision',
    fields: (facts, sent) => [...awarenessFields(facts, sent), ...commissionerFields(sent)],
    command: (form, facts) => ({
      step: 'decide-commissioner',
      awareAt: awareAtOf(form, facts),
      regime: regimeOf(form),
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

const partyOf = ({ view, agencyId }: FormFacts) => view.breach.parties.find((one) => one.agencyId === agencyId);

const CLOCK_TIME = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' });

/** When the agency became aware by what is known so far, as the fields show it; empty where nothing is. */
function knownAwareness(facts: FormFacts): { on: string; time: string } {
  const awareAt = partyOf(facts)?.awareAt;
  if (!awareAt) return { on: '', time: '' };
  return { on: londonDate(new Date(awareAt)), time: CLOCK_TIME.format(new Date(awareAt)) };
}

/** From when the 72 hours are counted, and by which law. */
function awarenessFields(facts: FormFacts, sent: Sent | null): Field[] {
  const { on, time } = knownAwareness(facts);
  return [
    dateField(
      'aware',
      'On which day did your agency become aware?',
      'As controller of the information. The 72 hours are counted from that moment, weekends included. Change it if your agency knew before the report reached it.',
      sent,
      on,
    ),
    {
      kind: 'input',
      id: 'aware-time',
      label: 'At what time?',
      hint: 'For example 14:30.',
      width: '5',
      value: sent ? textOf(sent, 'aware-time') : time,
    },
    {
      kind: 'radios',
      id: 'regime',
      label: 'Under which law does your agency handle the information?',
      items: choices(
        [
          ['uk-gdpr', 'UK GDPR (Article 33)'],
          ['law-enforcement', 'Data Protection Act 2018, Part 3: law enforcement (section 67)'],
        ],
        sent ? listOf(sent, 'regime') : [partyOf(facts)?.regime ?? ''],
      ),
    },
  ];
}

/** The moment of awareness, where another one is given than is known; empty, which the rules refuse, where it cannot be read. */
function awareAtOf(form: Sent, facts: FormFacts): string | undefined {
  const [on, given] = [dateOf(form, 'aware'), textOf(form, 'aware-time').trim().replace('.', ':')];
  if (!on && !given) return undefined;
  const time = given.padStart(5, '0');
  const known = knownAwareness(facts);
  if (on === known.on && time === known.time) return undefined;
  const moment = readMoment(`${on}T${time}`);
  return moment.ok ? moment.value.toISOString() : '';
}

const regimeOf = (form: Sent): Regime | undefined =>
  (['uk-gdpr', 'law-enforcement'] as const).find((one) => one === textOf(form, 'regime'));

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
