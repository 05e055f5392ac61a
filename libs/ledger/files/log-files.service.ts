import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  CHECKPOINT_PATH,
  entryBundle,
  HASH_BYTES,
  parseTilePath,
  TILE_WIDTH,
  type LedgerLeaf,
  type TileName,
} from '../domain/index.js';
import { CheckpointService } from '../checkpoints/checkpoint.service.js';
import { tilesNamed } from '../ledger-rows.js';

/** Tells whether an entry may be shown to whoever asks; of one that may not, the hash is all that is. */
export type MayShow = (leaf: LedgerLeaf) => boolean;

const NOTHING = new Uint8Array(0);

/** The log as the files of the tlog-tiles format, from the tables. */
@Injectable()
export class LogFilesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly checkpoints: CheckpointService,
  ) {}

  /**
   * The octets at an address: `checkpoint`, `tile/<level>/<index>[.p/<width>]` or `tile/entries/<index>[.p/<width>]`; null where the log has
   * no such file, or not so much of it yet. Entries that may not be shown are left empty: of these the hash stands in the tree.
   */
  async read(path: string, mayShow: MayShow = () => true): Promise<Uint8Array | null> {
    if (path === CHECKPOINT_PATH) {
      const latest = await this.checkpoints.latest();
      return latest && new TextEncoder().encode(latest.note);
    }
    const file = parseTilePath(path);
    if (!file) return null;
    const { level, index, width } = file;
    return level === 'entries' ? this.entries(index, width, mayShow) : this.tile({ level, index }, width);
  }

  private async tile(name: TileName, width: number): Promise<Uint8Array | null> {
    const [tile] = await tilesNamed(this.dataSource.manager, [name]);
    const bytes = width * HASH_BYTES;
    return tile && tile.hashes.length >= bytes ? tile.hashes.subarray(0, bytes) : null;
  }

  private async entries(index: number, width: number, mayShow: MayShow): Promise<Uint8Array | null> {
    const first = index * TILE_WIDTH;
    const rows = await this.dataSource.query<{ leaf: Buffer | null }[]>(
      // Row security hides the entries of other partnerships: their places stay.
      `SELECT leaf FROM ledger_sequence s LEFT JOIN ledger_entry e ON e.id = s.entry_id
        WHERE s.seq >= $1 AND s.seq < $2 ORDER BY s.seq`,
      [first, first + width],
    );
    if (rows.length < width) return null;
    return entryBundle(rows.map(({ leaf }) => (leaf && mayShow(leafIn(leaf)) ? leaf : NOTHING)));
  }
}

const leafIn = (leaf: Buffer): LedgerLeaf => JSON.parse(leaf.toString('utf8')) as LedgerLeaf;
