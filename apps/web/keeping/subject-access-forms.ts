import {
  ACCESS_EXEMPTIONS,
  EXTENSION_REASONS,
  PARTNER_VIEWS,
  PAUSE_REASONS,
  SUBJECT_ACCESS_OUTCOMES,
  type AccessView,
  type QuestionView,
} from '@broker/disclosure';
import { textsOf } from '../format/date-fields.js';
import { localDateText } from '../format/dates.js';
import {
  blankForm,
  datePartsOf,
  partsOf,
  textOf,
  type Field,
  type FormPage,
  type SentForm,
} from '../officers/form.presenter.js';
import { paths } from '../paths.js';
import { recordText } from './subject-access.presenter.js';

/** Which question a refusal is about. */
export const ACCESS_PLACES = {
  'disclosure/words-missing': 'words',
  'disclosure/no-reason': 'reason',
  'disclosure/extended-already': 'reason',
  'disclosure/too-late-to-extend': 'reason',
  'disclosure/day-to-come': 'on',
  'disclosure/answered-before-receipt': 'on',
  'disclosure/resumed-before-pause': 'on',
  'disclosure/no-outcome': 'outcome',
  'disclosure/no-view': 'view',
  'disclosure/no-exemption-relied-on': 'exemptions',
  'disclosure/exemption-without-use': 'exemptions',
  'disclosure/no-such-exemption': 'exemptions',
  'working-calendar/unreadable-date': 'on',
} as const;

type Ref = Pick<AccessView, 'id' | 'reference'>;

const about = ({ id, reference }: Ref) => ({
  caption: reference,
  back: { text: reference, href: paths.subjectAccessOne({ id }) },
});

const chosen = (words: Readonly<Record<string, string>>, form: SentForm, id: string) =>
  Object.entries(words).map(([value, text]) => ({ value, text, checked: textsOf(form, id).includes(value) }));

const day = (label: string, today: string, form: SentForm): Field => ({
  kind: 'date',
  id: 'on',
  label,
  value: form ? datePartsOf(form, 'on') : partsOf(today),
});

/** The form that logs a request. */
export const accessForm = (today: string, form?: SentForm): FormPage =>
  blankForm({
    title: 'Log a subject access request',
    caption: 'Subject access',
    back: { text: 'Subject access', href: paths.subjectAccess({}) },
    lead: 'Your agency’s records are searched for the person at once, by an index that knows no names: close spellings, swapped names and nicknames are found too.',
    fields: [
      {
        kind: 'date',
        id: 'receivedOn',
        label: 'When did your agency receive it?',
        value: form ? datePartsOf(form, 'receivedOn') : partsOf(today),
      },
      { kind: 'text', id: 'fullName', label: 'Full name of the person', value: textOf(form, 'fullName') },
      {
        kind: 'date',
        id: 'dateOfBirth',
        label: 'Date of birth (optional)',
        hint: 'With it, far fewer records of other people are found',
        value: datePartsOf(form, 'dateOfBirth'),
      },
      {
        kind: 'textarea',
        id: 'otherNames',
        label: 'Other names (optional)',
        hint: 'Earlier names, and names that people use. One on each line',
        value: textOf(form, 'otherNames'),
      },
      { kind: 'textarea', id: 'asked', label: 'What do they ask for? (optional)', value: textOf(form, 'asked') },
    ],
    button: 'Log it and search',
  });

/** The form that says which records are about the person. */
export const recordsForm = (view: AccessView): FormPage =>
  blankForm({
    title: 'Which records are about this person?',
    ...about(view),
    lead: 'Look at each record before you choose. Every partner that disclosed one of them is asked for its view, and has five working days.',
    fields: [
      {
        kind: 'checkboxes',
        id: 'theirs',
        label: 'Tick those that are',
        hint: 'The others are kept as not theirs. Nobody is asked about them.',
        items: view.records.map((one) => ({
          value: one.recordId,
          text: recordText(one),
          checked: one.isTheirs ?? false,
        })),
      },
    ],
    button: 'Save and ask the partners',
  });

/** The form that stops the clock. */
export const pauseForm = (view: Ref, today: string, form?: SentForm): FormPage =>
  blankForm({
    title: 'Stop the clock',
    ...about(view),
    lead: 'The clock stands still from the day on which the person was asked until the day on which they answer.',
    fields: [
      { kind: 'radios', id: 'reason', label: 'Why?', items: chosen(PAUSE_REASONS, form, 'reason') },
      day('When was the person asked?', today, form),
    ],
    button: 'Stop the clock',
  });

/** The form that lets the clock go on. */
export const resumptionForm = (view: Ref, today: string, form?: SentForm): FormPage =>
  blankForm({
    title: 'The person has answered',
    ...about(view),
    lead: 'The days for which the clock stood still come on top.',
    fields: [day('When did the person answer?', today, form)],
    button: 'Let the clock go on',
  });

/** The form that extends the time. */
export const extensionForm = (view: Ref, form?: SentForm): FormPage =>
  blankForm({
    title: 'Extend by two months',
    ...about(view),
    lead: 'Tell the person within the first month that it takes longer, and why. The law allows it once.',
    fields: [{ kind: 'radios', id: 'reason', label: 'Why?', items: chosen(EXTENSION_REASONS, form, 'reason') }],
    button: 'Extend',
  });

/** The form that records the answer. */
export const answerForm = (view: Ref, today: string, form?: SentForm): FormPage =>
  blankForm({
    title: 'Record the answer',
    ...about(view),
    lead: 'Exemptions are judged case by case. What partners think stands on the page of the request.',
    fields: [
      {
        kind: 'radios',
        id: 'outcome',
        label: 'What was the person given?',
        items: chosen(SUBJECT_ACCESS_OUTCOMES, form, 'outcome'),
      },
      day('When were they answered?', today, form),
      {
        kind: 'checkboxes',
        id: 'exemptions',
        label: 'On which exemptions does it rely?',
        hint: 'Only where something is withheld',
        items: chosen(ACCESS_EXEMPTIONS, form, 'exemptions'),
      },
      {
        kind: 'textarea',
        id: 'words',
        label: 'What was given and what was not, and why?',
        value: textOf(form, 'words'),
      },
    ],
    button: 'Record the answer',
  });

/** The form by which an agency gives its view. */
export const viewForm = ({ asking, question, dueOn }: QuestionView, form?: SentForm): FormPage =>
  blankForm({
    title: `${asking} asks for your view`,
    caption: 'Subject access',
    back: { text: 'Partners’ questions', href: paths.subjectAccess({}, { which: 'asked' }) },
    lead: `${question?.subject.fullName ?? 'A person'} asks ${asking} for their own information. Your agency disclosed some of it: ${
      question?.records.map((one) => `record ${one.reference} of ${localDateText(one.occurredOn)}`).join(', ') ?? ''
    }. Answer by ${localDateText(dueOn)}; after that the partner may answer without you.`,
    fields: [
      {
        kind: 'radios',
        id: 'view',
        label: 'Can it be given to the person?',
        items: chosen(PARTNER_VIEWS, form, 'view'),
      },
      {
        kind: 'checkboxes',
        id: 'exemptions',
        label: 'Which exemptions apply?',
        hint: 'Only where something must be withheld',
        items: chosen(ACCESS_EXEMPTIONS, form, 'exemptions'),
      },
      {
        kind: 'textarea',
        id: 'words',
        label: 'What must be withheld, and what harm would giving it do?',
        hint: 'The partner reads this. Leave it empty when all of it can be given.',
        value: textOf(form, 'words'),
      },
    ],
    button: 'Give the view',
  });
