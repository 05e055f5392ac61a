import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DeadlineKinds, type DeadlineRow } from '@broker/deadlines';
import { CoverService } from '@broker/identity';
import { londonDate } from '@broker/kernel';
import { NoticeService } from '@broker/notices';
import type { EntityManager } from 'typeorm';
import { RecordTelling } from './record-telling.service.js';

/** Nags about a record that was logged quickly and is not whole yet: its officer first, then all of the agency, then the manager (ISA-7). */
const ALARMS = [
  { name: 'reminder', offsetDays: -2 },
  { name: 'due', offsetDays: 0 },
  { name: 'late-1', offsetDays: 1 },
  { name: 'late-3', offsetDays: 3 },
];

interface Logged {
  reference: string;
  startedBy: string;
  agency: string;
}

@Injectable()
export class RecordAlarms implements OnModuleInit {
  constructor(
    private readonly kinds: DeadlineKinds,
    private readonly telling: RecordTelling,
    private readonly cover: CoverService,
    private readonly notices: NoticeService,
  ) {}

  onModuleInit(): void {
    this.kinds.register({
      kind: 'record-completion',
      alarms: ALARMS,
      ring: (manager, deadline, alarm) => this.ring(manager, deadline, alarm),
    });
  }

  private async ring(manager: EntityManager, deadline: DeadlineRow, alarm: string): Promise<void> {
    const { id, partnershipId, subjectId, clause, dueOn } = deadline;
    if (partnershipId === null) return;
    const [record] = await manager.query<Logged[]>(
      `SELECT r.reference, r.started_by AS "startedBy", g.name AS agency
         FROM disclosure_record r JOIN agency g ON g.id = r.agency_id WHERE r.id::text = $1 AND r.state = 'incomplete'`,
      [subjectId],
    );
    if (!record) return;
    const [{ now }] = await manager.query<[{ now: Date }]>('SELECT broker_now() AS now');
    await this.notices.send(manager, {
      key: `record-completion:${id}:${alarm}`,
      partnershipId,
      officerIds: await this.audience(manager, deadline, record, alarm, now),
      kind: alarm === 'late-3' ? 'record-late' : 'record-completion', // managers may not open records
      clause,
      subject: { kind: 'record', id: subjectId },
      facts: { reference: record.reference, agency: record.agency, dueOn, alarm },
      at: now,
    });
  }

  private async audience(
    manager: EntityManager,
    { partnershipId, agencyId }: DeadlineRow,
    { startedBy }: Logged,
    alarm: string,
    at: Date,
  ): Promise<string[]> {
    const place = { partnershipId: partnershipId!, on: londonDate(at) };
    if (alarm === 'reminder' || alarm === 'due') return [startedBy];
    if (alarm === 'late-3') {
      const managers = await this.cover.reach(manager, { ...place, agencyId: null, role: 'partnership-manager' });
      return managers.map(({ officerId }) => officerId);
    }
    const deputies = await manager.query<{ id: string }[]>(
      `SELECT DISTINCT deputy_id AS id FROM appointment
        WHERE partnership_id = $1 AND agency_id = $2 AND role = 'designated-officer' AND deputy_id IS NOT NULL
          AND started_on <= $3 AND (ended_on IS NULL OR ended_on >= $3)`,
      [partnershipId, agencyId, place.on],
    );
    const officers = await this.telling.officersOf(manager, place.partnershipId, [agencyId!], at);
    return [startedBy, ...officers, ...deputies.map(({ id }) => id)];
  }
}
