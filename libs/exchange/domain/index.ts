export * from './cell-filter.js';
export * from './evidence.js';
export * from './file-name.js';
export * from './information-period.js';
export * from './intake.js';
export * from './release-rows.js';
export * from './submission-workflow.js';
