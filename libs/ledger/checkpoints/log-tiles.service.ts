import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { entryBundle, HASH_BYTES, TILE_WIDTH, type LedgerLeaf, type TileFile } from '../domain/index.js';
import { tilesNamed } from '../ledger-rows.js';
import { newestCheckpoint } from './checkpoint-signing.js';
import { CheckpointService } from './checkpoint.service.js';

/** The log as files that other people's tools read (C2SP tlog-tiles). What no checkpoint covers yet is not there. */
@Injectable()
export class LogTiles {
  constructor(
    private readonly dataSource: DataSource,
    private readonly checkpoints: CheckpointService,
  ) {}

  /** The newest checkpoint with the cosignatures under it; null before the first. */
  async checkpoint(): Promise<string | null> {
    return (await this.checkpoints.latest())?.note ?? null;
  }

  /** The hashes of a tile, end to end; null when the log of the newest checkpoint has no such tile. */
  async hashes({ level, index, width }: TileFile & { level: number }): Promise<Uint8Array | null> {
    if (!(await this.holds(level, index, width))) return null;
    const [tile] = await tilesNamed(this.dataSource.manager, [{ level, index }]);
    return tile?.hashes.subarray(0, width * HASH_BYTES) ?? null;
  }

  /**
   * Entries with their lengths before them; null when the log of the newest checkpoint does not hold so many. An entry that is not the reader's to
   * see stands there with length 0 (ISA-26): its hash is in the tile of hashes, so that the tree can be computed all the same.
   */
  async entries({ index, width }: TileFile, maySee: (leaf: LedgerLeaf) => boolean): Promise<Uint8Array | null> {
    if (!(await this.holds(0, index, width))) return null;
    const first = index * TILE_WIDTH;
    const rows = await this.dataSource.query<{ leaf: Buffer | null }[]>(
      `SELECT e.leaf FROM ledger_sequence s LEFT JOIN ledger_entry e ON e.id = s.entry_id
        WHERE s.seq >= $1 AND s.seq < $2 ORDER BY s.seq`,
      [first, first + width],
    );
    return entryBundle(rows.map(({ leaf }) => (leaf && maySee(leafIn(leaf)) ? leaf : new Uint8Array(0))));
  }

  private async holds(level: number, index: number, width: number): Promise<boolean> {
    const newest = await newestCheckpoint(this.dataSource.manager);
    return index * TILE_WIDTH + width <= Math.floor(Number(newest?.size ?? 0) / TILE_WIDTH ** level);
  }
}

const leafIn = (leaf: Buffer): LedgerLeaf => JSON.parse(leaf.toString('utf8')) as LedgerLeaf;
