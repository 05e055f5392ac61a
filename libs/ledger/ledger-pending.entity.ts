import { Entity, PrimaryColumn } from 'typeorm';

/** An entry that has no place in the tree yet. The only rows of the ledger that are ever removed, by the sequencer. */
@Entity('ledger_pending')
export class LedgerPending {
  @PrimaryColumn('bigint')
  entryId: string;
}
