import {
  EXCEPTION_RULES,
  LOG_KINDS,
  LOG_OUTCOMES,
  SUBJECT_ROLES,
  writeLogFilter,
  type Choice,
  type LogFilter,
  type LogFilterAsked,
} from '@broker/audit';
import { DATASETS, datasetById } from '@broker/catalogue';
import type { Refusal } from '@broker/kernel';
import { dayItems, dayOf } from '../format/date-fields.js';
import { localDateText } from '../format/dates.js';
import { textOf, type Form } from '../format/form.js';
import { paths } from '../paths.js';
import { exceptionTitle, type AgreementWords } from './log-words.js';

/** A question of the filter (arguments of the GOV.UK select or date input). */
export type FilterField =
  | { kind: 'select'; id: string; label: string; items: { value: string; text: string; selected: boolean }[] }
  | { kind: 'date'; id: string; label: string; items: ReturnType<typeof dayItems>; error: string | null };

/** The filter of the log as a form, with what is chosen. */
export interface LogFilterView {
  fields: FilterField[];
  /** What is chosen, each with the address of the log without it. */
  chosen: { text: string; href: string }[];
  clear: string;
  errors: { text: string; href: string }[];
}

/** What a filter can be narrowed to. */
export interface LogChoices extends AgreementWords {
  agencies: readonly Choice[];
  officers: readonly Choice[];
}

const DATE_PARTS = ['from', 'to'] as const;

/** A filter as an address or the form gives it: a day comes whole, or in its three parts. */
export function filterAsked(query: Form): LogFilterAsked {
  const parts = [
    'kind',
    'agency',
    'officer',
    'gateway',
    'purpose',
    'dataset',
    'subjectRole',
    'convictionData',
  ] as const;
  const rest = ['outcome', 'late', 'exception', 'samePersonAs'] as const;
  const texts = [...parts, ...rest].map((name) => [name, textOf(query, name)]);
  const days = DATE_PARTS.map((name) => [name, dayOf(query, name) || textOf(query, name)]);
  return Object.fromEntries([...texts, ...days]) as LogFilterAsked;
}

/** @param refusal why the filter that was asked for was not taken; the page then shows what `filter` finds. */
export function presentLogFilter(
  filter: LogFilter,
  choices: LogChoices,
  asked: LogFilterAsked,
  refusal: Refusal | null = null,
): LogFilterView {
  const wrong = refusal?.where?.column ?? null;
  const codes = (words: Readonly<Record<string, string>>) =>
    Object.entries(words).map(([value, text]) => ({ value, text }));
  const named = (list: readonly Choice[]) => list.map(({ id, name }) => ({ value: id, text: name }));
  const yesOrNo = [
    { value: 'yes', text: 'Yes' },
    { value: 'no', text: 'No' },
  ];
  const select = (
    id: keyof LogFilter,
    label: string,
    all: string,
    items: { value: string; text: string }[],
  ): FilterField => ({
    kind: 'select',
    id,
    label,
    items: [{ value: '', text: all }, ...items].map((item) => ({
      ...item,
      selected: item.value === (asked[id] ?? ''),
    })),
  });
  const date = (id: 'from' | 'to', label: string): FilterField => ({
    kind: 'date',
    id,
    label,
    items: dayItems(asked[id] || null, wrong === id),
    error: wrong === id && refusal ? `${refusal.message} ${refusal.mend}` : null,
  });
  return {
    fields: [
      select('kind', 'Show', 'Everything', codes(LOG_KINDS)),
      select('agency', 'Agency', 'Every agency', named(choices.agencies)),
      select('officer', 'Officer', 'Every officer', named(choices.officers)),
      select('outcome', 'Outcome', 'Every outcome', codes(LOG_OUTCOMES)),
      select('purpose', 'Purpose', 'Every purpose', codes(choices.purposes)),
      select('gateway', 'Gateway', 'Every gateway', codes(choices.gateways)),
      select(
        'dataset',
        'Dataset',
        'Every dataset',
        DATASETS.map(({ id, title }) => ({ value: id, text: title })),
      ),
      select('subjectRole', 'Whose information', 'Anybody’s', codes(SUBJECT_ROLES)),
      select('convictionData', 'Conviction data', 'Either', yesOrNo),
      select('late', 'Late', 'Either', yesOrNo),
      select(
        'exception',
        'Exception',
        'Any or none',
        EXCEPTION_RULES.map(({ id, title }) => ({ value: id, text: title })),
      ),
      date('from', 'Entered from'),
      date('to', 'Entered to'),
    ],
    chosen: chosenOf(filter, choices),
    clear: paths.disclosureLog({}),
    errors: refusal
      ? [{ text: refusal.message, href: `#${wrong === 'from' || wrong === 'to' ? `${wrong}-day` : (wrong ?? 'kind')}` }]
      : [],
  };
}

function chosenOf(filter: LogFilter, choices: LogChoices): LogFilterView['chosen'] {
  const written = writeLogFilter(filter);
  const nameOf = (list: readonly Choice[], id = '') => list.find((one) => one.id === id)?.name ?? 'Another';
  const words: Partial<Record<keyof LogFilter, string | undefined>> = {
    kind: filter.kind && LOG_KINDS[filter.kind],
    agency: filter.agency && nameOf(choices.agencies, filter.agency),
    officer: filter.officer && nameOf(choices.officers, filter.officer),
    gateway: filter.gateway && (choices.gateways[filter.gateway] ?? filter.gateway),
    purpose: filter.purpose && (choices.purposes[filter.purpose] ?? filter.purpose),
    dataset: filter.dataset && (datasetById(filter.dataset)?.title ?? filter.dataset),
    subjectRole: filter.subjectRole && SUBJECT_ROLES[filter.subjectRole],
    convictionData: filter.convictionData ? 'Conviction data' : 'No conviction data',
    outcome: filter.outcome && LOG_OUTCOMES[filter.outcome],
    late: filter.late ? 'Late' : 'Not late',
    exception: filter.exception && exceptionTitle(filter.exception),
    from: filter.from && `Entered from ${localDateText(filter.from)}`,
    to: filter.to && `Entered to ${localDateText(filter.to)}`,
    samePersonAs: 'The same person',
  };
  return Object.keys(written).map((name) => ({
    text: words[name as keyof LogFilter] ?? name,
    href: paths.disclosureLog({}, { ...written, [name]: undefined }),
  }));
}
