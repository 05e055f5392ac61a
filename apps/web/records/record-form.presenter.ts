import { CHANNELS, OUTCOMES, PARTICULARS, RECORD_CONSENTS, RECORD_SUBJECT_ROLES } from '@broker/disclosure';
import type { OpenedRecord, Particular, RecordAnswers } from '@broker/disclosure';
import type { LocalDate, Refusal } from '@broker/kernel';
import type { RefusalView } from '../format/refusal.presenter.js';
import {
  blankForm,
  dateOf,
  datePartsOf,
  partsOf,
  refusedForm,
  textOf,
  type Field,
  type FormPage,
  type SentForm,
} from '../officers/form.presenter.js';
import { paths } from '../paths.js';
import { CONSENT_WORDS, SUBJECT_ROLE_WORDS } from './record-words.js';

/** What the forms offer to choose from. */
export interface RecordOffers {
  agencies: { agencyId: string; agency: string }[];
  purposes: readonly { id: string; text: string }[];
  gateways: readonly { id: string; text: string }[];
  today: LocalDate;
}

/** Which question a refusal is about. */
export const RECORD_PLACES: Readonly<Record<string, string>> = {
  'records/not-a-partner': 'agencyId',
  'records/nobody-named': 'fullName',
  'records/in-the-future': 'occurredOn',
  'records/no-such-purpose': 'purpose',
  'records/no-such-gateway': 'gateway',
  'records/no-reason': 'reason',
};

const PARTICULAR_PLACES: Record<Particular, { ids: readonly string[]; text: string }> = {
  date: { ids: ['occurredOn'], text: 'Give the date' },
  subject: { ids: ['fullName'], text: 'Enter the name of the person' },
  'requesting-officer': { ids: ['requestingOfficer', 'person'], text: 'Enter the requesting officer' },
  summary: { ids: ['summary'], text: 'Enter a summary of the information' },
  grounds: { ids: ['grounds'], text: 'Choose a purpose and enter the grounds' },
  'dealing-officer': { ids: ['dealingOfficer', 'person'], text: 'Enter the officer dealing with it' },
};

/** A form whose record lacks particulars: each is told on top and at its question. Any other refusal stands at the one it is about. */
export function refusedRecord(page: FormPage, refusal: Refusal, explained: RefusalView): FormPage {
  if (refusal.code !== 'records/incomplete') return refusedForm(page, refusal, explained, RECORD_PLACES);
  const wrong = (Object.keys(PARTICULARS) as Particular[])
    .filter((one) => refusal.message.includes(PARTICULARS[one].toLowerCase()))
    .map((one) => PARTICULAR_PLACES[one]);
  const idOf = ({ ids }: { ids: readonly string[] }) =>
    page.fields.find(({ id }) => ids.includes(id))?.id ?? 'main-content';
  const errors = wrong.map((one) => ({ id: idOf(one), text: one.text }));
  const fields = page.fields.map((field) => {
    const found = errors.find(({ id }) => id === field.id);
    return found ? { ...field, error: found.text } : field;
  });
  const href = (id: string): string => `#${id}${id === 'occurredOn' ? '-day' : ''}`;
  return { ...page, fields, refusal: explained, errors: errors.map(({ id, text }) => ({ text, href: href(id) })) };
}

const BACK = { text: 'Disclosure records', href: paths.records({}) };

type Kept = Record<string, string>;

const text = (id: string, label: string, sent: SentForm, kept: Kept, hint?: string): Field => ({
  kind: 'text',
  id,
  label,
  value: sent ? textOf(sent, id) : (kept[id] ?? ''),
  autocomplete: 'off',
  ...(hint && { hint }),
});

const area = (id: string, label: string, sent: SentForm, kept: Kept, hint?: string): Field => ({
  kind: 'textarea',
  id,
  label,
  rows: 4,
  value: sent ? textOf(sent, id) : (kept[id] ?? ''),
  ...(hint && { hint }),
});

const choice = (
  kind: 'radios' | 'select',
  id: string,
  label: string,
  words: Record<string, string>,
  sent: SentForm,
  kept: Kept,
  hint?: string,
): Field => {
  const chosen = sent ? textOf(sent, id) : (kept[id] ?? '');
  const items = Object.entries(words).map(([value, words]) => ({ value, text: words, checked: value === chosen }));
  const none = { value: '', text: 'Choose', checked: chosen === '' };
  return { kind, id, label, items: kind === 'select' ? [none, ...items] : items, ...(hint && { hint }) };
};

const day = (id: string, label: string, sent: SentForm, on: LocalDate | null, hint?: string): Field => ({
  kind: 'date',
  id,
  label,
  value: sent ? datePartsOf(sent, id) : on ? partsOf(on) : { day: '', month: '', year: '' },
  ...(hint && { hint }),
});

const YES_NO = { no: 'No', yes: 'Yes' };
const byId = (list: readonly { id: string; text: string }[]) =>
  Object.fromEntries(list.map(({ id, text }) => [id, text]));
const agenciesById = ({ agencies }: RecordOffers) =>
  Object.fromEntries(agencies.map(({ agencyId, agency }) => [agencyId, agency]));
const chosenOf = (all: readonly string[], words: Record<string, string>) =>
  Object.fromEntries(all.map((one) => [one, words[one] ?? one]));

const { system: _, ...OUTSIDE } = CHANNELS;
const { asked: __, ...ENDED } = OUTCOMES;

/** The quick log of an informal contact: one short page (ISA-7). */
export function presentQuickLog(offers: RecordOffers, sent?: SentForm): FormPage {
  const kept = { direction: 'given', channel: 'telephone', occurredOn: offers.today };
  return blankForm({
    title: 'Log a contact quickly',
    caption: 'Informal contact',
    back: BACK,
    lead: 'A telephone call, a word at the door: write down what there is now, and complete the record within five working days.',
    fields: [
      choice('select', 'agencyId', 'Which agency?', agenciesById(offers), sent, kept),
      text('person', 'Whom did you speak to?', sent, kept, 'Name and post, as far as you know them'),
      text('fullName', 'About whom?', sent, kept, 'The name of the person whom the information is about'),
      area('summary', 'What was told?', sent, kept),
      choice('radios', 'direction', 'Who told whom?', { given: 'We told them', received: 'They told us' }, sent, kept),
      choice('radios', 'channel', 'How?', OUTSIDE, sent, kept),
      day('occurredOn', 'When?', sent, offers.today),
    ],
    button: 'Log it',
  });
}

/** A disclosure that was made outside the broker, recorded whole (ISA-6, 24). */
export function presentOutside(offers: RecordOffers, sent?: SentForm): FormPage {
  const kept = { direction: 'given', occurredOn: offers.today, convictionData: 'no' };
  return blankForm({
    title: 'Record a disclosure made outside the broker',
    caption: 'By post, secure e-mail or in a meeting',
    back: BACK,
    lead: 'The record has the same six particulars as one made by the broker. It is final once you have sent this page.',
    fields: [
      choice('select', 'agencyId', 'The other agency', agenciesById(offers), sent, kept),
      choice(
        'radios',
        'direction',
        'Who disclosed?',
        { given: 'We disclosed to them', received: 'They disclosed to us' },
        sent,
        kept,
      ),
      choice('radios', 'channel', 'How?', OUTSIDE, sent, kept),
      text('person', 'The other agency’s officer', sent, kept, 'Name and post'),
      ...contentFields(offers, sent, kept, offers.today),
    ],
    button: 'Finish the record',
  });
}

/** What a record says by now, as the forms show it. */
function keptOf({ record, words }: OpenedRecord): Kept {
  const { subject, ...said } = words ?? { subject: null };
  const facts = Object.entries(record).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return {
    ...Object.fromEntries(facts),
    ...said,
    convictionData: record.convictionData ? 'yes' : 'no',
    fullName: subject?.fullName ?? '',
    address: subject?.address ?? '',
    otherNames: subject?.otherNames.join('\n') ?? '',
    dateOfBirth: subject?.dateOfBirth ?? '',
  };
}

function contentFields(offers: RecordOffers, sent: SentForm, kept: Kept, occurredOn: LocalDate | null): Field[] {
  return [
    day('occurredOn', 'Date', sent, occurredOn),
    text('fullName', 'Full name of the person', sent, kept, 'Whom the information is about'),
    area('otherNames', 'Other names (optional)', sent, kept, 'One on each line'),
    day('dateOfBirth', 'Date of birth (optional)', sent, kept['dateOfBirth'] || null),
    text('address', 'Address (optional)', sent, kept),
    choice(
      'select',
      'subjectRole',
      'What is the person in the matter?',
      chosenOf(RECORD_SUBJECT_ROLES, SUBJECT_ROLE_WORDS),
      sent,
      kept,
    ),
    area('summary', 'Summary of the information', sent, kept),
    choice('radios', 'convictionData', 'Is it conviction data?', YES_NO, sent, kept),
    choice('select', 'consent', 'Consent of the person', chosenOf(RECORD_CONSENTS, CONSENT_WORDS), sent, kept),
    choice('select', 'purpose', 'Purpose', byId(offers.purposes), sent, kept, 'One of the agreement’s purposes'),
    choice('select', 'gateway', 'Legal power', byId(offers.gateways), sent, kept),
    area('grounds', 'Grounds', sent, kept, 'Why it was necessary and proportionate'),
    choice(
      'select',
      'outcome',
      'How did it end?',
      ENDED,
      sent,
      sent ? {} : { ...kept, outcome: kept['outcome'] ?? 'disclosed' },
    ),
  ];
}

const officers = (sent: SentForm, kept: Kept): Field[] => [
  text('requestingOfficer', 'Requesting officer', sent, kept, 'Name, post and agency'),
  text('dealingOfficer', 'Officer dealing with it or authorising it', sent, kept, 'Name, post and agency'),
  choice('radios', 'channel', 'How?', OUTSIDE, sent, kept),
];

/** Completing a record that was begun quickly. */
export function presentCompletion(opened: OpenedRecord, offers: RecordOffers, sent?: SentForm): FormPage {
  const kept = keptOf(opened);
  return blankForm({
    title: 'Complete the record',
    caption: `Record ${opened.record.reference}`,
    back: { text: 'Back to the record', href: paths.record({ id: opened.record.id }) },
    lead: 'A record is final with its six particulars, and is never edited after that.',
    fields: [...contentFields(offers, sent, kept, opened.record.occurredOn), ...officers(sent, kept)],
    button: 'Finish the record',
    second: 'Save for later',
  });
}

/** Correcting a record that is final. */
export function presentCorrection(opened: OpenedRecord, offers: RecordOffers, sent?: SentForm): FormPage {
  const kept = { ...keptOf(opened), reason: '' };
  const isOutside = opened.record.channel !== 'system';
  const fields = officers(sent, kept);
  return blankForm({
    title: 'Correct the record',
    caption: `Record ${opened.record.reference}`,
    back: { text: 'Back to the record', href: paths.record({ id: opened.record.id }) },
    lead: 'The correction supersedes the record; both stay. Everybody who received the record is told and sees both.',
    fields: [
      area('reason', 'What was wrong?', sent, kept, 'For everybody who received the record'),
      ...contentFields(offers, sent, kept, opened.record.occurredOn),
      ...(isOutside ? fields : fields.slice(0, 2)),
    ],
    button: 'Correct the record',
  });
}

const TEXTS = [
  'channel',
  'outcome',
  'subjectRole',
  'consent',
  'purpose',
  'gateway',
  'fullName',
  'address',
  'requestingOfficer',
  'summary',
  'grounds',
  'dealingOfficer',
] as const;

/** The answers of a form, of the questions that it asked. */
export function answersOf(form: SentForm): RecordAnswers {
  const texts = TEXTS.flatMap((name) => (form?.[name] === undefined ? [] : [[name, textOf(form, name)]]));
  const asked = (id: string): boolean => form?.[`${id}-day`] !== undefined;
  return {
    ...(Object.fromEntries(texts) as RecordAnswers),
    ...(asked('occurredOn') && { occurredOn: dateOf(form, 'occurredOn') }),
    ...(asked('dateOfBirth') && { dateOfBirth: dateOf(form, 'dateOfBirth') }),
    ...(form?.['convictionData'] !== undefined && { convictionData: textOf(form, 'convictionData') === 'yes' }),
    ...(form?.['otherNames'] !== undefined && { otherNames: textOf(form, 'otherNames').split('\n') }),
  };
}
