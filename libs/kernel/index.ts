export * from './clock.js';
export * from './identifier.js';
export * from './local-date.js';
export * from './refusal.js';
