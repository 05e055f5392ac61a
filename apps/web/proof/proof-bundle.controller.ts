import { pipeline } from 'node:stream/promises';
import { ConflictException, Post, Res } from '@nestjs/common';
import { mayShowEvidence } from '@broker/exchange';
import type { Actor } from '@broker/identity';
import { LogBundleService } from '@broker/ledger';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';

/** The whole log in one file, for whoever audits it. */
@Page()
export class ProofBundleController {
  constructor(private readonly bundles: LogBundleService) {}

  @Post(paths.proofBundle.pattern)
  @Act('log.read')
  async take(@CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const { officerId, agencyId, partnershipId } = actor;
    const bundle = await this.bundles.take({ officerId, agencyId, partnershipId }, (leaf) =>
      mayShowEvidence(leaf, actor),
    );
    if (!bundle) throw new ConflictException();
    response.attachment('log.tar').type('application/x-tar');
    await pipeline(bundle, response);
  }
}
