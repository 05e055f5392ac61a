import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DeadlineKinds, DeadlineService, type DeadlineRow } from '@broker/deadlines';
import { CLOCK, londonDate, type Clock, type LocalDate } from '@broker/kernel';
import { NoticeService } from '@broker/notices';
import { addDays } from '@broker/working-calendar';
import type { EntityManager } from 'typeorm';
import { isInPost, type Reached, type Role } from '../domain/index.js';
import { CoverService } from './cover.service.js';
import { postsOf, type AgencyPlace, type KnownPost } from './posts.js';

const VACANCY = 'designated-officer-vacancy';
const alarm = (days: number) => ({ name: `reminder-${days}`, offsetDays: -days });
const due = { name: 'due', offsetDays: 0 };
const ALARMS: Record<string, { name: string; offsetDays: number }[]> = {
  'training-expiry': [alarm(30), alarm(7), due],
  'registration-expiry': [alarm(60), alarm(30), alarm(7), due],
  [VACANCY]: [alarm(30), alarm(7), due],
};

/** Something that is good until a day, kept in a row of its own. */
interface Expiring {
  id: string;
  expiresOn: LocalDate;
}

/** Arms what runs out: training (ISA-22), registrations (ISA-21), the post of designated officer (ISA-20); and tells whom it concerns. */
@Injectable()
export class OfficerDeadlines implements OnModuleInit {
  constructor(
    private readonly kinds: DeadlineKinds,
    private readonly deadlines: DeadlineService,
    private readonly notices: NoticeService,
    private readonly cover: CoverService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    const ring = (manager: EntityManager, deadline: DeadlineRow, name: string) => this.tell(manager, deadline, name);
    for (const [kind, alarms] of Object.entries(ALARMS)) this.kinds.register({ kind, alarms, ring });
  }

  /** A course was recorded: earlier ones are done with, and the one that is good the longest runs out one day. */
  async trained(manager: EntityManager, place: AgencyPlace, officerId: string): Promise<void> {
    const rows = await manager.query<Expiring[]>(
      `SELECT id, expires_on::text AS "expiresOn" FROM training_record
        WHERE partnership_id = $1 AND agency_id = $2 AND officer_id = $3 ORDER BY expires_on DESC, recorded_at DESC`,
      [place.partnershipId, place.agencyId, officerId],
    );
    await this.replace(manager, place, { kind: 'training-expiry', subject: 'training-record', clause: 'ISA-22' }, rows);
  }

  /** A registration was recorded: the newest counts, and an exemption never runs out. */
  async registered(manager: EntityManager, place: AgencyPlace): Promise<void> {
    const rows = await manager.query<Expiring[]>(
      `SELECT id, coalesce(expires_on::text, '') AS "expiresOn" FROM data_protection_registration
        WHERE partnership_id = $1 AND agency_id = $2 ORDER BY recorded_at DESC, id`,
      [place.partnershipId, place.agencyId],
    );
    const wanted = { kind: 'registration-expiry', subject: 'registration', clause: 'ISA-21' as const };
    await this.replace(manager, place, wanted, rows);
  }

  private async replace(
    manager: EntityManager,
    { partnershipId, agencyId }: AgencyPlace,
    { kind, subject, clause }: { kind: string; subject: string; clause: 'ISA-21' | 'ISA-22' },
    [newest, ...older]: Expiring[],
  ): Promise<void> {
    const at = this.clock.now();
    for (const { id } of [newest, ...older].filter((one) => one !== undefined))
      await this.deadlines.meet(manager, { kind, subject: { kind: subject, id } }, at);
    if (!newest || newest.expiresOn === '') return;
    const days = { startOn: londonDate(at), dueOn: newest.expiresOn, clock: null, terms: null, at };
    const about = { kind, subject: { kind: subject, id: newest.id }, clause };
    await this.deadlines.arm(manager, { partnershipId, agencyId, ...about, ...days });
  }

  /** Posts of an agency have changed: where nobody is nominated as designated officer after some day, that day is a deadline. */
  async postsChanged(manager: EntityManager, place: AgencyPlace): Promise<void> {
    const at = this.clock.now();
    const on = londonDate(at);
    const posts = (await postsOf(manager, place)).filter(({ role }) => role === 'designated-officer');
    const last = lastBeforeGap(posts, on);
    for (const { appointmentId } of posts) {
      const subject = { kind: 'appointment', id: appointmentId };
      await this.deadlines.meet(manager, { kind: VACANCY, subject }, at);
    }
    if (!last?.endedOn) return;
    const days = { startOn: on, dueOn: last.endedOn, clock: null, terms: null, at };
    const about = {
      kind: VACANCY,
      subject: { kind: 'appointment', id: last.appointmentId },
      clause: 'ISA-20' as const,
    };
    await this.deadlines.arm(manager, {
      partnershipId: place.partnershipId,
      agencyId: place.agencyId,
      ...about,
      ...days,
    });
  }

  /** Tells the officer concerned, the agency's signing officers, and of a vacancy the partnership managers. */
  private async tell(manager: EntityManager, deadline: DeadlineRow, alarmName: string): Promise<void> {
    const { id, kind, clause, dueOn, partnershipId, agencyId } = deadline;
    if (partnershipId === null || agencyId === null) return;
    const [agency] = await manager.query<{ name: string }[]>('SELECT name FROM agency WHERE id = $1', [agencyId]);
    const officerIds = await this.concerned(manager, { partnershipId, agencyId }, deadline);
    await this.notices.send(manager, {
      key: `${kind}:${id}:${alarmName}`,
      partnershipId,
      officerIds,
      kind,
      clause,
      subject: { kind: 'agency', id: agencyId },
      facts: { agency: agency?.name ?? '', dueOn, alarm: alarmName },
      at: this.clock.now(),
    });
  }

  private async concerned(
    manager: EntityManager,
    place: AgencyPlace,
    { kind, subjectId }: DeadlineRow,
  ): Promise<string[]> {
    const on = londonDate(this.clock.now());
    const reach = (role: Role, agencyId: string | null): Promise<Reached[]> =>
      this.cover.reach(manager, { partnershipId: place.partnershipId, agencyId, role, on });
    const people = await reach('signing-officer', place.agencyId);
    if (kind === 'registration-expiry') people.push(...(await reach('designated-officer', place.agencyId)));
    if (kind === VACANCY || people.length === 0) people.push(...(await reach('partnership-manager', null)));
    const trained = kind === 'training-expiry' ? await this.trainedOfficer(manager, subjectId) : [];
    return [...new Set([...people, ...trained].map(({ officerId }) => officerId))];
  }

  private trainedOfficer(manager: EntityManager, recordId: string): Promise<{ officerId: string }[]> {
    return manager.query<{ officerId: string }[]>(
      `SELECT officer_id AS "officerId" FROM training_record WHERE id = $1`,
      [recordId],
    );
  }
}

/** The post after whose last day nobody holds any of some posts; null when one is open, or when nobody holds one from a day on. */
function lastBeforeGap(posts: readonly KnownPost[], on: LocalDate): KnownPost | null {
  let last: KnownPost | null = null;
  for (let day = on; ; day = addDays(last.endedOn!, 1)) {
    const held = posts.filter((post) => isInPost(post, day));
    if (held.length === 0) return last;
    if (held.some(({ endedOn }) => endedOn === null)) return null;
    last = held.toSorted((a, b) => a.endedOn!.localeCompare(b.endedOn!)).at(-1)!;
  }
}
