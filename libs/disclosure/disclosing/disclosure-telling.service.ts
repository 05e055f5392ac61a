import { Injectable } from '@nestjs/common';
import type { Actor } from '@broker/identity';
import type { Clause, LocalDate } from '@broker/kernel';
import { NoticeService } from '@broker/notices';
import type { EntityManager } from 'typeorm';
import { RecordTelling } from '../records/index.js';
import type { Disclosure } from './disclosure.entity.js';

/** Tells the officers of the two agencies what has happened to a disclosure. Names agencies and days, never a person. */
@Injectable()
export class DisclosureTelling {
  constructor(
    private readonly notices: NoticeService,
    private readonly officers: RecordTelling,
  ) {}

  /** Tells the receiving agency's officers, and who asked, that information has been disclosed to them. */
  async tellMade(manager: EntityManager, actor: Actor, row: Disclosure, askedBy: string, dueOn: LocalDate, at: Date) {
    const officerIds = await this.officers.officersOf(manager, row.partnershipId, [row.receivingAgencyId], at);
    const about = { kind: 'disclosure-made', agencyId: row.disclosingAgencyId, clause: 'ISA-18' as const, dueOn };
    await this.tell(manager, actor, row, [...officerIds, askedBy], about, at);
  }

  /** Tells the disclosing agency's officers, and who disclosed it, that the receipt has been acknowledged. */
  async tellAcknowledged(manager: EntityManager, actor: Actor, row: Disclosure, at: Date) {
    const officerIds = await this.officers.officersOf(manager, row.partnershipId, [row.disclosingAgencyId], at);
    const about = { kind: 'disclosure-acknowledged', agencyId: row.receivingAgencyId, clause: 'ISA-24' as const };
    await this.tell(manager, actor, row, [...officerIds, row.disclosedBy], about, at);
  }

  private async tell(
    manager: EntityManager,
    actor: Actor,
    { id, partnershipId }: Disclosure,
    officerIds: readonly string[],
    { kind, agencyId, clause, dueOn }: { kind: string; agencyId: string; clause: Clause; dueOn?: LocalDate },
    at: Date,
  ): Promise<void> {
    const [agency] = await manager.query<{ name: string }[]>('SELECT name FROM agency WHERE id = $1', [agencyId]);
    await this.notices.send(manager, {
      key: `${kind}:${id}`,
      partnershipId,
      officerIds: officerIds.filter((officerId) => officerId !== actor.officerId),
      kind,
      clause,
      subject: { kind: 'disclosure', id },
      facts: { agency: agency?.name ?? '', ...(dueOn && { dueOn }) },
      at,
    });
  }
}
