export * from './disclosure-record.entity.js';
export * from './disclosure-record.service.js';
export * from './domain/index.js';
export * from './record-correction.service.js';
export * from './record.queries.js';
export * from './record-store.service.js';
export * from './record-telling.service.js';
export { RecordWriting, type BegunRecord, type ContactEntry } from './record-writing.service.js';
export * from './records.module.js';
