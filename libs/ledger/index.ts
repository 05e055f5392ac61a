export * from './domain/index.js';
export { LEDGER_FAULTS, type LedgerCheck, type LedgerFault } from './ledger-check.js';
export * from './ledger-entities.js';
export * from './ledger-sequencer.service.js';
export * from './ledger.module.js';
export * from './ledger.service.js';
