export * from './cover.js';
export * from './registration.js';
