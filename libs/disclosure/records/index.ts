export * from './disclosure-record.entity.js';
export * from './disclosure-record.service.js';
export * from './domain/index.js';
export * from './record-store.service.js';
export * from './records.module.js';
