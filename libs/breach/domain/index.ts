export * from './breach.js';
export * from './breach-clocks.js';
export * from './breach-context.js';
export * from './breach-messages.js';
export * from './breach-refusals.js';
export * from './breach-workflow.js';
export * from './decide.js';
export { missingOf, partnersOf } from './decide-report.js';
export { TEXT_MAX } from './text.js';
