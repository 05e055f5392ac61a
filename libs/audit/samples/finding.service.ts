import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DeadlineKinds, DeadlineService, type DeadlineRow } from '@broker/deadlines';
import { actorFields, CoverService, type Actor, type Role } from '@broker/identity';
import {
  CLOCK,
  DomainError,
  isId,
  londonDate,
  orThrow,
  RefusedError,
  type Clock,
  type LocalDate,
  type Result,
} from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { NoticeService } from '@broker/notices';
import { inOneAct } from '@broker/platform';
import { DataSource, type EntityManager } from 'typeorm';
import {
  checkFinding,
  checkFollowUp,
  checkWords,
  decideFinding,
  noSuchFinding,
  type FindingAsked,
} from '../domain/index.js';
import { AuditedRecords } from '../log/audited-records.service.js';
import { AuditFinding } from './audit-finding.entity.js';
import { nextNumber, SampleService } from './sample.service.js';

const FOLLOW_UP = 'finding-follow-up';

/** Where a finding was met: at a record by itself, or at a place in a sample. */
export type FindingPlace = { recordId: string } | { sampleId: string; position: number };

/** Keeps what audits find, has the agency answer, and follows it until it is put right (ISA-22, ISA-30). */
@Injectable()
export class FindingService implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly records: AuditedRecords,
    private readonly samples: SampleService,
    private readonly cover: CoverService,
    private readonly notices: NoticeService,
    private readonly kinds: DeadlineKinds,
    private readonly deadlines: DeadlineService,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.kinds.register({
      kind: FOLLOW_UP,
      title: 'Put right what an audit found',
      alarms: [
        { name: 'reminder', offsetDays: -3 },
        { name: 'late', offsetDays: 1 },
      ],
      ring: async (manager, deadline, alarm) => this.remind(manager, deadline, alarm),
    });
  }

  /** Records a finding and arms its follow-up; the agency is told. @returns its id, or a refusal of `checkFinding` or of the place. */
  record(actor: Actor, place: FindingPlace, asked: FindingAsked): Promise<Result<{ id: string }>> {
    return inOneAct(this.dataSource, async (manager) => {
      const at = this.clock.now();
      const said = orThrow(checkFinding(asked, londonDate(at)));
      const sampleId = 'sampleId' in place ? place.sampleId : null;
      const recordId =
        'sampleId' in place
          ? await this.samples.review(manager, actor, place.sampleId, place.position, 'finding')
          : place.recordId;
      const record = await this.records.one(manager, actor, recordId);
      const finding = await manager.save(AuditFinding, {
        partnershipId: actor.partnershipId,
        number: await nextNumber(manager, 'audit_finding', actor.partnershipId),
        recordId: record.id,
        agencyId: record.agencyId,
        sampleId,
        ...said,
        foundBy: actor.officerId,
        foundAt: at,
        state: 'open' as const,
      });
      const { id } = finding;
      const { severity, rule, followUpOn } = said;
      await this.ledger.append(manager, {
        event: 'FindingRecorded',
        ...actorFields(actor),
        subject: { kind: 'finding', id },
        at,
        facts: { recordId: record.id, concernsAgencyId: record.agencyId, severity, rule, sampleId, followUpOn },
      });
      await this.arm(manager, finding, at);
      await this.tell(manager, finding, 'finding-recorded', ['agency'], at);
      return { id };
    });
  }

  /** The agency says what it has done. @returns nothing, or `audit/no-such-finding`, `audit/finding-not-now`, `audit/finding-words`. */
  answer(actor: Actor, id: string, words: string): Promise<Result<null>> {
    return inOneAct(this.dataSource, async (manager) => {
      const finding = await this.lock(manager, actor, id);
      if (finding.agencyId !== actor.agencyId) throw new RefusedError(noSuchFinding);
      const state = orThrow(decideFinding(finding.state, 'answer'));
      const answer = orThrow(checkWords(words));
      const at = this.clock.now();
      await manager.update(AuditFinding, id, { state, answer, answeredBy: actor.officerId, answeredAt: at });
      await this.ledger.append(manager, {
        event: 'FindingAnswered',
        ...actorFields(actor),
        subject: { kind: 'finding', id },
        at,
        facts: { followUpOn: finding.followUpOn },
      });
      await this.tell(manager, finding, 'finding-answered', ['auditors'], at);
      return null;
    });
  }

  /** An auditor is not satisfied and sets another day. @returns nothing, or `audit/finding-not-now` and the refusals of words and day. */
  reopen(actor: Actor, id: string, words: string, followUpOn: LocalDate): Promise<Result<null>> {
    return inOneAct(this.dataSource, async (manager) => {
      const finding = await this.lock(manager, actor, id);
      const state = orThrow(decideFinding(finding.state, 'reopen'));
      const at = this.clock.now();
      const auditorWords = orThrow(checkWords(words));
      orThrow(checkFollowUp(followUpOn, londonDate(at)));
      await manager.update(AuditFinding, id, { state, auditorWords, followUpOn });
      await this.deadlines.cancel(manager, { kind: FOLLOW_UP, subject: { kind: 'finding', id } }, at);
      await this.ledger.append(manager, {
        event: 'FindingReopened',
        ...actorFields(actor),
        subject: { kind: 'finding', id },
        at,
        facts: { concernsAgencyId: finding.agencyId, followUpOn },
      });
      const { partnershipId, agencyId } = finding;
      const again = { id, partnershipId, agencyId, followUpOn };
      await this.arm(manager, again, at);
      await this.tell(manager, again, 'finding-recorded', ['agency'], at, followUpOn);
      return null;
    });
  }

  /** An auditor closes a finding, answered or not; its follow-up is met. @returns nothing, or `audit/finding-not-now`, `audit/finding-words`. */
  close(actor: Actor, id: string, words: string): Promise<Result<null>> {
    return inOneAct(this.dataSource, async (manager) => {
      const finding = await this.lock(manager, actor, id);
      const state = orThrow(decideFinding(finding.state, 'close'));
      const auditorWords = orThrow(checkWords(words));
      const at = this.clock.now();
      const { followUpOn, agencyId } = finding;
      await manager.update(AuditFinding, id, { state, auditorWords, closedBy: actor.officerId, closedAt: at });
      await this.deadlines.meet(manager, { kind: FOLLOW_UP, subject: { kind: 'finding', id } }, at);
      await this.ledger.append(manager, {
        event: 'FindingClosed',
        ...actorFields(actor),
        subject: { kind: 'finding', id },
        at,
        facts: { concernsAgencyId: agencyId, followUpOn, late: londonDate(at) > followUpOn },
      });
      await this.tell(manager, finding, 'finding-closed', ['agency'], at);
      return null;
    });
  }

  private async lock(manager: EntityManager, { partnershipId }: Actor, id: string): Promise<AuditFinding> {
    const lock = { mode: 'pessimistic_write' as const };
    const finding = isId(id) ? await manager.findOne(AuditFinding, { where: { id, partnershipId }, lock }) : null;
    if (!finding) throw new RefusedError(noSuchFinding);
    return finding;
  }

  private async arm(manager: EntityManager, finding: Followed, at: Date): Promise<void> {
    const { id, partnershipId, agencyId, followUpOn } = finding;
    await this.deadlines.arm(manager, {
      partnershipId,
      agencyId,
      kind: FOLLOW_UP,
      subject: { kind: 'finding', id },
      clause: 'ISA-22',
      startOn: londonDate(at),
      dueOn: followUpOn,
      clock: null,
      terms: null,
      at,
    });
  }

  private async remind(manager: EntityManager, { id, subjectId }: DeadlineRow, alarm: string): Promise<void> {
    const finding = await manager.findOneBy(AuditFinding, { id: subjectId });
    if (!finding) throw new DomainError(`The alarm ${alarm} names a finding that is not there.`);
    const to = alarm === 'late' ? (['agency', 'auditors'] as const) : (['agency'] as const);
    await this.tell(manager, finding, 'finding-follow-up', to, this.clock.now(), `${id}:${alarm}`);
  }

  /** Tells the agency's designated officers, the auditors of the partnership, or both. */
  private async tell(
    manager: EntityManager,
    finding: Followed,
    kind: 'finding-recorded' | 'finding-answered' | 'finding-closed' | 'finding-follow-up',
    to: readonly ('agency' | 'auditors')[],
    at: Date,
    occasion = at.toISOString(),
  ): Promise<void> {
    const { id, partnershipId, agencyId, followUpOn } = finding;
    const reach = (role: Role, of: string | null) =>
      this.cover.reach(manager, { partnershipId, agencyId: of, role, on: londonDate(at) });
    const reached = [
      ...(to.includes('agency') ? await reach('designated-officer', agencyId) : []),
      ...(to.includes('auditors') ? await reach('auditor', null) : []),
    ];
    const [agency] = await manager.query<{ name: string }[]>('SELECT name FROM agency WHERE id = $1', [agencyId]);
    await this.notices.send(manager, {
      key: `${kind}:${id}:${occasion}`,
      partnershipId,
      officerIds: [...new Set(reached.map(({ officerId }) => officerId))],
      kind,
      clause: 'ISA-22',
      subject: { kind: 'finding', id },
      facts: { agency: agency?.name ?? '', followUpOn, dueOn: followUpOn },
      at,
    });
  }
}

/** What following a finding needs to know of it. */
type Followed = Pick<AuditFinding, 'id' | 'partnershipId' | 'agencyId' | 'followUpOn'>;
