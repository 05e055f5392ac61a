export * from './breach.module.js';
export * from './domain/index.js';
