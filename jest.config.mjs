import { readFileSync } from 'node:fs';

// The application is ESM at run time. Jest compiles everything to CommonJS: on Node 20 it cannot require() ESM packages,
// and its own ESM mode is experimental and slower.
const swcrc = JSON.parse(readFileSync(new URL('./.swcrc', import.meta.url), 'utf8'));
delete swcrc.$schema;
delete swcrc.jsc.baseUrl; // aliases are mapped below
delete swcrc.jsc.paths;
const ts = { ...swcrc, swcrc: false, sourceMaps: 'inline', module: { type: 'commonjs' } };
const js = {
  swcrc: false,
  sourceMaps: false,
  module: { type: 'commonjs' },
  jsc: { target: 'es2022', parser: { syntax: 'ecmascript' } },
};
const esmOnly = [
  '@nestjs',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@borewit',
  '@tokenizer',
  'es-toolkit',
  'js-yaml',
  'openid-client',
  'oauth4webapi',
  'jose',
  '@scure',
  '@noble',
  '@otplib',
  'double-metaphone',
];
const base = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json', 'node'],
  transform: { '^.+\\.ts$': ['@swc/jest', ts], '^.+\\.m?js$': ['@swc/jest', js] },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  moduleNameMapper: {
    '^file-type$': '<rootDir>/node_modules/file-type/index.js', // offers itself to import alone
    '^@broker/([^/]+)$': '<rootDir>/libs/$1/index.ts',
    '^(\\.{1,2}/.*)\\.js$': ['$1.js', '$1.ts', '$1'],
  },
};
const database = {
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  setupFiles: ['<rootDir>/test/support/system-process.ts'],
};

export default {
  projects: [
    { ...base, displayName: 'unit', roots: ['<rootDir>/apps', '<rootDir>/libs'], testRegex: '\\.spec\\.ts$' },
    {
      ...base,
      displayName: 'architecture',
      roots: ['<rootDir>/test/architecture'],
      testRegex: '\\.arch-spec\\.ts$',
    },
    {
      ...base,
      ...database,
      displayName: 'integration',
      roots: ['<rootDir>/test', '<rootDir>/libs'],
      testRegex: '\\.(int-spec|clause-spec)\\.ts$',
    },
    { ...base, ...database, displayName: 'e2e', roots: ['<rootDir>/test/e2e'], testRegex: '\\.e2e-spec\\.ts$' },
  ],
  workerIdleMemoryLimit: '768MB',
  testTimeout: 180_000,
};
