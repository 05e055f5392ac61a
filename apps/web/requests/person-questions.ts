import {
  CONSENTS,
  EXEMPTION_TESTS,
  ITEM_KINDS,
  needsPublicInterest,
  PUBLIC_INTERESTS,
  SUBJECT_ROLES,
} from '@broker/disclosure';
import { textsOf, dayOf } from '../format/date-fields.js';
import { localDateText } from '../format/dates.js';
import { textOf, type Form } from '../format/form.js';
import {
  area,
  chosen,
  choicesOf,
  dateField,
  itemsOf,
  oneOf,
  ticked,
  yesOrNo,
  type ItemEntry,
} from './question-fields.js';
import type { RequestQuestion } from './request-question.js';

const lines = (text: string): string[] => text.split(/\r?\n/).filter((line) => line.trim() !== '');

const yesNoText = (answer: boolean | null): string => (answer === null ? '' : answer ? 'Yes' : 'No');

/** Who is asked, about whom, and for what. */
export const PERSON_QUESTIONS: readonly RequestQuestion[] = [
  {
    name: 'why',
    title: 'Why would depersonalised information not do?',
    key: 'Why the person must be identified',
    fields: ({ words }, sent) => [
      area(
        'why',
        'Why would depersonalised information not do?',
        'Counts and places are with the partners’ releases. Say why this person has to be identified.',
        sent ? textOf(sent, 'why') : words.whyIdentified,
      ),
    ],
    answers: (form) => ({ whyIdentified: textOf(form, 'why') }),
    summary: ({ words }) => words.whyIdentified,
    faults: { 'why-identified-missing': 'why' },
  },
  {
    name: 'agency',
    title: 'Which partner holds the information?',
    key: 'Asked of',
    fields: ({ view, rules }, sent) => {
      const marked = sent ? textOf(sent, 'agency') : view.holdingAgencyId;
      const items = rules.partners.flatMap(({ agencyId, name, isSigned }, at) =>
        isSigned && agencyId !== view.askingAgencyId && rules.partners.findIndex((one) => one.name === name) === at
          ? [{ value: agencyId, text: name, checked: agencyId === marked }]
          : [],
      );
      const hint = 'Only partners that have signed the agreement. Ask each partner in a request of its own.';
      return [oneOf('radios', 'agency', 'Which partner holds the information?', hint, items)];
    },
    answers: (form) => chosen(form, 'agency', 'holdingAgencyId'),
    summary: ({ view }) => view.holdingAgency ?? '',
    faults: { 'holder-missing': 'agency', 'holder-not-signed': 'agency', 'own-agency': 'agency' },
  },
  {
    name: 'person',
    title: 'Who is the information about?',
    key: 'The person',
    intro:
      'One person a request. What you write here is kept apart, encrypted, and opened to your agency and the one that you ask only.',
    fields: ({ words: { subject } }, sent) => [
      {
        kind: 'input',
        id: 'name',
        label: 'Full name',
        value: sent ? textOf(sent, 'name') : subject.fullName,
      },
      dateField('born', 'Date of birth (if known)', 'For example, 27 3 1990', sent, subject.dateOfBirth),
      area('address', 'Last known address (if known)', '', sent ? textOf(sent, 'address') : (subject.address ?? ''), 3),
      area(
        'other-names',
        'Other names (if any)',
        'One on each line: maiden names, aliases, nicknames.',
        sent ? textOf(sent, 'other-names') : subject.otherNames.join('\n'),
        2,
      ),
    ],
    answers: (form) => ({
      subject: {
        fullName: textOf(form, 'name'),
        dateOfBirth: dayOf(form, 'born') || null,
        address: textOf(form, 'address') || null,
        otherNames: lines(textOf(form, 'other-names')),
      },
    }),
    summary: ({ words: { subject } }) =>
      [
        subject.fullName,
        subject.dateOfBirth && `born ${localDateText(subject.dateOfBirth).replace(/^\w+ /, '')}`,
        subject.address,
        subject.otherNames.length > 0 && `also ${subject.otherNames.join(', ')}`,
      ]
        .filter(Boolean)
        .join('; '),
    faults: { 'subject-missing': 'name', 'birth-date-unreadable': 'born' },
  },
  {
    name: 'role',
    title: 'What is the person to the matter?',
    key: 'Role of the person',
    fields: ({ view }, sent) => [
      oneOf(
        'radios',
        'role',
        'What is the person to the matter?',
        'Details of victims, witnesses and complainants are disclosed only with their consent or for an overriding public interest.',
        choicesOf(SUBJECT_ROLES, [sent ? textOf(sent, 'role') : view.subjectRole]),
      ),
    ],
    answers: (form) => chosen(form, 'role', 'subjectRole'),
    summary: ({ view }) => (view.subjectRole ? SUBJECT_ROLES[view.subjectRole] : ''),
    faults: { 'role-missing': 'role' },
  },
  {
    name: 'items',
    title: 'What do you need to know?',
    key: 'Asked for',
    intro:
      'Name each thing on its own and say why you need it. The partner decides on each. Ask for no more than you need.',
    fields: ({ words }, sent) => [{ kind: 'items', id: 'items', label: '', entries: entriesOf(words.items, sent) }],
    answers: (form) => ({
      items: itemsOf(form).map(({ id, ...item }) => ({ ...(id && { id }), ...item })),
    }),
    summary: ({ words }) =>
      words.items.map(({ kind, what, why }) => `${what} (${ITEM_KINDS[kind].toLowerCase()})\nWhy: ${why}`).join('\n\n'),
    faults: { 'items-missing': 'item-0-what', 'item-reason-missing': 'item-0-why', 'too-many-items': 'item-0-what' },
  },
  {
    name: 'conviction',
    title: 'Do you ask for conviction data?',
    key: 'Conviction data',
    fields: ({ view }, sent) => [
      oneOf(
        'radios',
        'conviction',
        'Do you ask for conviction data?',
        'Convictions, cautions, charges and other data about offences. It is marked wherever it goes.',
        yesOrNo(sent ? (ticked(sent, 'conviction', 'is').is ?? null) : view.convictionData),
      ),
    ],
    answers: (form) => ticked(form, 'conviction', 'convictionData'),
    summary: ({ view }) => yesNoText(view.convictionData),
    faults: { 'conviction-missing': 'conviction', 'conviction-unmarked': 'conviction' },
  },
  {
    name: 'use',
    title: 'What will you use it for?',
    key: 'Use',
    fields: ({ words }, sent) => [
      area(
        'use',
        'What will you use it for?',
        'It may be used for this and for nothing else. A new use needs a new request.',
        sent ? textOf(sent, 'use') : words.whyAsked,
      ),
    ],
    answers: (form) => ({ whyAsked: textOf(form, 'use') }),
    summary: ({ words }) => words.whyAsked,
    faults: { 'why-asked-missing': 'use' },
  },
  {
    name: 'consent',
    title: 'Has the person agreed?',
    key: 'Consent',
    fields: ({ view }, sent) => [
      oneOf(
        'radios',
        'consent',
        'Has the person agreed?',
        'To this information being disclosed, for this use.',
        choicesOf(CONSENTS, [sent ? textOf(sent, 'consent') : view.consent]),
      ),
    ],
    answers: (form) => chosen(form, 'consent', 'consent'),
    summary: ({ view }) => (view.consent ? CONSENTS[view.consent] : ''),
    faults: { 'consent-missing': 'consent', 'gateway-without-consent': 'consent' },
  },
  {
    name: 'agreed',
    title: 'How and when have they agreed?',
    key: 'How they agreed',
    applies: ({ view }) => view.consent === 'given',
    fields: ({ words }, sent) => [
      area(
        'agreed',
        'How and when have they agreed?',
        'To what, in which form, and on which day.',
        sent ? textOf(sent, 'agreed') : words.consentWords,
      ),
    ],
    answers: (form) => ({ consentWords: textOf(form, 'agreed') }),
    summary: ({ words }) => words.consentWords,
    faults: { 'consent-unexplained': 'agreed' },
  },
  {
    name: 'public-interest',
    title: 'Which public interest overrides their privacy?',
    key: 'Public interest',
    applies: ({ view }) => needsPublicInterest(view) || view.publicInterest.length > 0,
    fields: ({ view, words }, sent) => [
      oneOf(
        'checkboxes',
        'interest',
        'Which public interest is it?',
        'Choose all that apply.',
        choicesOf(PUBLIC_INTERESTS, sent ? textsOf(sent, 'interest') : view.publicInterest),
      ),
      area(
        'interest-why',
        'Why does it outweigh the person’s privacy?',
        'In this case, and why they were not asked or their refusal does not stand.',
        sent ? textOf(sent, 'interest-why') : words.publicInterestWords,
      ),
    ],
    answers: (form) => ({
      publicInterest: textsOf(form, 'interest') as never[],
      publicInterestWords: textOf(form, 'interest-why'),
    }),
    summary: ({ view, words }) =>
      [...view.publicInterest.map((one) => PUBLIC_INTERESTS[one]), words.publicInterestWords]
        .filter(Boolean)
        .join('\n'),
    faults: {
      'protected-person': 'interest',
      'duty-of-confidence': 'interest',
      'interest-unexplained': 'interest-why',
      'gateway-without-interest': 'interest',
    },
  },
  {
    name: 'exemption',
    title: 'Do you rely on the crime exemption?',
    key: 'Crime exemption',
    fields: ({ view }, sent) => [
      oneOf(
        'radios',
        'exemption',
        'Do you rely on the crime exemption?',
        'It sets some data protection rules aside where all of three tests are met. It does not take the place of a victim’s consent.',
        yesOrNo(sent ? (ticked(sent, 'exemption', 'is').is ?? null) : view.crimeExemption),
      ),
    ],
    answers: (form) => ticked(form, 'exemption', 'crimeExemption'),
    summary: ({ view }) => yesNoText(view.crimeExemption),
    faults: { 'exemption-missing': 'exemption', 'gateway-without-exemption': 'exemption' },
  },
  {
    name: 'exemption-tests',
    title: 'How are the three tests met?',
    key: 'Tests of the exemption',
    applies: ({ view }) => view.crimeExemption === true,
    fields: ({ view, words }, sent) => [
      oneOf(
        'checkboxes',
        'tests',
        'Which tests are met?',
        'All three must be.',
        choicesOf(EXEMPTION_TESTS, sent ? textsOf(sent, 'tests') : view.exemptionTests),
      ),
      area('tests-how', 'How is each met?', 'In this case.', sent ? textOf(sent, 'tests-how') : words.exemptionWords),
    ],
    answers: (form) => ({
      exemptionTests: textsOf(form, 'tests') as never[],
      exemptionWords: textOf(form, 'tests-how'),
    }),
    summary: ({ view, words }) =>
      [...view.exemptionTests.map((one) => EXEMPTION_TESTS[one]), words.exemptionWords].filter(Boolean).join('\n'),
    faults: { 'exemption-tests-missing': 'tests', 'exemption-unexplained': 'tests-how' },
  },
];

/** The items as fields: those written so far, and an empty one where there is none or one more is wanted. */
function entriesOf(
  kept: readonly { id: string; kind: string; what: string; why: string }[],
  sent: Form | null,
): ItemEntry[] {
  const items = sent ? itemsOf(sent) : kept;
  const wantsMore = items.length === 0 || textOf(sent ?? {}, 'more') !== '';
  const shown = wantsMore ? [...items, { id: '', kind: 'identity', what: '', why: '' }] : items;
  return shown.map(({ id, kind, what, why }) => ({
    id,
    kinds: Object.entries(ITEM_KINDS).map(([value, text]) => ({ value, text, selected: value === kind })),
    what,
    why,
  }));
}
