export * from './name-parts.js';
export * from './nicknames.js';
export * from './subject-tokens.js';
