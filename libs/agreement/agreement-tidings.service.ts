import { Inject, Injectable } from '@nestjs/common';
import { CoverService, type Role } from '@broker/identity';
import { CLOCK, londonDate, type Clause, type Clock, type LocalDate } from '@broker/kernel';
import { NoticeService } from '@broker/notices';
import type { EntityManager } from 'typeorm';
import { AgreementQueries } from './agreement.queries.js';
import type { AgreementVersion } from './agreement-version.entity.js';

/** Tells officers what the agreement asks of them, in the caller's transaction. */
@Injectable()
export class AgreementTidings {
  constructor(
    private readonly notices: NoticeService,
    private readonly cover: CoverService,
    private readonly queries: AgreementQueries,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Asks the signing officers of every agency that has not signed a version to sign it (ISA-10). @param occasion part of the key. */
  async askForSignatures(manager: EntityManager, version: AgreementVersion, occasion: string): Promise<void> {
    const { id, partnershipId } = version;
    const lines = await this.queries.signatories(partnershipId);
    const signed = lines.filter((line) => line.version === version.version).map(({ agencyId }) => agencyId);
    const on = londonDate(this.clock.now());
    const reached = await this.cover.reachExcept(manager, {
      partnershipId,
      agencyIds: signed,
      role: 'signing-officer',
      on,
    });
    await this.notices.send(manager, {
      key: `agreement-to-sign:${id}:${occasion}`,
      partnershipId,
      officerIds: reached.map(({ officerId }) => officerId),
      kind: 'agreement-to-sign',
      clause: 'ISA-10',
      subject: { kind: 'agreement-version', id },
      facts: { version: version.version, oldEndsOn: version.oldEndsOn ?? '' },
      at: this.clock.now(),
    });
  }

  /** Reminds the partnership managers of a review (ISA-22). @param occasion the alarm that rings. */
  async remindOfReview(
    manager: EntityManager,
    partnershipId: string,
    dueOn: LocalDate,
    occasion: string,
  ): Promise<void> {
    await this.tellManagers(manager, partnershipId, {
      key: `agreement-review:${partnershipId}:${dueOn}:${occasion}`,
      kind: 'agreement-review-due',
      clause: 'ISA-22',
      subject: { kind: 'partnership', id: partnershipId },
      facts: { dueOn },
    });
  }

  /** Tells the partnership managers that an agency has withdrawn (ISA-10). @param withdrawalId the withdrawal's own id. */
  async tellOfWithdrawal(manager: EntityManager, partnershipId: string, agencyId: string, withdrawalId: string) {
    const lines = await this.queries.signatories(partnershipId);
    await this.tellManagers(manager, partnershipId, {
      key: `agency-withdrew:${withdrawalId}`,
      kind: 'agency-withdrew',
      clause: 'ISA-10',
      subject: { kind: 'agency', id: agencyId },
      facts: { agency: lines.find((line) => line.agencyId === agencyId)?.agency ?? '' },
    });
  }

  private async tellManagers(
    manager: EntityManager,
    partnershipId: string,
    notice: {
      key: string;
      kind: string;
      clause: Clause;
      subject: { kind: string; id: string };
      facts: Record<string, string>;
    },
  ): Promise<void> {
    const role: Role = 'partnership-manager';
    const at = this.clock.now();
    const reached = await this.cover.reach(manager, { partnershipId, agencyId: null, role, on: londonDate(at) });
    await this.notices.send(manager, {
      ...notice,
      partnershipId,
      officerIds: reached.map(({ officerId }) => officerId),
      at,
    });
  }
}
