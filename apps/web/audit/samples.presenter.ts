import { STRATA, type SampleItemView, type SampleView } from '@broker/audit';
import { localDateText, momentText } from '../format/dates.js';
import { textOf, type Form } from '../format/form.js';
import { countText, numberText } from '../format/numbers.js';
import type { Tag } from '../format/tag.js';
import { blankForm, datePartsOf, type FormPage } from '../officers/form.presenter.js';
import { paths } from '../paths.js';
import { auditTabs, type AuditTab } from './log.presenter.js';

/** Code of a refusal → the question it is about. */
export const SAMPLE_PLACES: Readonly<Record<string, string>> = {
  'audit/sample-period': 'from',
  'audit/nothing-to-draw': 'from',
  'audit/sample-size': 'size',
  'audit/sample-seed': 'seed',
  'audit/sample-strata': 'strata',
};

/** What the page of samples shows. */
export interface SamplesPage {
  tabs: AuditTab[] | null;
  samples: { href: string; text: string; drawn: string; tag: Tag }[];
  draw: string | null;
}

/** @param isAuditor whether the reader draws samples; others only read. */
export const presentSamples = (samples: readonly SampleView[], isAuditor: boolean): SamplesPage => ({
  tabs: isAuditor ? auditTabs(paths.samples({})) : null,
  samples: samples.map((sample) => ({
    href: paths.sample({ id: sample.id }),
    text: `Sample ${sample.number}`,
    drawn: `${countText(sample.drawn, 'record')} of ${numberText(sample.population)}, drawn by ${sample.drawnBy} on ${momentText(sample.drawnAt)}. ${countText(sample.findings, 'finding')}.`,
    tag: progressOf(sample),
  })),
  draw: isAuditor ? paths.sampleNew({}) : null,
});

const progressOf = ({ drawn, reviewed }: SampleView): Tag =>
  reviewed === drawn
    ? { text: 'Gone through', classes: 'govuk-tag--green' }
    : { text: `${numberText(drawn - reviewed)} to go through`, classes: 'govuk-tag--yellow' };

/** What the page of one sample shows. */
export interface SamplePage {
  title: string;
  tag: Tag;
  rows: { key: { text: string }; value: { text: string; classes: string } }[];
  items: {
    position: number;
    href: string;
    text: string;
    detail: string;
    tag: Tag | null;
    inOrder: string | null;
    finding: string | null;
  }[];
  /** Where it is drawn again, to see that the same records come out. */
  again: string | null;
  /** What came out of drawing it again. */
  outcome: string;
}

/** @param again what drawing it again gave; null when nobody has asked. */
export function presentSample(
  { sample, items }: { sample: SampleView; items: readonly SampleItemView[] },
  isAuditor: boolean,
  again: { isSame: boolean } | null,
): SamplePage {
  const { id } = sample;
  const rows: [string, string][] = [
    ['Drawn', `By ${sample.drawnBy} on ${momentText(sample.drawnAt)}`],
    [
      'From',
      `${countText(sample.population, 'record')} of ${localDateText(sample.fromOn)} to ${localDateText(sample.toOn)} that were finished by then`,
    ],
    ['A share for each', STRATA[sample.strata]],
    ['Seed', sample.seed],
    ['Hash of the draw', sample.drawSha256],
  ];
  return {
    title: `Sample ${sample.number}`,
    tag: progressOf(sample),
    rows: rows.map(([key, text]) => ({
      key: { text: key },
      value: { text, classes: key === 'Seed' || key === 'Hash of the draw' ? 'broker-mono' : '' },
    })),
    items: items.map((item) => ({
      position: item.position,
      href: paths.logRecord({ id: item.recordId }),
      text: item.reference,
      detail: [item.agency, item.occurredOn && localDateText(item.occurredOn)].filter(Boolean).join(', '),
      tag: item.result && RESULTS[item.result],
      inOrder: isAuditor && !item.result ? paths.sampleRecord({ id, position: String(item.position) }) : null,
      finding:
        isAuditor && !item.result
          ? paths.logFinding({ id: item.recordId }, { sample: id, position: item.position })
          : null,
    })),
    again: isAuditor ? paths.sampleAgain({ id }) : null,
    outcome: again ? (again.isSame ? SAME : OTHER) : '',
  };
}

const RESULTS: Record<'in-order' | 'finding', Tag> = {
  'in-order': { text: 'In order', classes: 'govuk-tag--green' },
  finding: { text: 'Finding', classes: 'govuk-tag--red' },
};
const SAME = 'Drawn again just now: the same records come out, in the same order.';
const OTHER =
  'Drawn again just now: other records come out. Records have been removed or altered since. Tell the operator of the broker.';

/** The form by which a sample is drawn. @param seed proposed; nobody could have chosen it. */
export const sampleForm = (form: Form, seed: string): FormPage =>
  blankForm({
    title: 'Draw a sample',
    caption: 'Disclosure log',
    back: { text: 'Samples', href: paths.samples({}) },
    lead: 'From the finished disclosure records of a period. Whoever knows the seed can draw the same sample again and see that nothing was picked by hand.',
    button: 'Draw the sample',
    fields: [
      {
        kind: 'date',
        id: 'from',
        label: 'First day',
        hint: 'For example, 1 10 2026',
        value: datePartsOf(form, 'from'),
      },
      { kind: 'date', id: 'to', label: 'Last day', hint: 'For example, 31 12 2026', value: datePartsOf(form, 'to') },
      {
        kind: 'radios',
        id: 'strata',
        label: 'What gets its share of the sample?',
        items: Object.entries(STRATA).map(([value, text]) => ({
          value,
          text: value === 'none' ? 'Nothing: drawn from the whole log' : `Each ${text.toLowerCase()}`,
          checked: value === (textOf(form, 'strata') || 'agency'),
        })),
      },
      {
        kind: 'text',
        id: 'size',
        label: 'How many records?',
        value: form ? textOf(form, 'size') : '20',
        width: 'govuk-input--width-4',
      },
      {
        kind: 'text',
        id: 'seed',
        label: 'Seed',
        hint: 'Letters, digits and hyphens. Best is a number that nobody could choose, such as that of a public draw.',
        value: form ? textOf(form, 'seed') : seed,
      },
    ],
  });
