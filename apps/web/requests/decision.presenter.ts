import {
  ARTICLE_8_INTERESTS,
  ITEM_KINDS,
  type Article8Interest,
  type DecisionAnswers,
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
}

/** What a page of the decision shows. */
export interface DecisionPage extends DecisionStep {
  caption: string;
  heading: string;
  back: string;
  place: string;
  /** Answers of the other pages, carried along; nothing is kept before the decision is made. */
  carried: { name: string; value: string }[];
  errors: { text: string; href: string }[];
}

/** The last page: everything once more. */
export interface DecisionCheckPage {
  caption: string;
  back: string;
  rows: { key: string; values: string[]; step: string }[];
  outcome: string;
  needsSecond: boolean;
  carried: { name: string; value: string }[];
  errors: { text: string; href: string }[];
}

const decisionOf = (form: Form, itemId: string): string => textOf(form, `decision-${itemId}`);

const isAllRefused = ({ view }: QuestionFacts, form: Form): boolean =>
  view.items.every(({ itemId }) => decisionOf(form, itemId) === 'refused');

/** The pages of a decision. Interest and balance are not asked where everything is refused. */
export function decisionSteps(facts: QuestionFacts, form: Form): DecisionStep[] {
  const { view, words } = facts;
  const items = view.items.map(({ itemId, kind }, index): DecisionStep => {
    const asked = words.items.find(({ id }) => id === itemId);
    return {
      name: `item-${index + 1}`,
      title: `Item ${index + 1} of ${view.items.length}: authorise or refuse?`,
      about: { kind: ITEM_KINDS[kind], what: asked?.what ?? '', why: asked?.why ?? '' },
      fields: [
        oneOf('radios', `decision-${itemId}`, 'Your decision', '', [
          { value: 'authorised', text: 'Authorise it', checked: decisionOf(form, itemId) === 'authorised' },
          { value: 'refused', text: 'Refuse it', checked: decisionOf(form, itemId) === 'refused' },
        ]),
        area(
          `reason-${itemId}`,
          'Reason for this item',
          'Needed where you refuse it. The asking agency reads it.',
          textOf(form, `reason-${itemId}`),
          3,
        ),
      ],
    };
  });
  const interest = textOf(form, 'interest') || view.article8Interest;
  const balance: DecisionStep[] = [
    {
      name: 'interest',
      title: 'For which interest do you authorise it?',
      about: null,
      fields: [
        oneOf(
          'radios',
          'interest',
          'For which interest do you authorise it?',
          'The asking agency’s answer is marked. Choose another one if that does not carry it.',
          choicesOf(ARTICLE_8_INTERESTS, [interest]),
        ),
      ],
    },
    {
      name: 'balance',
      title: 'Why is it proportionate and a fair balance?',
      about: null,
      fields: [
        area(
          'balance',
          'Why is it proportionate and a fair balance?',
          'What it serves, against what it does to the person’s privacy.',
          textOf(form, 'balance'),
        ),
      ],
    },
  ];
  const reasons: DecisionStep = {
    name: 'reasons',
    title: 'What are your reasons?',
    about: null,
    fields: [
      area(
        'reasons',
        'What are your reasons?',
        'For the decision as a whole. The asking agency reads them.',
        textOf(form, 'reasons'),
      ),
    ],
  };
  return [...items, ...(isAllRefused(facts, form) ? [] : balance), reasons];
}

/** Every answer of a decision that a form can hold. */
const carriedOf = ({ view }: QuestionFacts, form: Form, but: readonly Field[]): { name: string; value: string }[] => {
  const names = view.items.flatMap(({ itemId }) => [`decision-${itemId}`, `reason-${itemId}`]);
  return [...names, 'interest', 'balance', 'reasons']
    .filter((name) => textOf(form, name) && !but.some(({ id }) => id === name))
    .map((name) => ({ name, value: textOf(form, name) }));
};

/** What is wrong with the answers of one page: field and sentence; null when nothing is. */
export function stepFault({ name, fields }: DecisionStep, form: Form): { field: string; text: string } | null {
  const [first, second] = fields;
  const answer = textOf(form, first!.id).trim();
  if (answer === '') return { field: first!.id, text: EMPTY[name] ?? 'Say whether you authorise or refuse it.' };
  const isSilent = answer === 'refused' && second !== undefined && textOf(form, second.id).trim() === '';
  return isSilent ? { field: second.id, text: 'Say why you refuse it.' } : null;
}

const EMPTY: Readonly<Record<string, string>> = {
  interest: 'Choose the interest for which you authorise it.',
  balance: 'Say why it is proportionate and a fair balance.',
  reasons: 'Say why you decide so.',
};

/** One page of the decision. */
export const presentDecision = (facts: QuestionFacts, step: DecisionStep, form: Form): DecisionPage => ({
  ...step,
  caption: titleOf(facts.view),
  heading: step.title,
  back: paths.request({ id: facts.view.id }),
  place: step.name,
  carried: carriedOf(facts, form, step.fields),
  errors: [],
});

const WORDS: Readonly<Record<string, string>> = { authorised: 'Authorised', refused: 'Refused' };

/** The decision as a whole, before it is made. */
export function presentDecisionCheck(facts: QuestionFacts, form: Form, needsSecond: boolean): DecisionCheckPage {
  const { view, words } = facts;
  const decisions = view.items.map(({ itemId }) => decisionOf(form, itemId));
  const authorised = decisions.filter((one) => one === 'authorised').length;
  const isRefused = authorised === 0;
  const interest = textOf(form, 'interest');
  return {
    caption: titleOf(view),
    back: paths.request({ id: view.id }),
    rows: [
      ...view.items.map(({ itemId, kind }, index) => ({
        key: words.items.find(({ id }) => id === itemId)?.what ?? ITEM_KINDS[kind],
        values: [WORDS[decisions[index]!] ?? 'Not decided', textOf(form, `reason-${itemId}`)].filter(Boolean),
        step: `item-${index + 1}`,
      })),
      ...(isRefused
        ? []
        : [
            {
              key: 'Interest',
              values: [ARTICLE_8_INTERESTS[interest as Article8Interest] ?? 'Not chosen'],
              step: 'interest',
            },
            { key: 'Fair balance', values: [textOf(form, 'balance')], step: 'balance' },
          ]),
      { key: 'Reasons', values: [textOf(form, 'reasons')], step: 'reasons' },
    ],
    outcome: isRefused
      ? 'You refuse the request.'
      : authorised === decisions.length
        ? 'You authorise the request in full.'
        : `You authorise ${authorised} of ${decisions.length} items and refuse the rest.`,
    needsSecond: needsSecond && !isRefused,
    carried: carriedOf(facts, form, []),
    errors: [],
  };
}

/** The answers as the rules take them. */
export const decisionFrom = ({ view }: QuestionFacts, form: Form): DecisionAnswers => ({
  items: Object.fromEntries(
    view.items.map(({ itemId }) => [
      itemId,
      { decision: decisionOf(form, itemId) as ItemDecision, reason: textOf(form, `reason-${itemId}`) },
    ]),
  ),
  reasons: textOf(form, 'reasons'),
  balance: textOf(form, 'balance'),
  interest: (textOf(form, 'interest') || null) as Article8Interest | null,
});
