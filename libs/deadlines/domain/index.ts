export * from './alarm-times.js';
export * from './deadline-state.js';
