import { LedgerEntry } from './ledger-entry.entity.js';
import { LedgerHead } from './ledger-head.entity.js';
import { LedgerPending } from './ledger-pending.entity.js';
import { LedgerSequence } from './ledger-sequence.entity.js';
import { LedgerTile } from './ledger-tile.entity.js';

/** The tables of the ledger. */
export const LEDGER_ENTITIES = [LedgerEntry, LedgerPending, LedgerSequence, LedgerTile, LedgerHead];
