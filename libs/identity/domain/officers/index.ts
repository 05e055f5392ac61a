export * from './absence.js';
export * from './cover.js';
export * from './nomination.js';
export * from './posture.js';
export * from './registration.js';
export * from './training.js';
