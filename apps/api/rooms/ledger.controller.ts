import { Get, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces } from '@nestjs/swagger';
import { mayShowEvidence, noSuchEntry } from '@broker/exchange';
import type { Actor } from '@broker/identity';
import { RefusedError, type Refusal } from '@broker/kernel';
import { LedgerService, ProofFilesService, type LedgerLeaf } from '@broker/ledger';
import type { Response } from 'express';
import { Act, CurrentActor } from '../access/act.js';
import { OwnRecords } from '../access/own-records.service.js';
import { ApiRoom } from '../api-room.js';
import { ApiIdParam, ApiProblems } from '../documents/api-problems.js';
import { LedgerHeadDocument, LedgerProofDocument } from '../documents/ledger.documents.js';

/** The append-only log, which proves itself. */
@ApiRoom('ledger')
export class LedgerController {
  constructor(
    private readonly ledger: LedgerService,
    private readonly proofs: ProofFilesService,
    private readonly own: OwnRecords,
  ) {}

  @Get('head')
  @Act('ledger.view')
  @ApiOperation({ operationId: 'readLedgerHead', summary: 'Read the newest head of the ledger' })
  @ApiOkResponse({ type: LedgerHeadDocument })
  async head(): Promise<LedgerHeadDocument> {
    const { size, rootHash, madeAt } = await this.ledger.head();
    return { size, rootHash, madeAt: madeAt?.toISOString() ?? null };
  }

  @Get('entries/:eventId/proof')
  @Act('ledger.view')
  @ApiOperation({ operationId: 'readLedgerProof', summary: 'Read the proof that an entry is in the ledger' })
  @ApiIdParam('eventId')
  @ApiOkResponse({ type: LedgerProofDocument })
  @ApiProblems({ 404: 'No such entry of your partnership', 409: 'Not in the tree yet: try again in a second' })
  async proof(@CurrentActor() actor: Actor, @Param('eventId') eventId: string): Promise<LedgerProofDocument> {
    const proof = await this.ledger.inclusionProof(eventId);
    if (proof === 'pending') throw new RefusedError(notYet);
    if (!proof || !mayShowEvidence(JSON.parse(proof.leaf) as LedgerLeaf, actor)) {
      return this.own.refuse(actor, 'ledger.view', noSuchEntry);
    }
    return proof;
  }

  @Get('entries/:eventId/proof-file')
  @Act('ledger.view')
  @ApiOperation({
    operationId: 'readLedgerProofFile',
    summary: 'Read the signed proof that an entry is in the ledger',
    description: 'A C2SP tlog-proof under a signed, cosigned checkpoint; its `extra` line is the entry.',
  })
  @ApiIdParam('eventId')
  @ApiProduces('text/plain')
  @ApiOkResponse({ description: 'The proof.', content: { 'text/plain': { schema: { type: 'string' } } } })
  @ApiProblems({
    404: 'No such entry of your partnership',
    409: 'No checkpoint covers it yet: try again in a few seconds',
  })
  async proofFile(
    @CurrentActor() actor: Actor,
    @Param('eventId') eventId: string,
    @Res() response: Response,
  ): Promise<void> {
    const proof = await this.proofs.proof(eventId, actor.partnershipId);
    if (proof === 'pending') throw new RefusedError(notYet);
    if (!proof || !mayShowEvidence(JSON.parse(proof.leaf) as LedgerLeaf, actor)) {
      return this.own.refuse(actor, 'ledger.view', noSuchEntry);
    }
    response.type('text/plain').send(proof.text);
  }
}

const notYet: Refusal = {
  code: 'ledger/not-yet',
  clause: 'ISA-22',
  message: 'The entry is written and waits for its place in the log.',
  mend: 'Try again in a second.',
};
