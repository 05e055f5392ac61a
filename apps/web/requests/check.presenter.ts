import type { RequestView } from '@broker/disclosure';
import { localDateText } from '../format/dates.js';
import { paths } from '../paths.js';
import type { QuestionFacts, RequestQuestion } from './request-question.js';
import { askedOf, REQUEST_QUESTIONS } from './request-questions.js';
import { titleOf } from './requests.presenter.js';

/** A line of a summary list. */
export interface SummaryRow {
  key: { text: string };
  value: { text: string };
  actions?: { items: { href: string; text: string; visuallyHiddenText: string }[] };
}

/** The answers of a request before it is sent. */
export interface CheckPage {
  caption: string;
  rows: SummaryRow[];
  withdrawHref: string;
  errors: { text: string; href: string }[];
}

/** Shows every answer with the way to change it; a public interest can always be added. */
export function presentCheck(facts: QuestionFacts): CheckPage {
  const asked = askedOf(facts);
  const shown = REQUEST_QUESTIONS.filter((question) => asked.includes(question) || question.name === 'public-interest');
  const { id } = facts.view;
  return {
    caption: titleOf(facts.view),
    rows: shown.map((question) => {
      const isAsked = asked.includes(question);
      return {
        ...rowOf(question, facts, isAsked ? 'Not answered yet' : 'None'),
        actions: {
          items: [
            {
              href: paths.requestQuestion({ id, question: question.name }, { from: 'check' }),
              text: question.summary(facts) || !isAsked ? 'Change' : 'Answer',
              visuallyHiddenText: question.key.toLowerCase(),
            },
          ],
        },
      };
    }),
    withdrawHref: paths.requestStep({ id, step: 'withdraw' }),
    errors: [],
  };
}

/** An answer as a line of a summary. */
export const rowOf = (question: RequestQuestion, facts: QuestionFacts, empty: string): SummaryRow => ({
  key: { text: question.key },
  value: { text: question.summary(facts) || empty },
});

/** What happens after a request was sent. */
export interface SentPage {
  reference: string;
  href: string;
  next: string[];
}

/** @param view a request that was sent. */
export function presentSent({ id, reference, holdingAgency, dueOn, urgency }: RequestView): SentPage {
  const day = dueOn ? localDateText(dueOn) : '';
  return {
    reference: reference ?? '',
    href: paths.request({ id }),
    next: [
      `${holdingAgency ?? 'The agency'} has your request now, and its designated officer has been told${urgency === 'urgent' ? ' at once; while they are away, their cover is' : ''}.`,
      `It answers by ${day}. The agreement names no time for that: it is the partnership’s own standard.`,
      'It may ask you a question first. You will be told, and it will be on your home page.',
      'You will be told of its decision, with its reasons, item by item.',
      'A record of the request is in your agency’s requests folder.',
    ],
  };
}
