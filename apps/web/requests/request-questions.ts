import { PERSON_QUESTIONS } from './person-questions.js';
import { POWER_QUESTIONS } from './power-questions.js';
import type { QuestionFacts, RequestQuestion } from './request-question.js';

const named = (name: string): RequestQuestion =>
  [...PERSON_QUESTIONS, ...POWER_QUESTIONS].find((question) => question.name === name)!;

/** Every question, in the order in which they are asked: the grounds before the gateway, so that it knows which are open. */
export const REQUEST_QUESTIONS: readonly RequestQuestion[] = [
  'why',
  'agency',
  'person',
  'role',
  'items',
  'conviction',
  'use',
  'purpose',
  'consent',
  'agreed',
  'public-interest',
  'exemption',
  'exemption-tests',
  'gateway',
  'order',
  'article-8',
  'necessity',
  'proportionality',
  'urgency',
  'urgent',
].map(named);

/** A question by the last part of its address; null where there is none. */
export const questionNamed = (name: string): RequestQuestion | null =>
  REQUEST_QUESTIONS.find((question) => question.name === name) ?? null;

/** The questions that are asked of this request. */
export const askedOf = (facts: QuestionFacts): RequestQuestion[] =>
  REQUEST_QUESTIONS.filter((question) => question.applies?.(facts) ?? true);

/** The question that follows; null where the answers are to be checked. */
export function questionAfter(name: string, facts: QuestionFacts): RequestQuestion | null {
  const asked = askedOf(facts);
  const place = REQUEST_QUESTIONS.findIndex((question) => question.name === name);
  return asked.find((question) => REQUEST_QUESTIONS.indexOf(question) > place) ?? null;
}

/** Where a refusal is mended: the question and its field; null where it is mended elsewhere. */
export function placeOf(code: string): { question: RequestQuestion; field: string } | null {
  const short = code.replace('asking/', '');
  const question = REQUEST_QUESTIONS.find(({ faults }) => Object.hasOwn(faults, short));
  return question ? { question, field: question.faults[short]! } : null;
}
