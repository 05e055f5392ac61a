export type { Likeness, Subject } from './domain/index.js';
export * from './subject-index.entity.js';
export * from './subject-index.module.js';
export * from './subject-index.service.js';
