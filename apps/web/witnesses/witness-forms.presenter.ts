import type { QuorumTerms, WitnessState } from '@broker/ledger';
import { blankForm, textOf, type FormPage, type SentForm } from '../officers/form.presenter.js';
import { paths } from '../paths.js';

/** Which question a refusal is about. */
export const WITNESS_PLACES = {
  'ledger/not-a-witness-key': 'vkey',
  'ledger/witness-twice': 'vkey',
  'ledger/witness-not-https': 'address',
  'ledger/witness-no-such-host': 'address',
  'ledger/witness-not-public': 'address',
  'ledger/quorum-out-of-reach': 'quorum',
  'ledger/quorum-hours': 'hours',
  'agreement/no-such-signatory': 'agencyId',
} as const;

const BACK = { text: 'Witnesses of the log', href: paths.witnesses({}) };
const CAPTION = 'Witnesses of the log';
const ADDRESS = {
  kind: 'text',
  id: 'address',
  label: 'Address',
  hint: 'Where the broker asks it, for example https://witness.example.org',
  autocomplete: 'off',
} as const;

/** The form that enters a witness. @param agencies the signatories that may run one. */
export const presentNewWitness = (
  agencies: readonly { agencyId: string; agency: string }[],
  form?: SentForm,
): FormPage =>
  blankForm({
    title: 'Enter a witness',
    caption: CAPTION,
    back: BACK,
    lead: 'The agency starts “broker witness” with the public key of the log and tells you the line that it prints.',
    fields: [
      {
        kind: 'select',
        id: 'agencyId',
        label: 'Agency that runs it',
        items: [
          { value: '', text: 'Choose an agency', checked: !textOf(form, 'agencyId') },
          ...agencies.map(({ agencyId, agency }) => ({
            value: agencyId,
            text: agency,
            checked: agencyId === textOf(form, 'agencyId'),
          })),
        ],
      },
      {
        kind: 'textarea',
        id: 'vkey',
        label: 'Public key of the witness',
        hint: 'The whole line: its name, a plus, 8 figures, a plus, the key.',
        value: textOf(form, 'vkey'),
      },
      { ...ADDRESS, value: textOf(form, 'address') },
    ],
    button: 'Enter',
  });

/** The form that gives a witness another address. */
export const presentMove = ({ name, address }: WitnessState, form?: SentForm): FormPage =>
  blankForm({
    title: 'Change the address of a witness',
    caption: name,
    back: BACK,
    lead: 'Its key stays the same. A witness with a new key is a new witness: remove this one and enter that.',
    fields: [{ ...ADDRESS, value: form ? textOf(form, 'address') : address }],
    button: 'Change',
  });

/** The question before a witness is removed. */
export const presentRemoval = ({ name }: WitnessState): FormPage =>
  blankForm({
    title: 'Remove a witness',
    caption: name,
    back: BACK,
    lead: 'It is asked no more, and what it cosigned no longer counts for the rule. Its cosignatures stay in the log.',
    fields: [],
    button: 'Remove',
    isWarning: true,
  });

/** The form of the rule. */
export const presentRule = ({ quorum, hours }: QuorumTerms, witnesses: number, form?: SentForm): FormPage =>
  blankForm({
    title: 'Change the rule',
    caption: CAPTION,
    back: BACK,
    lead: 'An entry of the log is safe once enough witnesses of different agencies have cosigned it. When they do not for too long, routine disclosures stop. Urgent ones go on and are flagged.',
    fields: [
      {
        kind: 'text',
        id: 'quorum',
        label: 'How many witnesses must cosign?',
        hint: `The partnership has ${witnesses}. More than half of them is a good rule.`,
        value: form ? textOf(form, 'quorum') : String(quorum),
        width: 'govuk-input--width-2',
      },
      {
        kind: 'text',
        id: 'hours',
        label: 'For how many hours do routine disclosures go on without them?',
        hint: 'From 1 to 168, which is a week.',
        value: form ? textOf(form, 'hours') : String(hours),
        width: 'govuk-input--width-3',
      },
    ],
    button: 'Change the rule',
  });
