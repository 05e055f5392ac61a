import { FOI_EXEMPTIONS, FOI_OUTCOMES, type ClaimedExemption, type FoiLine } from '@broker/disclosure';
import { textsOf } from '../format/date-fields.js';
import { localDateText } from '../format/dates.js';
import {
  blankForm,
  dateOf,
  datePartsOf,
  partsOf,
  textOf,
  type Field,
  type FormPage,
  type SentForm,
} from '../officers/form.presenter.js';
import { paths } from '../paths.js';

/** What the first page of an answer asks: codes and a day, so that they can stand in the address of the second. */
export interface FoiSaid {
  outcome: string;
  answeredOn: string;
  /** Sections of the exemptions that were considered. */
  considered: readonly string[];
}

/** Where the second page of an answer lies. */
export const foiExemptionsHref = (id: string, { outcome, answeredOn, considered }: FoiSaid): string =>
  paths.foiExemptions({ id }, { outcome, answeredOn, considered: considered.join('.') });

/** What the first page was sent with. */
export const saidInForm = (form: SentForm): FoiSaid => ({
  outcome: textOf(form, 'outcome'),
  answeredOn: dateOf(form, 'answeredOn'),
  considered: textsOf(form, 'considered'),
});

/** What an address tells of the first page; unknown sections are left out. */
export function saidInAddress(query: SentForm): FoiSaid {
  const sections = textOf(query, 'considered').split('.');
  const considered = FOI_EXEMPTIONS.flatMap(({ section }) => (sections.includes(section) ? [section] : []));
  return { outcome: textOf(query, 'outcome'), answeredOn: textOf(query, 'answeredOn'), considered };
}

/** The form that records an answer: what the request came to, and which exemptions were considered. */
export function presentFoiAnswer({ id, reference }: FoiLine, said: FoiSaid, form?: SentForm): FormPage {
  return blankForm({
    title: 'Record the answer',
    caption: reference,
    back: { text: reference, href: paths.foiOne({ id }) },
    lead: 'Each exemption that was considered stands in the log, whether it was relied on or not.',
    fields: [
      {
        kind: 'radios',
        id: 'outcome',
        label: 'What did the request come to?',
        items: Object.entries(FOI_OUTCOMES).map(([value, text]) => ({ value, text, checked: said.outcome === value })),
      },
      {
        kind: 'date',
        id: 'answeredOn',
        label: 'When was it answered?',
        value: form ? datePartsOf(form, 'answeredOn') : partsOf(said.answeredOn),
      },
      {
        kind: 'checkboxes',
        id: 'considered',
        label: 'Which exemptions were considered? (optional)',
        hint: 'The next page asks for the reasons of each',
        items: FOI_EXEMPTIONS.map(({ section }) => ({
          value: section,
          text: titleOf(section),
          checked: said.considered.includes(section),
        })),
      },
    ],
    button: 'Continue',
  });
}

/** The form that asks for the reasons of each exemption, and how the public interest was weighed where that decides. */
export const presentFoiExemptions = ({ id, reference }: FoiLine, said: FoiSaid, form?: SentForm): FormPage =>
  blankForm({
    title: 'Give the reasons for each exemption',
    caption: reference,
    back: { text: 'Back', href: paths.foiAnswer({ id }, { ...said, considered: said.considered.join('.') }) },
    lead: `${FOI_OUTCOMES[said.outcome as keyof typeof FOI_OUTCOMES]}, on ${localDateText(said.answeredOn)}.`,
    fields: said.considered.flatMap((section) => fieldsOf(section, form)),
    button: 'Record the answer',
  });

function fieldsOf(section: string, form: SentForm): FormPage['fields'] {
  const relies = textOf(form, `reliedOn-${section}`);
  const balance: Field = {
    kind: 'textarea',
    id: `publicInterest-${section}`,
    label: 'How was the public interest weighed?',
    hint: 'What speaks for giving it, what for keeping it back, and why the second outweighs the first. Needed if the answer relies on this exemption.',
    value: textOf(form, `publicInterest-${section}`),
  };
  return [
    {
      heading: titleOf(section),
      kind: 'radios',
      id: `reliedOn-${section}`,
      label: 'Does the answer rely on it?',
      items: [
        { value: 'yes', text: 'Yes', checked: relies === 'yes' },
        { value: 'no', text: 'No, it was only considered', checked: relies === 'no' },
      ],
    },
    {
      kind: 'textarea',
      id: `why-${section}`,
      label: 'Why does it apply, or not?',
      value: textOf(form, `why-${section}`),
    },
    ...(isBalanced(section) ? [balance] : []),
  ];
}

/** The exemptions as the second page was sent. */
export const claimedIn = ({ considered }: FoiSaid, form: SentForm): ClaimedExemption[] =>
  considered.map((section) => {
    const relies = textOf(form, `reliedOn-${section}`);
    return {
      section,
      reliedOn: relies === '' ? null : relies === 'yes',
      why: textOf(form, `why-${section}`),
      publicInterest: textOf(form, `publicInterest-${section}`),
    };
  });

/** Which question of the second page a refusal is about: the rules look at the exemptions in their order. */
export function exemptionPlaces(claimed: readonly ClaimedExemption[]): Readonly<Record<string, string>> {
  const first = (name: string, isAbout: (one: ClaimedExemption) => boolean): string =>
    `${name}-${claimed.find(isAbout)?.section ?? ''}`;
  return {
    'disclosure/reliance-not-said': first('reliedOn', ({ reliedOn }) => reliedOn === null),
    'disclosure/words-missing': first('why', ({ why }) => why.trim() === ''),
    'disclosure/no-public-interest-balance': first(
      'publicInterest',
      ({ section, reliedOn, publicInterest = '' }) =>
        reliedOn === true && isBalanced(section) && publicInterest.trim() === '',
    ),
    'disclosure/exemption-without-use': first('reliedOn', ({ reliedOn }) => reliedOn === true),
    'disclosure/no-exemption-relied-on': first('reliedOn', () => true),
  };
}

/** `Section 31: Law enforcement`. */
export const titleOf = (section: string): string => `Section ${section}: ${exemptionOf(section)?.words ?? ''}`;

const exemptionOf = (section: string) => FOI_EXEMPTIONS.find((one) => one.section === section);

const isBalanced = (section: string): boolean => exemptionOf(section)?.needsPublicInterest ?? false;
