export * from './alarm-times.js';
export * from './clock-progress.js';
export * from './deadline-state.js';
export * from './recount.js';
