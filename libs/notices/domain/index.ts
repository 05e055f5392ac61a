export * from './email-wish.js';
export * from './notice-words/index.js';
