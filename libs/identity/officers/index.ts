export * from './absence.entity.js';
export * from './address-book.service.js';
export * from './cover.service.js';
export * from './registration.entity.js';
export * from './toolkit-assessment.entity.js';
export * from './training.queries.js';
export * from './training-record.entity.js';
