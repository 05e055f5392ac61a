export * from './actor.js';
export * from './deadline-scope.js';
export * from './officers/index.js';
export * from './permissions/index.js';
export * from './tokens/index.js';
export * from './sign-in/index.js';
