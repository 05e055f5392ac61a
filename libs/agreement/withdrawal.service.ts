import { inOneAct } from '@broker/platform';
import { lockPartnership } from './lock-partnership.js';
import { Inject, Injectable } from '@nestjs/common';
import { actorFields, type Actor } from '@broker/identity';
import { CLOCK, RefusedError, type Clock, type Refusal, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { DataSource } from 'typeorm';
import { AgreementTidings } from './agreement-tidings.service.js';
import { AgreementWithdrawal } from './agreement-withdrawal.entity.js';

export const REASON_MAX = 1000;

/** The withdrawal of an agency: its flow closes at once, its history stays, and it comes back by signing again (ISA-10). */
@Injectable()
export class WithdrawalService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly tidings: AgreementTidings,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Withdraws the actor's own agency, or any agency when the partnership manager acts on its behalf.
   * @returns nothing, or `agreement/withdrawal-not-yours`, `agreement/reason-missing`, `agreement/nothing-to-withdraw`.
   */
  withdraw(actor: Actor, agencyId: string, reason: string): Promise<Result<null>> {
    return inOneAct(this.dataSource, async (manager) => {
      const { partnershipId } = actor;
      const onBehalf = agencyId !== actor.agencyId;
      if (onBehalf && actor.role !== 'partnership-manager') throw new RefusedError(notYours);
      if (!reason.trim() || reason.length > REASON_MAX) throw new RefusedError(reasonMissing);
      await lockPartnership(manager, partnershipId);
      const now = this.clock.now();
      const [, signatures] = await manager.query<[unknown, number]>(
        `UPDATE signature g SET ended_at = $3 FROM agreement_version v
          WHERE v.id = g.agreement_version_id AND v.partnership_id = $1 AND g.agency_id::text = $2 AND g.ended_at IS NULL`,
        [partnershipId, agencyId, now],
      );
      if (signatures === 0) throw new RefusedError(nothingToWithdraw);
      const withdrawal = await manager.save(AgreementWithdrawal, {
        partnershipId,
        agencyId,
        reason: reason.trim(),
        withdrawnBy: actor.officerId,
        withdrawnAt: now,
      });
      await this.ledger.append(manager, {
        event: 'AgencyWithdrew',
        ...actorFields(actor),
        subject: { kind: 'agency', id: agencyId },
        at: now,
        facts: { onBehalf, signatures },
      });
      await this.tidings.tellOfWithdrawal(manager, partnershipId, agencyId, withdrawal.id);
      return null;
    });
  }
}

const notYours: Refusal = {
  code: 'agreement/withdrawal-not-yours',
  clause: 'ISA-10',
  message: 'A signing officer withdraws their own agency and no other.',
  mend: 'Ask the partnership manager to do it on the agency’s behalf.',
};

const reasonMissing: Refusal = {
  code: 'agreement/reason-missing',
  clause: 'ISA-30d',
  message: `A withdrawal needs its reason, in at most ${REASON_MAX} characters.`,
  mend: 'Write in a few words why the agency withdraws.',
};

const nothingToWithdraw: Refusal = {
  code: 'agreement/nothing-to-withdraw',
  clause: 'ISA-10',
  message: 'The agency has no signature that counts, so there is nothing to withdraw.',
  mend: 'Look at the table of signatories to see how it stands.',
};
