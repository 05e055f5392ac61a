import { Injectable } from '@nestjs/common';
import { mendingsOf, PostureQueries, type Mending, type Posture } from '@broker/identity';
import type { LocalDate } from '@broker/kernel';
import { AgreementQueries, type SignatoryLine } from './agreement.queries.js';

/** A signatory with how it keeps the agreement, and what it has to put right. */
export interface PartnerLine extends SignatoryLine {
  posture: Posture;
  mendings: Mending[];
}

/** Answers "are we keeping the agreement?" for every signatory of a partnership. */
@Injectable()
export class PartnerQueries {
  constructor(
    private readonly agreements: AgreementQueries,
    private readonly postures: PostureQueries,
  ) {}

  /** Every signatory in the order of the agreement, as it stands on a day (ISA-10, ISA-20 to ISA-22). */
  async board(partnershipId: string, on: LocalDate): Promise<PartnerLine[]> {
    const signatories = await this.agreements.signatories(partnershipId);
    const ids = signatories.map(({ agencyId }) => agencyId);
    const postures = await this.postures.postures(partnershipId, ids, on);
    return signatories.map((line) => {
      const posture = postures.get(line.agencyId)!;
      const unsigned: Mending[] = line.signedAt
        ? []
        : [{ clause: 'ISA-10', what: 'has not signed the agreement in force', fails: true }];
      return { ...line, posture, mendings: [...unsigned, ...mendingsOf(posture, line.class === 'responsible')] };
    });
  }

  /** One signatory of a partnership, or null. */
  async partner(partnershipId: string, agencyId: string, on: LocalDate): Promise<PartnerLine | null> {
    return (await this.board(partnershipId, on)).find((line) => line.agencyId === agencyId) ?? null;
  }
}
