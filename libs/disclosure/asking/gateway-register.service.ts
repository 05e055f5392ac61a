import { createHash, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { actorFields, type Actor } from '@broker/identity';
import { accept, CLOCK, refuse, type Clock, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { DataSource, type EntityManager } from 'typeorm';
import { correctionFault, STANDARD_GATEWAY_RULES, type GatewayChange, type GatewayRule } from './domain/index.js';
import { GatewayCorrection } from './gateway-correction.entity.js';

/** A correction of the register, with who made it. */
export type CorrectionLine = GatewayCorrection & { officer: string };

/** The register of gateways of a partnership: the standing one, with what the partnership has corrected (ISA-12). */
@Injectable()
export class GatewayRegister {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Every gateway as it stands for a partnership now, in the register's order. */
  async rules(
    partnershipId: string,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<(GatewayRule & { isCorrected: boolean })[]> {
    const corrections = await manager.find(GatewayCorrection, {
      where: { partnershipId },
      order: { number: 'DESC' },
    });
    return STANDARD_GATEWAY_RULES.map((rule) => {
      const newest = corrections.find(({ gateway }) => gateway === rule.gateway);
      return { ...rule, ...(newest && ruleOf(newest)), isCorrected: newest !== undefined };
    });
  }

  /** The corrections of one gateway, the newest first. */
  history(partnershipId: string, gateway: string): Promise<CorrectionLine[]> {
    return this.dataSource.query<CorrectionLine[]>(
      `SELECT g.id, g.gateway, g.from_on::text AS "fromOn", g.until_on::text AS "untilOn", g.source, g.reason,
              g.is_confirmed AS "isConfirmed", g.recorded_at AS "recordedAt", o.name AS officer
         FROM gateway_rule g JOIN officer o ON o.id = g.recorded_by
        WHERE g.partnership_id = $1 AND g.gateway = $2 ORDER BY g.number DESC`,
      [partnershipId, gateway],
    );
  }

  /**
   * Corrects one gateway from now on; what was decided before stands. @param reason why, for those who read the register.
   * @returns the id of the correction; or the refusal `asking/no-such-gateway`, `asking/gateway-rule-faulty` (ISA-12).
   */
  async correct(actor: Actor, gateway: string, change: GatewayChange, reason: string): Promise<Result<{ id: string }>> {
    const { partnershipId } = actor;
    return this.dataSource.transaction(async (manager) => {
      const agencyIds = await this.agencyIds(manager, partnershipId);
      const fault = correctionFault(gateway, change, reason, agencyIds);
      if (fault) return refuse(fault);
      const at = this.clock.now();
      const correction = { id: randomUUID(), gateway, ...change, source: change.source.trim() };
      await manager.insert(GatewayCorrection, {
        ...correction,
        partnershipId,
        number: await this.nextNumber(manager, partnershipId, gateway),
        reason: reason.trim(),
        recordedAt: at,
        recordedBy: actor.officerId,
      });
      const { fromOn, untilOn, opensPersonal, isConfirmed } = change;
      const ruleSha256 = createHash('sha256').update(JSON.stringify(correction)).digest('hex');
      await this.ledger.append(manager, {
        event: 'GatewayCorrected',
        ...actorFields(actor),
        subject: { kind: 'gateway', id: gateway },
        at,
        facts: { correctionId: correction.id, fromOn, untilOn, opensPersonal, confirmed: isConfirmed, ruleSha256 },
      });
      return accept({ id: correction.id });
    });
  }

  private async nextNumber(manager: EntityManager, partnershipId: string, gateway: string): Promise<number> {
    const [{ next }] = await manager.query<[{ next: number }]>(
      'SELECT coalesce(max(number), 0)::int + 1 AS next FROM gateway_rule WHERE partnership_id = $1 AND gateway = $2',
      [partnershipId, gateway],
    );
    return next;
  }

  private async agencyIds(manager: EntityManager, partnershipId: string): Promise<string[]> {
    const rows = await manager.query<{ id: string }[]>(
      'SELECT agency_id AS id FROM signatory WHERE partnership_id = $1',
      [partnershipId],
    );
    return rows.map(({ id }) => id);
  }
}

const ruleOf = (correction: GatewayCorrection): GatewayChange => ({
  fromOn: correction.fromOn,
  untilOn: correction.untilOn,
  opensPersonal: correction.opensPersonal,
  receivers: correction.receivers,
  barredHolders: correction.barredHolders,
  barredItems: correction.barredItems,
  includedAgencyIds: correction.includedAgencyIds,
  excludedAgencyIds: correction.excludedAgencyIds,
  source: correction.source,
  isConfirmed: correction.isConfirmed,
});
