export * from './clock.js';
export * from './local-date.js';
export * from './refusal.js';
