export * from './foi-exemptions.js';
export * from './foi-request.js';
export * from './onward.js';
export * from './subject-access.js';
export * from './words.js';
