import {
  ARTICLE_8_INTERESTS,
  ITEM_KINDS,
  type Article8Interest,
  type DecisionAnswers,
  type DecisionSoFar,
  type ItemDecision,
} from '@broker/disclosure';
import { textOf, type Form } from '../format/form.js';
import { paths } from '../paths.js';
import { area, choicesOf, oneOf, type Field } from './question-fields.js';
import type { QuestionFacts } from './request-question.js';
import { titleOf } from './requests.presenter.js';

/** A page of the decision: one for each item, then the interest, the balance, the reasons, and the check. */
export interface DecisionStep {
  name: string;
  title: string;
  /** What is asked for, and why, above the fields. */
  about: { kind: string; what: string; why: string } | null;
  fields: Field[];
  /** What the page's fields say, as it was sent. */
  change(form: Form): Partial<DecisionSoFar>;
  /** What is still to be answered on it: field and sentence; null when nothing is. */
  fault: { field: string; text: string } | null;
}

/** What a page of the decision shows. */
export interface DecisionPage extends Pick<DecisionStep, 'about' | 'fields'> {
  caption: string;
  heading: string;
  back: string;
  place: string;
  errors: { text: string; href: string }[];
}

/** The last page: everything once more. */
export interface DecisionCheckPage {
  caption: string;
  back: string;
  rows: { key: string; values: string[]; change: string }[];
  outcome: string;
  needsSecond: boolean;
  /** What is shown, sent along with the confirmation: nothing else is decided by it. */
  shown: { name: string; value: string }[];
  errors: { text: string; href: string }[];
}

const decisionName = (itemId: string): string => `decision-${itemId}`;
const reasonName = (itemId: string): string => `reason-${itemId}`;

const isAllRefused = ({ view }: QuestionFacts, { items }: DecisionSoFar): boolean =>
  view.items.every(({ itemId }) => items[itemId]?.decision === 'refused');

/** The pages of a decision. Interest and balance are not asked where everything is refused. */
export function decisionSteps(facts: QuestionFacts, soFar: DecisionSoFar): DecisionStep[] {
  const items = facts.view.items.map((_, index) => itemStep(facts, soFar, index));
  const balance = isAllRefused(facts, soFar) ? [] : [interestStep(facts, soFar), wordsStep('balance', soFar)];
  return [...items, ...balance, wordsStep('reasons', soFar)];
}

function itemStep({ view, words }: QuestionFacts, { items }: DecisionSoFar, index: number): DecisionStep {
  const { itemId, kind } = view.items[index]!;
  const asked = words.items.find(({ id }) => id === itemId);
  const { decision = null, reason = '' } = items[itemId] ?? {};
  const [decisionId, reasonId] = [decisionName(itemId), reasonName(itemId)];
  const undecided = decision === null ? { field: decisionId, text: 'Say whether you authorise or refuse it.' } : null;
  const silent = decision === 'refused' && reason.trim() === '';
  return {
    name: `item-${index + 1}`,
    title: `Item ${index + 1} of ${view.items.length}: authorise or refuse?`,
    about: { kind: ITEM_KINDS[kind], what: asked?.what ?? '', why: asked?.why ?? '' },
    fields: [
      oneOf('radios', decisionId, 'Your decision', '', [
        { value: 'authorised', text: 'Authorise it', checked: decision === 'authorised' },
        { value: 'refused', text: 'Refuse it', checked: decision === 'refused' },
      ]),
      area(reasonId, 'Reason for this item', 'Needed where you refuse it. The asking agency reads it.', reason, 3),
    ],
    change: (form) => ({ items: { [itemId]: itemIn(form, itemId) } }),
    fault: undecided ?? (silent ? { field: reasonId, text: 'Say why you refuse it.' } : null),
  };
}

const INTEREST_TITLE = 'For which interest do you authorise it?';

const interestStep = ({ view }: QuestionFacts, { interest }: DecisionSoFar): DecisionStep => ({
  name: 'interest',
  title: INTEREST_TITLE,
  about: null,
  fields: [
    oneOf(
      'radios',
      'interest',
      INTEREST_TITLE,
      'The asking agency’s answer is marked. Choose another one if that does not carry it.',
      choicesOf(ARTICLE_8_INTERESTS, [interest ?? view.article8Interest]),
    ),
  ],
  change: (form) => ({ interest: interestIn(form) }),
  fault: interest ? null : { field: 'interest', text: 'Choose the interest for which you authorise it.' },
});

const WORDS_PAGES = {
  balance: {
    title: 'Why is it proportionate and a fair balance?',
    hint: 'What it serves, against what it does to the person’s privacy.',
    missing: 'Say why it is proportionate and a fair balance.',
  },
  reasons: {
    title: 'What are your reasons?',
    hint: 'For the decision as a whole. The asking agency reads them.',
    missing: 'Say why you decide so.',
  },
} as const;

function wordsStep(name: keyof typeof WORDS_PAGES, soFar: DecisionSoFar): DecisionStep {
  const { title, hint, missing } = WORDS_PAGES[name];
  return {
    name,
    title,
    about: null,
    fields: [area(name, title, hint, soFar[name])],
    change: (form) => ({ [name]: textOf(form, name) }),
    fault: soFar[name].trim() === '' ? { field: name, text: missing } : null,
  };
}

const interestIn = (form: Form): Article8Interest | null =>
  (textOf(form, 'interest') || null) as Article8Interest | null;

const itemIn = (form: Form, itemId: string) => ({
  decision: (textOf(form, decisionName(itemId)) || null) as ItemDecision | null,
  reason: textOf(form, reasonName(itemId)),
});

/** One page of the decision. @param faults the sentences of its error summary. */
export const presentDecision = (
  { view }: QuestionFacts,
  { name, title, about, fields }: DecisionStep,
  errors: DecisionPage['errors'] = [],
): DecisionPage => ({
  caption: titleOf(view),
  heading: title,
  about,
  fields,
  back: paths.request({ id: view.id }),
  place: name,
  errors,
});

const WORDS: Readonly<Record<ItemDecision, string>> = { authorised: 'Authorised', refused: 'Refused' };

/** The decision as a whole, before it is made. */
export function presentDecisionCheck(
  facts: QuestionFacts,
  soFar: DecisionSoFar,
  needsSecond: boolean,
): DecisionCheckPage {
  const { view, words } = facts;
  const { id } = view;
  const isRefused = isAllRefused(facts, soFar);
  const change = (step: string): string => paths.requestDecide({ id }, { step });
  const items = view.items.map(({ itemId, kind }, index) => {
    const { decision, reason = '' } = soFar.items[itemId] ?? {};
    return {
      key: words.items.find((item) => item.id === itemId)?.what ?? ITEM_KINDS[kind],
      values: [decision ? WORDS[decision] : 'Not decided', reason].filter(Boolean),
      change: change(`item-${index + 1}`),
    };
  });
  const interest = soFar.interest ? ARTICLE_8_INTERESTS[soFar.interest] : 'Not chosen';
  const balance = [
    { key: 'Interest', values: [interest], change: change('interest') },
    { key: 'Fair balance', values: [soFar.balance], change: change('balance') },
  ];
  return {
    caption: titleOf(view),
    back: paths.request({ id }),
    rows: [
      ...items,
      ...(isRefused ? [] : balance),
      { key: 'Reasons', values: [soFar.reasons], change: change('reasons') },
    ],
    outcome: outcomeOf(facts, soFar),
    needsSecond: needsSecond && !isRefused,
    shown: shownOf(soFar),
    errors: [],
  };
}

function outcomeOf({ view }: QuestionFacts, { items }: DecisionSoFar): string {
  const authorised = view.items.filter(({ itemId }) => items[itemId]?.decision === 'authorised').length;
  if (authorised === 0) return 'You refuse the request.';
  if (authorised === view.items.length) return 'You authorise the request in full.';
  return `You authorise ${authorised} of ${view.items.length} items and refuse the rest.`;
}

const shownOf = ({ items, interest, balance, reasons }: DecisionSoFar): { name: string; value: string }[] =>
  [
    ...Object.entries(items).flatMap(([itemId, { decision, reason }]) => [
      { name: decisionName(itemId), value: decision ?? '' },
      { name: reasonName(itemId), value: reason },
    ]),
    { name: 'interest', value: interest ?? '' },
    { name: 'balance', value: balance },
    { name: 'reasons', value: reasons },
  ].filter(({ value }) => value !== '');

/** What the last page was sent with, as the rules take it; they refuse what is missing. */
export const decisionIn = ({ view }: QuestionFacts, form: Form): DecisionAnswers =>
  ({
    items: Object.fromEntries(view.items.map(({ itemId }) => [itemId, itemIn(form, itemId)])),
    reasons: textOf(form, 'reasons'),
    balance: textOf(form, 'balance'),
    interest: interestIn(form),
  }) as DecisionAnswers;
