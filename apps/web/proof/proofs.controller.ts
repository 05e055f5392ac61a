import { Get, Query, Res } from '@nestjs/common';
import { isEventId, LedgerService } from '@broker/ledger';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { Act, Page } from '../shell/act.decorator.js';
import { presentProofs } from './proof.presenter.js';

/** What the log is, its newest head, and the way to one entry. */
@Page()
export class ProofsController {
  constructor(private readonly ledger: LedgerService) {}

  @Get(paths.proofs.pattern)
  @Act('ledger.view')
  async show(@Query('entry') entry: unknown, @Res() response: Response): Promise<void> {
    const wanted = typeof entry === 'string' ? entry.trim().toLowerCase() : null;
    if (wanted && isEventId(wanted)) return response.redirect(303, paths.proof({ eventId: wanted }));
    const page = presentProofs(await this.ledger.head(), wanted);
    response.status(page.errors.length > 0 ? 400 : 200).render('proof/proofs', page);
  }
}
