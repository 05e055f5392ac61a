import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * One step by which a tile of the tree grew: hashes end to end, the first of them at place `first` of the tile (see domain/hash-tiles.ts).
 * The rows of a tile, in order, are the tile. Never changed, never removed.
 */
@Entity('ledger_tile')
@Check('ledger_tile_hashes_check', 'octet_length(hashes) between 32 and 8192 and octet_length(hashes) % 32 = 0')
@Check('ledger_tile_first_check', 'first BETWEEN 0 AND 255')
export class LedgerTile {
  @PrimaryColumn('integer')
  level: number;

  @PrimaryColumn('bigint')
  idx: string;

  @PrimaryColumn('integer')
  first: number;

  @Column('bytea')
  hashes: Buffer;
}
