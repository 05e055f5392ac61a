export * from './disclose.js';
export * from './disclosure.js';
export * as disclosureRefusals from './disclosure-refusals.js';
