import { Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { AgreementQueries, AgreementService } from '@broker/agreement';
import type { Actor } from '@broker/identity';
import { RefusedError, type Refusal } from '@broker/kernel';
import { Act, CurrentActor } from '../access/act.js';
import { ApiRoom } from '../api-room.js';
import { AgreementDocument } from '../documents/agreement.documents.js';
import { ApiProblems } from '../documents/api-problems.js';

/** The agreement that everything else is done under. */
@ApiRoom('agreement')
export class AgreementController {
  constructor(
    private readonly agreements: AgreementService,
    private readonly queries: AgreementQueries,
  ) {}

  @Get()
  @Act('agreement.view')
  @ApiOperation({ operationId: 'readAgreement', summary: 'Read the agreement in force: text, purposes, signatories' })
  @ApiOkResponse({ type: AgreementDocument })
  @ApiProblems({ 404: 'No agreement is in force' })
  async read(@CurrentActor() actor: Actor): Promise<AgreementDocument> {
    const version = await this.agreements.versionInForce(actor.partnershipId);
    if (!version) throw new RefusedError(noneInForce);
    const signatories = await this.queries.signatories(actor.partnershipId);
    return {
      version: version.version,
      publishedAt: version.publishedAt.toISOString(),
      textSha256: version.textSha256,
      clauses: version.clauses,
      purposes: version.purposes,
      signatories: signatories.map(
        ({ agencyId, agency, kind, todayName, class: signatoryClass, postHeld, signedAt }) => ({
          agencyId,
          agency,
          kind,
          todayName,
          class: signatoryClass,
          postHeld,
          signedAt: signedAt?.toISOString() ?? null,
        }),
      ),
    };
  }
}

const noneInForce: Refusal = {
  code: 'agreement/none-in-force',
  clause: 'ISA-2',
  message: 'Your partnership has not published an agreement yet.',
  mend: 'Ask the partnership manager when it will be published.',
};
