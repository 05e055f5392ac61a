import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DeadlineKinds, type DeadlineRow } from '@broker/deadlines';
import { NoticeService } from '@broker/notices';
import type { EntityManager } from 'typeorm';
import { RequestTelling } from './request-telling.service.js';

/** Days after the last day on which a late answer is told to more people: who signs for the agency, then the partnership manager. */
const ALARMS = [
  { name: 'reminder', offsetDays: -2 },
  { name: 'due', offsetDays: 0 },
  { name: 'late-1', offsetDays: 1 },
  { name: 'late-3', offsetDays: 3 },
];

/** Reminds of requests that wait for a decision or a reply, and tells more people of those that are late (ISA-30). */
@Injectable()
export class RequestAlarms implements OnModuleInit {
  constructor(
    private readonly kinds: DeadlineKinds,
    private readonly telling: RequestTelling,
    private readonly notices: NoticeService,
  ) {}

  onModuleInit(): void {
    const ring = (manager: EntityManager, deadline: DeadlineRow, alarm: string) => this.ring(manager, deadline, alarm);
    this.kinds.register({ kind: 'request-decision', alarms: ALARMS, ring });
    this.kinds.register({ kind: 'request-reply', alarms: ALARMS, ring });
  }

  private async ring(manager: EntityManager, deadline: DeadlineRow, alarm: string): Promise<void> {
    const { partnershipId, agencyId, subjectId, kind, dueOn, clause } = deadline;
    if (!partnershipId || !agencyId) return;
    const [request] = await manager.query<{ reference: string; agency: string; now: Date }[]>(
      `SELECT r.reference, a.name AS agency, broker_now() AS now FROM information_request r, agency a
        WHERE r.id::text = $1 AND a.id = $2 AND r.reference IS NOT NULL`,
      [subjectId, agencyId],
    );
    if (!request) return;
    const { reference, agency, now } = request;
    await this.notices.send(manager, {
      key: `request-alarm:${deadline.id}:${alarm}`,
      partnershipId,
      officerIds: await this.audience(manager, partnershipId, agencyId, alarm, now),
      kind: alarm === 'reminder' || alarm === 'due' ? 'request-reminder' : 'request-late',
      clause,
      subject: { kind: 'request', id: subjectId },
      facts: { number: reference, duty: kind, dueOn, agency },
      at: now,
    });
  }

  private async audience(manager: EntityManager, partnershipId: string, agencyId: string, alarm: string, at: Date) {
    const holders = await this.telling.officersOf(manager, partnershipId, agencyId, at);
    if (alarm === 'reminder' || alarm === 'due') return holders;
    const signers = await this.telling.signersOf(manager, partnershipId, agencyId, at);
    const managers = alarm === 'late-3' ? await this.telling.managersOf(manager, partnershipId, at) : [];
    return [...holders, ...signers, ...managers];
  }
}
