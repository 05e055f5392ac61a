export * from './particulars.js';
export * from './record.js';
export * from './record-entries.js';
export * as recordRefusals from './record-refusals.js';
export * from './record-workflow.js';
export { retainUntil, type KeptKind } from './retention.js';
