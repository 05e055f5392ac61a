import { LedgerCheckpoint } from './checkpoints/ledger-checkpoint.entity.js';
import { LedgerCosignature } from './checkpoints/ledger-cosignature.entity.js';
import { LedgerKey } from './checkpoints/ledger-key.entity.js';
import { LedgerEntry } from './ledger-entry.entity.js';
import { LedgerHead } from './ledger-head.entity.js';
import { LedgerPending } from './ledger-pending.entity.js';
import { LedgerSequence } from './ledger-sequence.entity.js';
import { LedgerTile } from './ledger-tile.entity.js';
import { LedgerReceipt } from './receipts/ledger-receipt.entity.js';
import { WitnessRule } from './witnesses/witness-rule.entity.js';
import { Witness } from './witnesses/witness.entity.js';

/** The tables of the ledger. */
export const LEDGER_ENTITIES = [
  LedgerEntry,
  LedgerPending,
  LedgerSequence,
  LedgerTile,
  LedgerHead,
  LedgerKey,
  LedgerCheckpoint,
  LedgerCosignature,
  LedgerReceipt,
  Witness,
  WitnessRule,
];
