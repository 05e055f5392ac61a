export * from './disclosure.module.js';
export * from './subject-index/index.js';
