import { Inject, Injectable } from '@nestjs/common';
import { DeadlineService } from '@broker/deadlines';
import { actorFields, type Actor } from '@broker/identity';
import { accept, CLOCK, refuse, type Clock, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { DataSource } from 'typeorm';
import { DisclosureRecordService } from '../records/index.js';
import { Disclosure } from './disclosure.entity.js';
import { DisclosureQueries } from './disclosure.queries.js';
import { DisclosureTelling } from './disclosure-telling.service.js';
import { disclosureRefusals } from './domain/index.js';

/** Takes the receipt of the agency that information was disclosed to (ISA-24). */
@Injectable()
export class ReceiptOfDisclosure {
  constructor(
    private readonly dataSource: DataSource,
    private readonly queries: DisclosureQueries,
    private readonly records: DisclosureRecordService,
    private readonly deadlines: DeadlineService,
    private readonly telling: DisclosureTelling,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Acknowledges a receipt: the record of the receiving agency becomes final. Refuses the other agency, and a second time. */
  async acknowledge(actor: Actor, id: string, at = this.clock.now()): Promise<Result<{ id: string }>> {
    const disclosure = await this.queries.find(actor, id);
    if (!disclosure) return refuse(disclosureRefusals.noSuchDisclosure);
    if (disclosure.side !== 'receiving') return refuse(disclosureRefusals.notReceiving);
    return this.dataSource.transaction(async (manager) => {
      const row = await manager.findOneOrFail(Disclosure, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (row.acknowledgedAt) return refuse(disclosureRefusals.acknowledgedAlready);
      await manager.update(Disclosure, { id }, { acknowledgedAt: at, acknowledgedBy: actor.officerId });
      await this.records.finishReceived(manager, actor, id, at);
      await this.deadlines.meet(manager, { kind: 'receipt-acknowledgement', subject: { kind: 'disclosure', id } }, at);
      await this.telling.tellAcknowledged(manager, actor, row, at);
      await this.ledger.append(manager, {
        event: 'DisclosureAcknowledged',
        ...actorFields(actor),
        subject: { kind: 'disclosure', id },
        at,
        facts: { exchangeId: row.exchangeId },
      });
      return accept({ id });
    });
  }
}
