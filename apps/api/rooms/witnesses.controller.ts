import { Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Actor } from '@broker/identity';
import { LogKeyService, QuorumRule, vkeyOf, WitnessQueries } from '@broker/ledger';
import { Act, CurrentActor } from '../access/act.js';
import { ApiRoom } from '../api-room.js';
import { WitnessListDocument } from '../documents/witness.documents.js';

/** Who witnesses the log. They are entered on the pages: that takes a person who confirms who they are. */
@ApiRoom('witnesses')
export class WitnessesController {
  constructor(
    private readonly witnesses: WitnessQueries,
    private readonly quorum: QuorumRule,
    private readonly keys: LogKeyService,
  ) {}

  @Get()
  @Act('witness.view')
  @ApiOperation({
    operationId: 'listWitnesses',
    summary: 'List the witnesses of the log',
    description:
      'With the rule of the partnership, the public keys, and since when the log has gone unwitnessed, if it has.',
  })
  @ApiOkResponse({ type: WitnessListDocument })
  async list(@CurrentActor() actor: Actor): Promise<WitnessListDocument> {
    const standing = await this.quorum.standing(actor.partnershipId);
    const key = await this.keys.publicKey();
    const items = await this.witnesses.states(actor.partnershipId);
    return {
      logKey: key && vkeyOf(key),
      quorum: standing.terms.quorum,
      hours: standing.terms.hours,
      witnessedSize: standing.witnessedSize,
      routineStopsAt: standing.stopsAt?.toISOString() ?? null,
      items: items.map(({ id, agencyId, vkey, address, cosignedSize, cosignedAt, fault }) => ({
        id,
        agencyId,
        vkey,
        address,
        cosignedSize,
        cosignedAt: cosignedAt?.toISOString() ?? null,
        fault,
      })),
    };
  }
}
