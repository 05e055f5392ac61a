import { Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { mayShowEvidence, noSuchEntry } from '@broker/exchange';
import type { Actor } from '@broker/identity';
import { RefusedError, type Refusal } from '@broker/kernel';
import { LedgerService, type LedgerLeaf } from '@broker/ledger';
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
}

const notYet: Refusal = {
  code: 'ledger/not-yet',
  clause: 'ISA-22',
  message: 'The entry is written and waits for its place in the log.',
  mend: 'Try again in a second.',
};
