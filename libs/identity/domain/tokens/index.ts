export * from './access-token.js';
export * from './program.js';
export * from './signing-keys.js';
export * from './token-lives.js';
export * from './token-scopes.js';
