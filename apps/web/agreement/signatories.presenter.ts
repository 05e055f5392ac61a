import { SIGNATORY_CLASSES, type SignatoryForm, type SignatoryLine } from '@broker/agreement';
import { AGENCY_KINDS, type AgencyKind } from '@broker/identity';
import { dateText } from '../format/dates.js';
import { paths } from '../paths.js';
import { presentSignatories } from './agreement.presenter.js';

/** Kinds of agencies as people say them. */
export const KIND_WORDS: Record<AgencyKind, string> = {
  police: 'Police force',
  council: 'Local authority',
  fire: 'Fire and rescue service',
  health: 'Health',
  probation: 'Probation',
  justice: 'Courts and justice',
  youth: 'Youth justice',
  voluntary: 'Voluntary or other body',
  housing: 'Social housing',
  government: 'Police authority, fire authority or government',
};

const CLASS_HINTS: Record<string, string> = {
  responsible: 'Crime and Disorder Act 1998, section 5: must work in the partnership',
  'co-operating': 'Must help the responsible authorities',
  participating: 'Has been invited to take part',
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The signatories with what may be done to each. */
export const presentSignatoryList = (lines: readonly SignatoryLine[], ownAgencyId: string) => ({
  ...presentSignatories(lines),
  rows: lines.map((line) => ({
    agency: line.agency,
    kind: KIND_WORDS[line.kind],
    class: capital(line.class),
    standing: line.signedAt
      ? `Signed version ${line.version} on ${dateText(line.signedAt)}`
      : line.withdrawnAt
        ? `Withdrew on ${dateText(line.withdrawnAt)}`
        : 'Not signed',
    change: paths.signatory({ agencyId: line.agencyId }),
    withdrawal: line.signedAt ? paths.agreementWithdrawal({ agencyId: line.agencyId }) : null,
    removal:
      line.hasEverSigned || line.agencyId === ownAgencyId ? null : paths.signatoryRemoval({ agencyId: line.agencyId }),
  })),
});

/** Kinds of agencies (GOV.UK select items). */
export const kindItems = (chosen: string) => [
  { value: '', text: 'Choose a kind', selected: chosen === '' },
  ...AGENCY_KINDS.map((kind) => ({ value: kind, text: KIND_WORDS[kind], selected: kind === chosen })),
];

/** Classes of signatories (GOV.UK radio items). */
export const classItems = (chosen: string) =>
  SIGNATORY_CLASSES.map((one) => ({
    value: one,
    text: capital(one),
    hint: { text: CLASS_HINTS[one] },
    checked: one === chosen,
  }));

/** The page on which a signatory is named. */
export const presentSignatoryForm = (fields: SignatoryForm) => ({
  agency: fields.agency,
  position: fields.position ?? '',
  kinds: kindItems(fields.kind),
  classes: classItems(fields.class),
});

/** The page of one signatory. */
export const presentPlace = (line: SignatoryLine) => ({
  agency: line.agency,
  position: line.position,
  classes: classItems(line.class),
});
