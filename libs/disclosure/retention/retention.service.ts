import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { AgreementService, STANDARD_RETENTION } from '@broker/agreement';
import { DeadlineKinds, DeadlineService, type DeadlineRow } from '@broker/deadlines';
import { actorFields, CoverService, type Actor } from '@broker/identity';
import {
  accept,
  CLOCK,
  isId,
  londonDate,
  refuse,
  RefusedError,
  type Clock,
  type LocalDate,
  type Result,
} from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { NoticeService } from '@broker/notices';
import { asSystemWithin, inOneAct, VaultService } from '@broker/platform';
import { DataSource, IsNull, type EntityManager } from 'typeorm';
import { retainUntil } from '../records/domain/index.js';
import { DisposalService, RETENTION_END } from './disposal.service.js';
import { DISPOSABLES } from './disposables.js';
import { LegalHold } from './legal-hold.entity.js';
import { disposedOf, heldAlready, holdReasonMissing, notHeld, nothingKept } from './retention-refusals.js';
import { Retention, type RetainedKind } from './retention.entity.js';

/** Something that is kept from now on. */
export interface NewRetention {
  partnershipId: string;
  /** Who has to see that it is disposed of: whose record it is, or who received the information. */
  agencyId: string;
  /** The agencies to which it belongs; `agencyId` alone where left out. */
  agencyIds?: readonly string[];
  recordKind: RetainedKind;
  recordId: string;
  /** The last day on which it is kept; where left out, what the agreement says of personal information, from today. */
  retainUntilOn?: LocalDate;
  at: Date;
}

const REASON_MAX = 2000;
const REMINDER_DAYS = 30;

/** How long things are kept, and what holds them (ISA-23). What nobody holds is disposed of when its last day is over. */
@Injectable()
export class RetentionService implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly agreements: AgreementService,
    private readonly kinds: DeadlineKinds,
    private readonly deadlines: DeadlineService,
    private readonly disposal: DisposalService,
    private readonly vault: VaultService,
    private readonly cover: CoverService,
    private readonly notices: NoticeService,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.kinds.register({
      kind: RETENTION_END,
      title: 'Personal information is disposed of',
      alarms: [
        { name: 'reminder', offsetDays: -REMINDER_DAYS },
        { name: 'end', offsetDays: 0 },
      ],
      ring: (manager, deadline, alarm) => this.ring(manager, deadline, alarm),
    });
  }

  /**
   * Begins the time for which something is kept, by the agreement in force, and arms its end; in the transaction that stores it. Begun
   * before, nothing changes. @returns the last day on which it is kept.
   */
  async begin(manager: EntityManager, wanted: NewRetention): Promise<LocalDate> {
    const { partnershipId, agencyId, recordKind, recordId, at } = wanted;
    const known = await asSystemWithin(manager, () => manager.findOneBy(Retention, { recordKind, recordId }));
    if (known) return known.retainUntilOn;
    const beganOn = londonDate(at);
    const retainUntilOn = wanted.retainUntilOn ?? (await this.byAgreement(manager, partnershipId, beganOn));
    const agencyIds = [...new Set([agencyId, ...(wanted.agencyIds ?? [])])];
    const row = { partnershipId, agencyId, agencyIds, recordKind, recordId, beganOn, retainUntilOn };
    await asSystemWithin(manager, () => manager.save(Retention, { ...row, disposedAt: null }));
    await this.arm(manager, row, at);
    return retainUntilOn;
  }

  /**
   * Holds something for the actor's agency, with a reason, until it is lifted.
   * @returns the hold's id; or `disclosure/nothing-kept`, `disclosure/disposed-of`, `disclosure/held-already`, `disclosure/hold-reason-missing`.
   */
  hold(actor: Actor, retentionId: string, reason: string): Promise<Result<{ id: string }>> {
    return inOneAct(this.dataSource, async (manager) => {
      const at = this.clock.now();
      const kept = await this.lock(manager, retentionId);
      if (kept.disposedAt !== null) throw new RefusedError(disposedOf);
      const { partnershipId, agencyId, officerId } = actor;
      const mine = { retentionId, agencyId, liftedAt: IsNull() };
      if (await manager.existsBy(LegalHold, mine)) throw new RefusedError(heldAlready);
      const { vaultId, commitment } = await this.keepReason(manager, actor, retentionId, reason);
      const hold = { retentionId, partnershipId, agencyId, placedBy: officerId, placedAt: at, vaultId };
      const { id } = await manager.save(LegalHold, hold);
      await this.markHeld(manager, kept, true);
      await this.deadlines.cancel(manager, deadlineOf(kept), at);
      await this.ledger.append(manager, {
        event: 'LegalHoldPlaced',
        ...actorFields(actor),
        subject: { kind: kept.recordKind, id: kept.recordId },
        at,
        facts: { recordKind: kept.recordKind, holdId: id, reasonCommitment: commitment },
      });
      return { id };
    });
  }

  /**
   * Lifts the hold of the actor's agency, with a reason. What nobody else holds goes its way: disposed of at once when its time is over.
   * @returns whether it was disposed of; or `disclosure/nothing-kept`, `disclosure/not-held`, `disclosure/hold-reason-missing`.
   */
  lift(actor: Actor, retentionId: string, reason: string): Promise<Result<{ isDisposed: boolean }>> {
    return inOneAct(this.dataSource, async (manager) => {
      const at = this.clock.now();
      const kept = await this.lock(manager, retentionId);
      const { agencyId, officerId } = actor;
      const hold = await manager.findOneBy(LegalHold, { retentionId, agencyId, liftedAt: IsNull() });
      if (!hold) throw new RefusedError(notHeld);
      const { vaultId, commitment } = await this.keepReason(manager, actor, retentionId, reason);
      await manager.update(LegalHold, hold.id, { liftedBy: officerId, liftedAt: at, liftVaultId: vaultId });
      await this.ledger.append(manager, {
        event: 'LegalHoldLifted',
        ...actorFields(actor),
        subject: { kind: kept.recordKind, id: kept.recordId },
        at,
        facts: { recordKind: kept.recordKind, holdId: hold.id, reasonCommitment: commitment },
      });
      if (await this.disposal.isHeld(manager, retentionId)) return { isDisposed: false };
      await this.markHeld(manager, kept, false);
      if (kept.retainUntilOn >= londonDate(at)) await this.arm(manager, kept, at);
      else return { isDisposed: await this.disposal.dispose(manager, retentionId, at) };
      return { isDisposed: false };
    });
  }

  private async byAgreement(manager: EntityManager, partnershipId: string, from: LocalDate): Promise<LocalDate> {
    const version = await this.agreements.versionInForce(partnershipId, manager);
    return retainUntil(version?.retention ?? STANDARD_RETENTION, 'disclosed', from);
  }

  private async lock(manager: EntityManager, retentionId: string): Promise<Retention> {
    const where = { id: retentionId };
    const lock = { mode: 'pessimistic_write' as const };
    const kept = isId(retentionId) ? await manager.findOne(Retention, { where, lock }) : null;
    if (!kept) throw new RefusedError(nothingKept);
    return kept;
  }

  private async keepReason(manager: EntityManager, { partnershipId, agencyId }: Actor, id: string, reason: string) {
    const words = checkReason(reason);
    if (!words.ok) throw new RefusedError(words.refusal);
    const plain = { reason: words.value };
    return this.vault.put(manager, { partnershipId, agencyIds: [agencyId], boundTo: `legal-hold:${id}`, plain });
  }

  /** The record's own row says that it is held, where it has such a mark; it may be another part's. */
  private async markHeld(manager: EntityManager, { recordKind, recordId }: Retention, isHeld: boolean): Promise<void> {
    const { hold } = DISPOSABLES[recordKind];
    if (hold !== null) await asSystemWithin(manager, () => manager.query(hold, [recordId, isHeld]));
  }

  private async arm(manager: EntityManager, kept: Omit<Retention, 'id' | 'disposedAt'>, at: Date): Promise<void> {
    const { partnershipId, agencyId, retainUntilOn } = kept;
    const date = { startOn: londonDate(at), dueOn: retainUntilOn, clock: null, terms: null, at };
    await this.deadlines.arm(manager, { partnershipId, agencyId, ...deadlineOf(kept), clause: 'ISA-23', ...date });
  }

  /** Thirty days before the end the agency is told, so that what proceedings need is held in time; at the end it is disposed of. */
  private async ring(manager: EntityManager, deadline: DeadlineRow, alarm: string): Promise<void> {
    const { partnershipId, agencyId, subjectKind, subjectId, dueOn } = deadline;
    const [{ now }] = await manager.query<[{ now: Date }]>('SELECT broker_now() AS now');
    const kept = await manager.findOneBy(Retention, { recordKind: subjectKind as RetainedKind, recordId: subjectId });
    if (!kept || partnershipId === null) return;
    if (alarm === 'end') {
      await this.disposal.dispose(manager, kept.id, now);
      return;
    }
    const officers = await this.cover.reach(manager, {
      partnershipId,
      agencyId,
      role: 'designated-officer',
      on: londonDate(now),
    });
    await this.notices.send(manager, {
      key: `retention-ends:${deadline.id}:${alarm}`,
      partnershipId,
      officerIds: officers.map(({ officerId }) => officerId),
      kind: 'retention-ends',
      clause: 'ISA-23',
      subject: { kind: 'retention', id: kept.id },
      facts: { what: kept.recordKind, dueOn },
      at: now,
    });
  }
}

const deadlineOf = ({ recordKind, recordId }: Pick<Retention, 'recordKind' | 'recordId'>) => ({
  kind: RETENTION_END,
  subject: { kind: recordKind, id: recordId },
});

function checkReason(reason: string): Result<string> {
  const words = reason.trim();
  return words === '' || words.length > REASON_MAX ? refuse(holdReasonMissing) : accept(words);
}
