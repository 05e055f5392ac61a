export * from './disclosing/index.js';
export * from './asking/index.js';
export * from './disclosure.module.js';
export * from './keeping/index.js';
export * from './retention/index.js';
export * from './subject-index/index.js';
export * from './records/index.js';
