export * from './cell-counter.js';
export * from './differencing.js';
export * from './enforce.js';
export * from './gate.js';
export * from './hierarchy.js';
export { describeStep, explainChoice } from './ladder-explanation.js';
export * from './policy.js';
export * from './report.js';
