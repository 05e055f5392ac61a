import { ConflictException, Get, Param, Render, Res } from '@nestjs/common';
import { mayShowEvidence, noSuchEntry } from '@broker/exchange';
import type { Actor } from '@broker/identity';
import { LedgerService, ProofFilesService, type LedgerLeaf, type LedgerProof, type ProofFile } from '@broker/ledger';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { presentProof, presentSigned, type ProofPage } from './proof.presenter.js';

/** The proof of one entry of the log. */
@Page()
export class ProofController {
  constructor(
    private readonly ledger: LedgerService,
    private readonly proofs: ProofFilesService,
    private readonly denials: DenialService,
  ) {}

  @Get(paths.proofFile.pattern)
  @Act('ledger.view')
  async download(
    @Param('eventId') eventId: string,
    @CurrentActor() actor: Actor,
    @Res() response: Response,
  ): Promise<void> {
    const proof = await this.shown(await this.proofs.proof(eventId, actor.partnershipId), actor);
    if (proof === 'pending') throw new ConflictException();
    response.attachment(`proof-${eventId}.txt`).type('text/plain').send(proof.text);
  }

  @Get(paths.proof.pattern)
  @Act('ledger.view')
  @Render('proof/proof')
  async show(@Param('eventId') eventId: string, @CurrentActor() actor: Actor): Promise<ProofPage> {
    const proof = await this.shown(await this.ledger.inclusionProof(eventId), actor);
    const [file, policy] = [
      await this.proofs.proof(eventId, actor.partnershipId),
      await this.proofs.policyOf(actor.partnershipId),
    ];
    const signed = file !== null && file !== 'pending' && policy ? presentSigned(eventId, file, policy) : null;
    return { ...presentProof(eventId, proof), signed };
  }

  /** What may be shown, 'pending', or the page of a refusal: what is not this person's to see is not there. */
  private shown<Proof extends LedgerProof | ProofFile>(
    proof: Proof | 'pending' | null,
    actor: Actor,
  ): Promise<Proof | 'pending'> {
    if (proof === 'pending') return Promise.resolve(proof);
    const isShown = proof !== null && mayShowEvidence(JSON.parse(proof.leaf) as LedgerLeaf, actor);
    return this.denials.found(isShown ? proof : null, actor, 'ledger.view', noSuchEntry);
  }
}
