export * from './finer-step.js';
export * from './release-utility.js';
export type * from './utility-figures.js';
