import { Get, Query, Res } from '@nestjs/common';
import { AuthorisationService } from '@broker/agreement';
import type { Actor } from '@broker/identity';
import { isEventId, ProofFilesService } from '@broker/ledger';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { presentProofs } from './proofs.presenter.js';

/** What the log is, its newest checkpoint, and the ways to check it. */
@Page()
export class ProofsController {
  constructor(
    private readonly proofs: ProofFilesService,
    private readonly authorisation: AuthorisationService,
  ) {}

  @Get(paths.proofs.pattern)
  @Act('ledger.view')
  async show(@Query('entry') entry: unknown, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const wanted = typeof entry === 'string' ? entry.trim().toLowerCase() : null;
    if (wanted && isEventId(wanted)) return response.redirect(303, paths.proof({ eventId: wanted }));
    const page = presentProofs({
      checkpoint: await this.proofs.newestTrusted(actor.partnershipId),
      policy: await this.proofs.policyOf(actor.partnershipId),
      wanted,
      mayTake: (await this.authorisation.mayAct(actor, 'log.read')).ok,
    });
    response.status(page.errors.length > 0 ? 400 : 200).render('proof/proofs', page);
  }
}
