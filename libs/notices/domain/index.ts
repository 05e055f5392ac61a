export * from './deadline-words.js';
export * from './delivery.js';
export * from './email-text.js';
export * from './email-wish.js';
export * from './icalendar.js';
export * from './notice-words/index.js';
export * from './webhook-signature.js';
