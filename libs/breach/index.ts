export * from './breach.entity.js';
export * from './breach.module.js';
export * from './breach.queries.js';
export * from './breach.service.js';
export * from './breach-event.entity.js';
export * from './domain/index.js';
