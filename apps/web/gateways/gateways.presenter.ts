import {
  ITEM_KINDS,
  type AskingRules,
  type CorrectionLine,
  type GatewayChange,
  type GatewayRule,
  type ItemKind,
} from '@broker/disclosure';
import { dayItems, dayOf, textsOf } from '../format/date-fields.js';
import { localDateText, momentText } from '../format/dates.js';
import { textOf, type Form } from '../format/form.js';
import { presentClause, type ClauseView } from '../format/refusal.presenter.js';
import type { Tag } from '../format/tag.js';
import { paths } from '../paths.js';

/** A gateway of the register, with whether the partnership has corrected it. */
export type RegisterRule = GatewayRule & { isCorrected: boolean };

/** A gateway in words. */
export interface GatewayLine {
  name: string;
  clause: ClauseView;
  tags: Tag[];
  rows: { key: { text: string }; value: { text: string } }[];
  correctHref: string | null;
}

const KINDS: Readonly<Record<string, string>> = {
  any: 'Every partner',
  police: 'Police forces',
  council: 'Councils',
  fire: 'Fire and rescue services',
  health: 'Health bodies',
  probation: 'Probation services',
  justice: 'Courts and prisons',
  youth: 'Youth offending teams',
  voluntary: 'Voluntary bodies',
  housing: 'Housing providers',
  government: 'Other public bodies',
};

/** `health/responsible` in words. */
export function bodyText(body: string): string {
  const [kind = '', standing] = body.split('/');
  const text = KINDS[kind] ?? kind;
  return standing ? `${text} (${standing} ones only)` : text;
}

const listText = (texts: readonly string[]): string => (texts.length > 0 ? texts.join('; ') : 'None');

/** Names of agencies by id. */
const namesOf = ({ partners }: AskingRules, ids: readonly string[]): string[] =>
  ids.map((id) => partners.find(({ agencyId }) => agencyId === id)?.name ?? 'an agency that has left');

/** @param texts the gateways that the agreement in force names, in words by id. */
export function presentGateway(
  rule: RegisterRule,
  rules: AskingRules,
  texts: Readonly<Record<string, string>>,
  clause: string,
  mayCorrect: boolean,
): GatewayLine {
  const { gateway, fromOn, untilOn, opensPersonal, receivers, barredHolders, barredItems } = rule;
  const row = (key: string, text: string) => ({ key: { text: key }, value: { text } });
  const span = `From ${localDateText(fromOn)}${untilOn ? ` to ${localDateText(untilOn)}` : ''}`;
  const included = namesOf(rules, rule.includedAgencyIds);
  const excluded = namesOf(rules, rule.excludedAgencyIds);
  return {
    name: texts[gateway] ?? `${gateway} (not named by the agreement in force)`,
    clause: presentClause(clause),
    tags: [
      rule.isConfirmed
        ? { text: 'Confirmed', classes: 'govuk-tag--green' }
        : { text: 'To be confirmed', classes: 'govuk-tag--yellow' },
      ...(rule.isCorrected ? [{ text: 'Corrected here', classes: 'govuk-tag--blue' }] : []),
      ...(texts[gateway] ? [] : [{ text: 'Not in the agreement', classes: 'govuk-tag--grey' }]),
    ],
    rows: [
      row('Open', span),
      row('Personal information', opensPersonal ? 'Yes' : 'No: depersonalised information only'),
      ...(opensPersonal
        ? [
            row('Who may receive', listText(receivers.map(bodyText))),
            row('Who may not disclose', listText(barredHolders.map(bodyText))),
            row('What is barred', listText(barredItems.map((kind) => ITEM_KINDS[kind]))),
          ]
        : []),
      ...(included.length > 0 ? [row('Let in by name', included.join('; '))] : []),
      ...(excluded.length > 0 ? [row('Kept out by name', excluded.join('; '))] : []),
      row('Where it stands', rule.source),
    ],
    correctHref: mayCorrect ? paths.gateway({ id: gateway }) : null,
  };
}

/** The page on which one gateway is corrected. */
export interface GatewayPage {
  name: string;
  from: ReturnType<typeof dayItems>;
  until: ReturnType<typeof dayItems>;
  personal: { value: string; text: string; checked: boolean }[];
  receivers: { value: string; text: string; checked: boolean }[];
  barredHolders: { value: string; text: string; checked: boolean }[];
  barredItems: { value: string; text: string; checked: boolean }[];
  included: { value: string; text: string; checked: boolean }[];
  excluded: { value: string; text: string; checked: boolean }[];
  source: string;
  confirmed: { value: string; text: string; checked: boolean }[];
  reason: string;
  history: string[][];
  errors: { text: string; href: string }[];
}

/** @param sent what was sent and is shown again; null on the first look. */
export function presentGatewayForm(
  rule: RegisterRule,
  name: string,
  rules: AskingRules,
  history: readonly CorrectionLine[],
  sent: Form | null,
): GatewayPage {
  const shown = sent ? changeOf(sent) : rule;
  const bodies = (marked: readonly string[]) =>
    [...Object.keys(KINDS), 'health/responsible', 'government/responsible', ...marked]
      .filter((body, at, all) => all.indexOf(body) === at)
      .map((value) => ({ value, text: bodyText(value), checked: marked.includes(value) }));
  const agencies = (marked: readonly string[]) =>
    rules.partners
      .filter((one, at, all) => all.findIndex((other) => other.name === one.name) === at)
      .map(({ agencyId, name: text }) => ({ value: agencyId, text, checked: marked.includes(agencyId) }));
  return {
    name,
    from: dayItems(shown.fromOn),
    until: dayItems(shown.untilOn),
    personal: [
      { value: 'yes', text: 'Yes', checked: shown.opensPersonal },
      { value: 'no', text: 'No: depersonalised information only', checked: !shown.opensPersonal },
    ],
    receivers: bodies(shown.receivers),
    barredHolders: bodies(shown.barredHolders).filter(({ value }) => value !== 'any'),
    barredItems: Object.entries(ITEM_KINDS).map(([value, text]) => ({
      value,
      text,
      checked: shown.barredItems.some((kind) => kind === value),
    })),
    included: agencies(shown.includedAgencyIds),
    excluded: agencies(shown.excludedAgencyIds),
    source: shown.source,
    confirmed: [{ value: 'yes', text: 'Somebody has read it there', checked: shown.isConfirmed }],
    reason: sent ? textOf(sent, 'reason') : '',
    history: history.map(({ recordedAt, officer, reason }) => [momentText(recordedAt), officer, reason]),
    errors: [],
  };
}

/** The correction as the rules take it. */
export const changeOf = (form: Form): GatewayChange => ({
  fromOn: dayOf(form, 'from'),
  untilOn: dayOf(form, 'until') || null,
  opensPersonal: textOf(form, 'personal') === 'yes',
  receivers: textsOf(form, 'receivers'),
  barredHolders: textsOf(form, 'barred-holders'),
  barredItems: textsOf(form, 'barred-items') as ItemKind[],
  includedAgencyIds: textsOf(form, 'included'),
  excludedAgencyIds: textsOf(form, 'excluded'),
  source: textOf(form, 'source'),
  isConfirmed: textOf(form, 'confirmed') === 'yes',
});
