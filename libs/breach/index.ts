export * from './breach.module.js';
