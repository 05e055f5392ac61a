export * from './exception-rules.js';
export * from './export.js';
export * from './finding.js';
export * from './log-filter.js';
export * from './log-row.js';
export * from './mask.js';
export * from './reveal.js';
export * from './sample.js';
