import { Get, NotFoundException, Param, Res } from '@nestjs/common';
import { mayShowEvidence, noSuchEntry } from '@broker/exchange';
import type { Actor } from '@broker/identity';
import { LogFilesService, ReceiptService } from '@broker/ledger';
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
    private readonly files: LogFilesService,
    private readonly receipts: ReceiptService,
    private readonly denials: DenialService,
  ) {}

  @Get(paths.logCheckpoint.pattern)
  @Act('ledger.view')
  async checkpoint(@Res() response: Response): Promise<void> {
    response.type('text/plain').send(Buffer.from(there(await this.files.checkpoint())));
  }

  @Get(paths.logEntries.pattern)
  @Act('log.read')
  async entries(
    @Param('path') path: string | string[],
    @CurrentActor() actor: Actor,
    @Res() response: Response,
  ): Promise<void> {
    const address = `tile/entries/${[path].flat().join('/')}`;
    const bundle = await this.files.entries(address, (leaf) => mayShowEvidence(leaf, actor));
    response.type('application/octet-stream').send(Buffer.from(there(bundle)));
  }

  @Get(paths.logTile.pattern)
  @Act('ledger.view')
  async tile(
    @Param('level') level: string,
    @Param('path') path: string | string[],
    @Res() response: Response,
  ): Promise<void> {
    const hashes = there(await this.files.hashes(`tile/${level}/${[path].flat().join('/')}`));
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
