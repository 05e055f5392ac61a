import { Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { mayShowEvidence, noSuchEntry } from '@broker/exchange';
import type { Actor } from '@broker/identity';
import { orThrow } from '@broker/kernel';
import { ReceiptService } from '@broker/ledger';
import { Act, CurrentActor } from '../access/act.js';
import { OwnRecords } from '../access/own-records.service.js';
import { ApiRoom } from '../api-room.js';
import { ApiIdParam, ApiProblems } from '../documents/api-problems.js';
import { ReceiptDocument } from '../documents/ledger.documents.js';

/** Receipts: the log's signed promise that an entry stays. */
@ApiRoom('ledger/receipts')
export class ReceiptsController {
  constructor(
    private readonly receipts: ReceiptService,
    private readonly own: OwnRecords,
  ) {}

  @Get(':eventId')
  @Act('ledger.view')
  @ApiOperation({ operationId: 'readReceipt', summary: 'Read the signed receipt of an entry' })
  @ApiIdParam('eventId')
  @ApiOkResponse({ type: ReceiptDocument })
  @ApiProblems({ 404: 'No such entry of your partnership', 409: 'The log’s key lives in a process of its own' })
  async receipt(@CurrentActor() actor: Actor, @Param('eventId') id: string): Promise<ReceiptDocument> {
    const found = orThrow(await this.receipts.of(id, (leaf) => mayShowEvidence(leaf, actor)));
    if (!found) return this.own.refuse(actor, 'ledger.view', noSuchEntry);
    const { eventId, leafHash, at, note } = found;
    return { eventId, leafHash, at: at.toISOString(), note };
  }
}
