import type { RequestCommand, RequestView, RequestWords } from '@broker/disclosure';
import type { Act } from '@broker/identity';
import { textOf, type Form } from '../format/form.js';
import { area, oneOf, type Field } from './question-fields.js';

/** One page that does one step of a request. */
export interface RequestStep {
  /** Last part of its address. */
  name: string;
  act: Act;
  title: string;
  button: string;
  isWarning?: true;
  /** Sentences above the fields. */
  intro(view: RequestView, words: RequestWords): string[];
  fields(sent: Form | null): Field[];
  command(form: Form): RequestCommand;
}

/** The steps of a request that are one form; deciding has pages of its own. */
export const REQUEST_STEPS: readonly RequestStep[] = [
  {
    name: 'question',
    act: 'request.decide',
    title: 'What do you need to know before you decide?',
    button: 'Ask the question',
    intro: () => [
      'The clock of your decision stops until the asking agency replies, and then begins anew. You can decide without a reply.',
    ],
    fields: (sent) => [
      area(
        'question',
        'What do you need to know before you decide?',
        'The asking agency reads it.',
        textOf(sent ?? {}, 'question'),
      ),
    ],
    command: (form) => ({ step: 'ask', question: textOf(form, 'question') }),
  },
  {
    name: 'reply',
    act: 'request.ask',
    title: 'Reply to the question',
    button: 'Send the reply',
    intro: (_, { questions }) => [`They ask: ${questions.at(-1)?.question ?? ''}`],
    fields: (sent) => [area('reply', 'Your reply', 'The agency that decides reads it.', textOf(sent ?? {}, 'reply'))],
    command: (form) => ({ step: 'reply', reply: textOf(form, 'reply') }),
  },
  {
    name: 'withdraw',
    act: 'request.withdraw',
    title: 'Withdraw this request?',
    button: 'Withdraw it',
    isWarning: true,
    intro: ({ sentAt }) => [
      sentAt
        ? 'Nothing will be disclosed on it any more. The request and its history stay in the requests folders.'
        : 'It was not sent. What was written on it is destroyed, and cannot be brought back.',
    ],
    fields: () => [],
    command: () => ({ step: 'withdraw' }),
  },
  {
    name: 'second',
    act: 'request.second',
    title: 'Do you agree with the decision?',
    button: 'Save',
    intro: (_, { reasons }) => [
      'Nothing goes out before a second officer agrees. The agency that asks does not see the decision until then.',
      `Reasons: ${reasons?.summary ?? ''}`,
      `Fair balance: ${reasons?.balance ?? ''}`,
    ],
    fields: (sent) => [
      oneOf('radios', 'agree', 'Do you agree?', '', [
        { value: 'yes', text: 'Yes: let the decision stand', checked: textOf(sent ?? {}, 'agree') === 'yes' },
        { value: 'no', text: 'No: send it back to be considered again', checked: textOf(sent ?? {}, 'agree') === 'no' },
      ]),
      area('note', 'Your reasons', 'Needed where you send it back.', textOf(sent ?? {}, 'note'), 4),
    ],
    command: (form) => ({
      step: textOf(form, 'agree') === 'yes' ? 'second' : 'return',
      note: textOf(form, 'note'),
    }),
  },
];
