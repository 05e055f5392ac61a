import { Injectable } from '@nestjs/common';
import { CHECKPOINT_PATH, parseTilePath, type LedgerLeaf } from '../domain/index.js';
import { LogTiles } from '../checkpoints/log-tiles.service.js';

/** Tells whether an entry may be shown to whoever asks; of one that may not, the hash is all that is. */
export type MayShow = (leaf: LedgerLeaf) => boolean;

/** The log as files under their addresses, as a verifier asks for them. */
@Injectable()
export class LogFilesService {
  constructor(private readonly tiles: LogTiles) {}

  /**
   * The octets at an address: `checkpoint`, `tile/<level>/<index>[.p/<width>]` or `tile/entries/<index>[.p/<width>]`; null where the log has
   * no such file, or not so much of it yet. Entries that may not be shown are left empty: of these the hash stands in the tree.
   */
  async read(path: string, mayShow: MayShow = () => true): Promise<Uint8Array | null> {
    if (path === CHECKPOINT_PATH) {
      const note = await this.tiles.checkpoint();
      return note === null ? null : new TextEncoder().encode(note);
    }
    const file = parseTilePath(path);
    if (!file) return null;
    const { level } = file;
    return level === 'entries' ? this.tiles.entries(file, mayShow) : this.tiles.hashes({ ...file, level });
  }
}
