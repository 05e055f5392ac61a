import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { newestCheckpoint } from '../checkpoints/checkpoint-signing.js';
import { CheckpointService } from '../checkpoints/checkpoint.service.js';
import {
  CHECKPOINT_PATH,
  entryBundle,
  HASH_BYTES,
  parseTilePath,
  TILE_WIDTH,
  type LedgerLeaf,
  type TileName,
} from '../domain/index.js';
import { tilesNamed } from '../ledger-rows.js';

/** Tells whether an entry may be shown to whoever asks; of one that may not, the hash is all that is. */
export type MayShow = (leaf: LedgerLeaf) => boolean;

/** The log as files under their addresses, as a verifier asks for them (C2SP tlog-tiles). What no checkpoint covers yet is not there. */
@Injectable()
export class LogFilesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly checkpoints: CheckpointService,
  ) {}

  /**
   * The octets at an address: `checkpoint`, `tile/<level>/<index>[.p/<width>]` or `tile/entries/<index>[.p/<width>]`; null where the log has
   * no such file, or not so much of it yet.
   */
  async read(path: string, mayShow: MayShow = () => true): Promise<Uint8Array | null> {
    if (path === CHECKPOINT_PATH) return this.checkpoint();
    return (await this.hashes(path)) ?? this.entries(path, mayShow);
  }

  /** The newest checkpoint with the cosignatures under it; null before the first. */
  async checkpoint(): Promise<Uint8Array | null> {
    const newest = await this.checkpoints.latest();
    return newest && new TextEncoder().encode(newest.note);
  }

  /** The hashes of a tile, end to end; null where the address is not one of hashes, or the log has no such tile yet. */
  async hashes(path: string): Promise<Uint8Array | null> {
    const file = parseTilePath(path);
    if (!file || file.level === 'entries') return null;
    const { level, index, width } = file;
    if (!(await this.covers({ level, index }, width))) return null;
    const [tile] = await tilesNamed(this.dataSource.manager, [{ level, index }]);
    return tile?.hashes.subarray(0, width * HASH_BYTES) ?? null;
  }

  /**
   * Entries with their lengths before them; null where the address is not one of entries, or the log does not hold so many yet. One that may
   * not be shown stands there with length 0 (ISA-26): its hash is in the tile of hashes, so that the tree can be computed all the same.
   */
  async entries(path: string, mayShow: MayShow): Promise<Uint8Array | null> {
    const file = parseTilePath(path);
    if (file?.level !== 'entries' || !(await this.covers({ level: 0, index: file.index }, file.width))) return null;
    const first = file.index * TILE_WIDTH;
    const rows = await this.dataSource.query<{ leaf: Buffer | null }[]>(
      `SELECT e.leaf FROM ledger_sequence s LEFT JOIN ledger_entry e ON e.id = s.entry_id
        WHERE s.seq >= $1 AND s.seq < $2 ORDER BY s.seq`,
      [first, first + file.width],
    );
    return entryBundle(rows.map(({ leaf }) => (leaf && mayShow(leafIn(leaf)) ? leaf : new Uint8Array(0))));
  }

  /** Whether the newest checkpoint covers so much of a tile. */
  private async covers({ level, index }: TileName, width: number): Promise<boolean> {
    const newest = await newestCheckpoint(this.dataSource.manager);
    return index * TILE_WIDTH + width <= Math.floor(Number(newest?.size ?? 0) / TILE_WIDTH ** level);
  }
}

const leafIn = (leaf: Buffer): LedgerLeaf => JSON.parse(leaf.toString('utf8')) as LedgerLeaf;
