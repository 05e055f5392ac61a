export * from './finer-step.js';
export type { QuestionError } from './question-error.js';
export * from './release-utility.js';
