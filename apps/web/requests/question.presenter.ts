import type { Refusal } from '@broker/kernel';
import type { Form } from '../format/form.js';
import { presentClause, type ClauseView } from '../format/refusal.presenter.js';
import { paths } from '../paths.js';
import type { Field } from './question-fields.js';
import type { QuestionFacts, RequestQuestion } from './request-question.js';
import { askedOf } from './request-questions.js';
import { titleOf } from './requests.presenter.js';

/** No such question, or none that is asked. */
export const noSuchQuestion: Refusal = {
  code: 'web/no-such-question',
  clause: 'ISA-24',
  message: 'A request has no such question.',
  mend: 'Open the request and check its answers.',
};

/** What the page of a question shows. */
export interface QuestionPage {
  heading: string;
  caption: string;
  back: string;
  intro: string;
  fields: Field[];
  /** The field that a link to a field leads to: of choices, the first of them. */
  anchors: Record<string, string>;
  isFromCheck: boolean;
  /** Gateways that are not open, with the reason; only where the gateway is asked for. */
  closed: { text: string; why: string; mend: string; clause: ClauseView }[];
  errors: { text: string; href: string }[];
}

/** @param sent what was sent and is shown again; null on the first look. */
export function presentQuestion(
  question: RequestQuestion,
  facts: QuestionFacts,
  sent: Form | null,
  isFromCheck: boolean,
): QuestionPage {
  const { view, gateways, gatewayTexts } = facts;
  const fields = question.fields(facts, sent);
  const asked = askedOf(facts);
  const before = asked[asked.findIndex(({ name }) => name === question.name) - 1];
  const closed = gateways.flatMap((one) =>
    one.open
      ? []
      : [
          {
            text: gatewayTexts[one.gateway] ?? one.gateway,
            why: one.refusal.message,
            mend: one.refusal.mend,
            clause: presentClause(one.refusal.clause),
          },
        ],
  );
  return {
    heading: question.title,
    caption: titleOf(view),
    back:
      isFromCheck || !before
        ? paths.requestCheck({ id: view.id })
        : paths.requestQuestion({ id: view.id, question: before.name }),
    intro: question.intro ?? '',
    fields,
    anchors: Object.fromEntries(fields.map(({ id, kind }) => [id, kind === 'date' ? `${id}-day` : id])),
    isFromCheck,
    closed: question.name === 'gateway' ? closed : [],
    errors: [],
  };
}
