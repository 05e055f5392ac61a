export * from './agreement-text.js';
