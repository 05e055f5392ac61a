export * from './agreement-text.js';
export * from './break-glass.js';
export * from './draft-rules.js';
export * from './gateways.js';
export * from './standard-agreement.js';
export * from './standing.js';
export * from './succession.js';
export * from './version-workflow.js';
