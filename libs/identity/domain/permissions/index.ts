export * from './conditions.js';
export * from './may-act.js';
export * from './permission.js';
export * from './table.js';
