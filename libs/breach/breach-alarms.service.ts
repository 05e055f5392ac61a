import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DeadlineKinds, type DeadlineRow } from '@broker/deadlines';
import { CoverService } from '@broker/identity';
import { londonDate } from '@broker/kernel';
import { NoticeService } from '@broker/notices';
import type { EntityManager } from 'typeorm';
import { BreachTelling } from './breach-telling.service.js';
import type { BreachRow } from './breach.entity.js';
import { BREACH_CLOCK_KINDS, ENDED, type BreachClockKind } from './domain/index.js';

/** Days after the last day on which a late step is told to more people: a second officer, the manager, every partner. */
const ALARMS = [
  { name: 'reminder', offsetDays: -2 },
  { name: 'due', offsetDays: 0 },
  { name: 'late-1', offsetDays: 1 },
  { name: 'late-3', offsetDays: 3 },
  { name: 'late-5', offsetDays: 5 },
];

/** Reminds of the deadlines of a breach, and tells more and more people of a step that is late. */
@Injectable()
export class BreachAlarms implements OnModuleInit {
  constructor(
    private readonly kinds: DeadlineKinds,
    private readonly telling: BreachTelling,
    private readonly cover: CoverService,
    private readonly notices: NoticeService,
  ) {}

  onModuleInit(): void {
    const ring = (manager: EntityManager, deadline: DeadlineRow, alarm: string) => this.ring(manager, deadline, alarm);
    for (const kind of BREACH_CLOCK_KINDS) this.kinds.register({ kind, alarms: ALARMS, ring });
  }

  private async ring(manager: EntityManager, deadline: DeadlineRow, alarm: string): Promise<void> {
    const breach = await this.breachOf(manager, deadline);
    if (!breach) return;
    const [{ now }] = await manager.query<[{ now: Date }]>('SELECT broker_now() AS now');
    const officerIds = await this.audience(manager, deadline, breach, alarm, now);
    const [agency] = await manager.query<{ name: string }[]>('SELECT name FROM agency WHERE id = $1', [
      deadline.agencyId,
    ]);
    await this.notices.send(manager, {
      key: `breach-alarm:${deadline.id}:${alarm}`,
      partnershipId: breach.partnershipId,
      officerIds,
      kind: alarm === 'reminder' ? 'breach-reminder' : 'breach-late',
      clause: deadline.clause,
      subject: { kind: 'breach', id: breach.id },
      facts: {
        number: breach.number,
        duty: deadline.kind,
        dueOn: deadline.dueOn,
        agency: agency?.name ?? 'The partnership manager',
      },
      at: now,
    });
  }

  /** A report that was not sent is nobody's business but the alleging agency's and, when it is late, the manager's. */
  private async audience(
    manager: EntityManager,
    { kind, agencyId }: DeadlineRow,
    { partnershipId, current }: BreachRow,
    alarm: string,
    at: Date,
  ): Promise<string[]> {
    const managers = () => this.telling.managers(manager, partnershipId, at);
    const isOwn = OWN.includes(kind as BreachClockKind);
    if (alarm === 'late-5' && !isOwn) {
      const partners = [current.allegingAgencyId, ...current.receipts.map((receipt) => receipt.agencyId)];
      return this.telling.officersOf(manager, partnershipId, partners, at);
    }
    if (agencyId === null || (alarm === 'late-3' && kind !== 'breach-commissioner') || (alarm === 'late-5' && isOwn))
      return managers();
    const holders = await this.telling.officersOf(manager, partnershipId, [agencyId], at);
    return alarm === 'late-1' ? [...holders, ...(await this.seconds(manager, partnershipId, agencyId, at))] : holders;
  }

  /** The deputies of an agency's designated officers; where there is none, who signs for the agency. */
  private async seconds(manager: EntityManager, partnershipId: string, agencyId: string, at: Date): Promise<string[]> {
    const on = londonDate(at);
    const deputies = await manager.query<{ id: string }[]>(
      `SELECT DISTINCT deputy_id AS id FROM appointment
        WHERE partnership_id = $1 AND agency_id = $2 AND role = 'designated-officer' AND deputy_id IS NOT NULL
          AND started_on <= $3 AND (ended_on IS NULL OR ended_on >= $3)`,
      [partnershipId, agencyId, on],
    );
    if (deputies.length > 0) return deputies.map(({ id }) => id);
    const signers = await this.cover.reach(manager, { partnershipId, agencyId, role: 'signing-officer', on });
    return signers.map(({ officerId }) => officerId);
  }

  /** The breach that a deadline belongs to, be it about the breach, one of its parties or one of its actions. */
  private async breachOf(manager: EntityManager, { partnershipId, subjectId }: DeadlineRow): Promise<BreachRow | null> {
    const [row] = await manager.query<BreachRow[]>(
      `SELECT id, number, partnership_id AS "partnershipId", current FROM breach
        WHERE partnership_id = $1 AND state <> ALL ($3)
          AND (id::text = $2 OR current->'parties' @> jsonb_build_array(jsonb_build_object('id', $2::text))
               OR current->'actions' @> jsonb_build_array(jsonb_build_object('id', $2::text)))`,
      [partnershipId, subjectId, ENDED],
    );
    return row ?? null;
  }
}

/** Clocks that are an agency's own affair: the other partners are not told of them. */
const OWN: readonly BreachClockKind[] = ['breach-report', 'breach-commissioner'];
