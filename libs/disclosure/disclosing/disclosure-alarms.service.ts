import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DeadlineKinds, type DeadlineRow } from '@broker/deadlines';
import { CoverService } from '@broker/identity';
import { londonDate } from '@broker/kernel';
import { NoticeService } from '@broker/notices';
import type { EntityManager } from 'typeorm';
import { RecordTelling } from '../records/index.js';

const ALARMS = [
  { name: 'reminder', offsetDays: -2 },
  { name: 'due', offsetDays: 0 },
  { name: 'late-1', offsetDays: 1 },
  { name: 'late-3', offsetDays: 3 },
];

/** Reminds the receiving agency of a receipt that is not acknowledged; its signing officers and the manager when it is late (ISA-24). */
@Injectable()
export class DisclosureAlarms implements OnModuleInit {
  constructor(
    private readonly kinds: DeadlineKinds,
    private readonly officers: RecordTelling,
    private readonly cover: CoverService,
    private readonly notices: NoticeService,
  ) {}

  onModuleInit(): void {
    this.kinds.register({
      kind: 'receipt-acknowledgement',
      alarms: ALARMS,
      ring: (manager, deadline, alarm) => this.ring(manager, deadline, alarm),
    });
  }

  private async ring(manager: EntityManager, deadline: DeadlineRow, alarm: string): Promise<void> {
    const { id, partnershipId, agencyId, subjectId, clause, dueOn } = deadline;
    if (partnershipId === null || agencyId === null) return;
    const [{ now }] = await manager.query<[{ now: Date }]>('SELECT broker_now() AS now');
    const [agency] = await manager.query<{ name: string }[]>('SELECT name FROM agency WHERE id = $1', [agencyId]);
    const wanted = { partnershipId, on: londonDate(now) };
    const send = (kind: string, officerIds: readonly string[]) =>
      this.notices.send(manager, {
        key: `${kind}:${id}:${alarm}`,
        partnershipId,
        officerIds,
        kind,
        clause,
        subject: { kind: 'disclosure', id: subjectId },
        facts: { agency: agency?.name ?? '', dueOn, alarm },
        at: now,
      });
    await send('receipt-acknowledgement', await this.officers.officersOf(manager, partnershipId, [agencyId], now));
    // Neither may open a disclosure; they see to it that somebody does.
    if (alarm === 'late-1')
      await send(
        'receipt-late',
        ids(await this.cover.reach(manager, { ...wanted, agencyId, role: 'signing-officer' })),
      );
    if (alarm === 'late-3')
      await send(
        'receipt-late',
        ids(await this.cover.reach(manager, { ...wanted, agencyId: null, role: 'partnership-manager' })),
      );
  }
}

const ids = (reached: readonly { officerId: string }[]): string[] => reached.map(({ officerId }) => officerId);
