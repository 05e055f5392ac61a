import type {
  AskingRules,
  GatewayAnswer,
  RequestAnswers,
  RequestView,
  RequestWords,
  ServiceStandard,
} from '@broker/disclosure';
import type { Form } from '../format/form.js';
import type { Field } from './question-fields.js';

/** What a question is made of. */
export interface QuestionFacts {
  view: RequestView;
  words: RequestWords;
  rules: AskingRules;
  /** The agreement's purposes and gateways, in words by id. */
  purposes: Readonly<Record<string, string>>;
  gatewayTexts: Readonly<Record<string, string>>;
  gateways: readonly GatewayAnswer[];
  standard: ServiceStandard;
}

/** One question of a request, on a page of its own. */
export interface RequestQuestion {
  /** Last part of its address. */
  name: string;
  title: string;
  /** What the summary calls it. */
  key: string;
  /** Sentences above the fields. */
  intro?: string;
  /** Whether it is asked at all; every question is, where this is left out. */
  applies?(facts: QuestionFacts): boolean;
  /** @param sent what was sent and is shown again; null on the first look. */
  fields(facts: QuestionFacts, sent: Form | null): Field[];
  answers(form: Form): RequestAnswers;
  /** The answer in words; empty while there is none. */
  summary(facts: QuestionFacts): string;
  /** Refusals that are mended here, by their code without the room; the field each is shown at. */
  faults: Readonly<Record<string, string>>;
}
