export * from './disclosing/index.js';
export * from './asking/index.js';
export * from './disclosure.module.js';
export * from './subject-index/index.js';
export * from './records/index.js';
