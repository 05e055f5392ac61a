import { ARTICLE_8_INTERESTS, needsNoPerson, URGENCIES, type ServiceStandard } from '@broker/disclosure';
import { textOf } from '../format/form.js';
import { countText } from '../format/numbers.js';
import { area, chosen, choicesOf, oneOf } from './question-fields.js';
import type { RequestQuestion } from './request-question.js';

const urgenciesIn = ({ routineDays, urgentDays }: ServiceStandard): Record<string, string> => ({
  routine: `${URGENCIES.routine}: an answer within ${countText(routineDays, 'working day')}`,
  urgent: `${URGENCIES.urgent}: an answer within ${countText(urgentDays, 'working day')}`,
});

/** By which purpose and power, and why it is proportionate. */
export const POWER_QUESTIONS: readonly RequestQuestion[] = [
  {
    name: 'gateway',
    title: 'Which gateway do you use?',
    key: 'Gateway',
    fields: ({ view, gateways, gatewayTexts }, sent) => {
      const marked = sent ? textOf(sent, 'gateway') : view.gateway;
      const items = gateways.flatMap((one) =>
        one.open
          ? [{ value: one.gateway, text: gatewayTexts[one.gateway] ?? one.gateway, checked: one.gateway === marked }]
          : [],
      );
      const hint = 'The legal power to disclose. Only those that are open to your agency for this request are listed.';
      return [oneOf('radios', 'gateway', 'Which gateway do you use?', hint, items)];
    },
    answers: (form) => chosen(form, 'gateway', 'gateway'),
    summary: ({ view, gatewayTexts }) => (view.gateway ? (gatewayTexts[view.gateway] ?? view.gateway) : ''),
    faults: {
      'gateway-missing': 'gateway',
      'no-such-gateway': 'gateway',
      'gateway-not-admitted': 'gateway',
      'gateway-not-in-force': 'gateway',
      'gateway-depersonalised-only': 'gateway',
      'gateway-not-for-this-agency': 'gateway',
      'gateway-bars-the-holder': 'gateway',
      'gateway-bars-the-item': 'gateway',
    },
  },
  {
    name: 'order',
    title: 'Which order of a court is it?',
    key: 'Order of the court',
    applies: ({ view }) => view.gateway === 'court-order',
    fields: ({ words }, sent) => [
      area(
        'order',
        'Which order of a court is it?',
        'The court, the order and its date.',
        sent ? textOf(sent, 'order') : words.gatewayWords,
        3,
      ),
    ],
    answers: (form) => ({ gatewayWords: textOf(form, 'order') }),
    summary: ({ words }) => words.gatewayWords,
    faults: { 'gateway-without-order': 'order' },
  },
  {
    name: 'purpose',
    title: 'Which purpose of the agreement does it serve?',
    key: 'Purpose',
    fields: ({ view, rules, purposes }, sent) => {
      const marked = sent ? textOf(sent, 'purpose') : view.purpose;
      const items = rules.purposes.flatMap((line) =>
        needsNoPerson(line)
          ? []
          : [{ value: line.id, text: purposes[line.id] ?? line.id, checked: line.id === marked }],
      );
      const hint = 'Purposes for which nobody need be identified are left out: use the partners’ releases for those.';
      return [oneOf('radios', 'purpose', 'Which purpose of the agreement does it serve?', hint, items)];
    },
    answers: (form) => chosen(form, 'purpose', 'purpose'),
    summary: ({ view, purposes }) => (view.purpose ? (purposes[view.purpose] ?? view.purpose) : ''),
    faults: { 'purpose-missing': 'purpose', 'purpose-needs-no-person': 'purpose' },
  },
  {
    name: 'article-8',
    title: 'For which interest is it necessary?',
    key: 'Interest of Article 8',
    fields: ({ view }, sent) => [
      oneOf(
        'radios',
        'article-8',
        'For which interest is it necessary?',
        'Private life may be interfered with only for one of these (European Convention on Human Rights, Article 8).',
        choicesOf(ARTICLE_8_INTERESTS, [sent ? textOf(sent, 'article-8') : view.article8Interest]),
      ),
    ],
    answers: (form) => chosen(form, 'article-8', 'article8Interest'),
    summary: ({ view }) => (view.article8Interest ? ARTICLE_8_INTERESTS[view.article8Interest] : ''),
    faults: { 'interest-missing': 'article-8' },
  },
  {
    name: 'necessity',
    title: 'Why is it necessary?',
    key: 'Necessity',
    fields: ({ words }, sent) => [
      area(
        'necessity',
        'Why is it necessary?',
        'What you could not do without it, and what you have tried instead.',
        sent ? textOf(sent, 'necessity') : words.necessity,
      ),
    ],
    answers: (form) => ({ necessity: textOf(form, 'necessity') }),
    summary: ({ words }) => words.necessity,
    faults: { 'necessity-missing': 'necessity' },
  },
  {
    name: 'proportionality',
    title: 'Why is it proportionate?',
    key: 'Proportionality',
    fields: ({ words }, sent) => [
      area(
        'proportionality',
        'Why is it proportionate?',
        'Why the benefit outweighs the harm to the person’s privacy, and why less would not do.',
        sent ? textOf(sent, 'proportionality') : words.proportionality,
      ),
    ],
    answers: (form) => ({ proportionality: textOf(form, 'proportionality') }),
    summary: ({ words }) => words.proportionality,
    faults: { 'proportionality-missing': 'proportionality' },
  },
  {
    name: 'urgency',
    title: 'How urgent is it?',
    key: 'Urgency',
    fields: ({ view, standard }, sent) => [
      oneOf(
        'radios',
        'urgency',
        'How urgent is it?',
        'The agreement names no time for an answer: these are the partnership’s own standards.',
        choicesOf(urgenciesIn(standard), [sent ? textOf(sent, 'urgency') : view.urgency]),
      ),
    ],
    answers: (form) => chosen(form, 'urgency', 'urgency'),
    summary: ({ view }) => (view.urgency ? URGENCIES[view.urgency] : ''),
    faults: { 'urgency-missing': 'urgency' },
  },
  {
    name: 'urgent',
    title: 'Why is it urgent?',
    key: 'Why it is urgent',
    applies: ({ view }) => view.urgency === 'urgent',
    fields: ({ words }, sent) => [
      area(
        'urgent',
        'Why is it urgent?',
        'What will happen if the answer takes the usual time.',
        sent ? textOf(sent, 'urgent') : words.urgencyWords,
      ),
    ],
    answers: (form) => ({ urgencyWords: textOf(form, 'urgent') }),
    summary: ({ words }) => words.urgencyWords,
    faults: { 'urgency-unexplained': 'urgent' },
  },
];
