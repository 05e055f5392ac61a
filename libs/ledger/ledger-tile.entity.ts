import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A tile of the tree: up to 256 hashes end to end (see domain/hash-tiles.ts). The last tile of a level grows until it is full. */
@Entity('ledger_tile')
@Check('ledger_tile_hashes_check', 'octet_length(hashes) between 32 and 8192 and octet_length(hashes) % 32 = 0')
export class LedgerTile {
  @PrimaryColumn('integer')
  level: number;

  @PrimaryColumn('bigint')
  idx: string;

  @Column('bytea')
  hashes: Buffer;
}
