import { Get, NotFoundException, Param, Res } from '@nestjs/common';
import { mayShowEvidence, noSuchEntry } from '@broker/exchange';
import type { Actor } from '@broker/identity';
import { LogTiles, parseTilePath, ReceiptService, type TileFile } from '@broker/ledger';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { PageRefused } from '../shell/page-errors.js';

const FOR_EVER = 'private, max-age=31536000, immutable';

/** The log as files for other people's tools, for whoever is signed in; and receipts. Programs read the same at the interface. */
@Page()
export class LogController {
  constructor(
    private readonly tiles: LogTiles,
    private readonly receipts: ReceiptService,
    private readonly denials: DenialService,
  ) {}

  @Get(paths.logCheckpoint.pattern)
  @Act('ledger.view')
  async checkpoint(@Res() response: Response): Promise<void> {
    response.type('text/plain').send(there(await this.tiles.checkpoint()));
  }

  @Get(paths.logEntries.pattern)
  @Act('log.read')
  async entries(
    @Param('path') path: string | string[],
    @CurrentActor() actor: Actor,
    @Res() response: Response,
  ): Promise<void> {
    const file = there(parseTilePath(`tile/entries/${[path].flat().join('/')}`));
    const bundle = await this.tiles.entries(file, (leaf) => mayShowEvidence(leaf, actor));
    response.type('application/octet-stream').send(Buffer.from(there(bundle)));
  }

  @Get(paths.logTile.pattern)
  @Act('ledger.view')
  async tile(
    @Param('level') level: string,
    @Param('path') path: string | string[],
    @Res() response: Response,
  ): Promise<void> {
    const file = hashFile(there(parseTilePath(`tile/${level}/${[path].flat().join('/')}`)));
    const hashes = there(await this.tiles.hashes(file));
    response.set('Cache-Control', FOR_EVER).type('application/octet-stream').send(Buffer.from(hashes));
  }

  @Get(paths.receipt.pattern)
  @Act('ledger.view')
  async receipt(
    @Param('eventId') eventId: string,
    @CurrentActor() actor: Actor,
    @Res() response: Response,
  ): Promise<void> {
    const receipt = await this.receipts.of(eventId, (leaf) => mayShowEvidence(leaf, actor));
    if (!receipt.ok) throw new PageRefused(409, receipt.refusal);
    const { note } = await this.denials.found(receipt.value, actor, 'ledger.view', noSuchEntry);
    response.attachment(`receipt-${eventId}.txt`).type('text/plain').send(note);
  }
}

function there<T>(thing: T | null): T {
  if (thing === null) throw new NotFoundException();
  return thing;
}

function hashFile({ level, ...rest }: TileFile): TileFile & { level: number } {
  if (level === 'entries') throw new NotFoundException();
  return { level, ...rest };
}
