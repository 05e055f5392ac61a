import { ConflictException, Get, Param, Render, Res } from '@nestjs/common';
import { mayShowEvidence, noSuchEntry } from '@broker/exchange';
import type { Actor } from '@broker/identity';
import { LedgerService, type LedgerLeaf, type LedgerProof } from '@broker/ledger';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { presentProof, type ProofPage } from './proof.presenter.js';

/** The proof of one entry of the log. */
@Page()
export class ProofController {
  constructor(
    private readonly ledger: LedgerService,
    private readonly denials: DenialService,
  ) {}

  @Get(paths.proofFile.pattern)
  @Act('ledger.view')
  async download(
    @Param('eventId') eventId: string,
    @CurrentActor() actor: Actor,
    @Res() response: Response,
  ): Promise<void> {
    const proof = await this.find(eventId, actor);
    if (proof === 'pending') throw new ConflictException();
    response.attachment(`proof-${eventId}.json`).json(proof);
  }

  @Get(paths.proof.pattern)
  @Act('ledger.view')
  @Render('proof/proof')
  async show(@Param('eventId') eventId: string, @CurrentActor() actor: Actor): Promise<ProofPage> {
    return presentProof(eventId, await this.find(eventId, actor));
  }

  /** The proof, 'pending', or the page of a refusal: what is not this person's to see is not there. */
  private async find(eventId: string, actor: Actor): Promise<LedgerProof | 'pending'> {
    const proof = await this.ledger.inclusionProof(eventId);
    if (proof === 'pending') return proof;
    const isShown = proof !== null && mayShowEvidence(JSON.parse(proof.leaf) as LedgerLeaf, actor);
    return this.denials.found(isShown ? proof : null, actor, 'ledger.view', noSuchEntry);
  }
}
