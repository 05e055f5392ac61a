export * from './actor.js';
export * from './permissions/index.js';
