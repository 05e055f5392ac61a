import type { Clause } from '@broker/kernel';

/** One kind of act that leaves evidence in the ledger. */
export interface AuditEvent {
  /** The paragraph of the agreement that asks for the evidence. */
  clause: Clause;
  /** One sentence: what an entry of this kind says has happened. */
  meaning: string;
  outcome: 'done' | 'refused';
  /** The particulars every entry of this kind carries; null stands where one does not apply. */
  facts: readonly string[];
}
