export * from './password-rules.js';
export * from './second-factor-code.js';
