import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { AgreementQueries } from '@broker/agreement';
import { CalendarService, DeadlineKinds, DeadlineService, type DeadlineRow } from '@broker/deadlines';
import { actorFields, type Actor } from '@broker/identity';
import {
  accept,
  CLOCK,
  isId,
  londonDate,
  orThrow,
  RefusedError,
  type Clock,
  type LocalDate,
  type Result,
} from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { inOneAct, VaultService } from '@broker/platform';
import { partnerConsultation } from '@broker/working-calendar';
import { DataSource, type EntityManager } from 'typeorm';
import { nextReference } from '../../reference.js';
import {
  checkDecision,
  checkOnward,
  checkPassing,
  noSuchOnward,
  nothingToPassOn,
  ownerHasNotAgreed,
  type OnwardAsked,
} from '../domain/index.js';
import { KeepingNotices } from '../keeping-notices.service.js';
import { OnwardRequest } from './onward-request.entity.js';

/** What the vault keeps of a question. */
export type OnwardWords = Pick<OnwardAsked, 'recipientName' | 'why' | 'what'>;

/** The kind of deadline by which the owner decides. */
export const ONWARD_DECISION = 'onward-decision';

/** The vault binds the words of a question, its decision and the passing on to it. */
export const onwardWords = (id: string): string => `onward:${id}`;

interface Source {
  purpose: string;
  owner: string;
  receiver: string;
}

/** Asks the owner before disclosed information is passed on; without its agreement, nothing goes (ISA-26, 30). */
@Injectable()
export class OnwardService implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly agreements: AgreementQueries,
    private readonly kinds: DeadlineKinds,
    private readonly calendars: CalendarService,
    private readonly deadlines: DeadlineService,
    private readonly vault: VaultService,
    private readonly telling: KeepingNotices,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.kinds.register({
      kind: ONWARD_DECISION,
      title: 'Decide whether a partner may pass on what your agency disclosed',
      alarms: [
        { name: 'reminder', offsetDays: -1 },
        { name: 'due', offsetDays: 0 },
      ],
      ring: (manager, deadline, alarm) =>
        alarm === 'due'
          ? this.refuseByDefault(manager, deadline)
          : this.telling.remind(manager, deadline, alarm, 'onward-due'),
    });
  }

  /**
   * Asks the agency that disclosed something whether it may be passed on; until it agrees, it is refused.
   * @returns the id of the question; or `disclosure/nothing-to-pass-on` or a refusal of `checkOnward`.
   */
  ask(actor: Actor, disclosureId: string, asked: OnwardAsked): Promise<Result<{ id: string; reference: string }>> {
    return inOneAct(this.dataSource, async (manager) => {
      const at = this.clock.now();
      const source = await this.sourceOf(manager, actor, disclosureId);
      const partners = await this.agreements.signatories(actor.partnershipId);
      const partnerIds = partners.map(({ agencyId }) => agencyId).filter((one) => one !== actor.agencyId);
      const { recipientAgencyId, ...words } = orThrow(checkOnward(asked, { partnerIds, ownerAgencyId: source.owner }));
      const { dueOn } = orThrow(partnerConsultation(await this.calendars.current(manager), londonDate(at)));
      const { partnershipId, agencyId, officerId } = actor;
      const id = randomUUID();
      const agencyIds = [agencyId, source.owner];
      const kept = await this.vault.put(manager, { partnershipId, agencyIds, boundTo: onwardWords(id), plain: words });
      const year = londonDate(at).slice(0, 4);
      const reference = await nextReference(manager, { table: 'onward_request', letter: 'O', partnershipId, year });
      const row = {
        id,
        reference,
        partnershipId,
        disclosureId,
        agencyId,
        ownerAgencyId: source.owner,
        agencyIds,
        dueOn,
        recipientAgencyId: recipientAgencyId === '' ? null : recipientAgencyId,
        purpose: source.purpose,
        vaultId: kept.vaultId,
      };
      await manager.insert(OnwardRequest, { ...row, state: 'asked', askedBy: officerId, askedAt: at });
      await this.deadlines.arm(manager, {
        ...deadlineOf(id),
        partnershipId,
        agencyId: source.owner,
        clause: 'ISA-26',
        startOn: londonDate(at),
        dueOn,
        clock: 'partner-consultation',
        terms: null,
        at,
      });
      const recipient = recipientOf(row);
      await this.ledger.append(manager, {
        event: 'OnwardDisclosureAsked',
        ...actorFields(actor),
        subject: { kind: 'onward', id },
        at,
        facts: { disclosureId, ownerAgencyId: source.owner, recipient, dueOn, wordsCommitment: kept.commitment },
      });
      const facts = { agency: await this.nameOf(actor), dueOn };
      await this.tell(manager, { partnershipId, id }, source.owner, 'onward-asked', facts, at);
      return { id, reference };
    });
  }

  /** The owner's decision. @returns nothing, or `disclosure/no-such-onward-request` or a refusal of `checkDecision`. */
  decide(actor: Actor, id: string, decision: string, words: string): Promise<Result<null>> {
    return inOneAct(this.dataSource, async (manager) => {
      const at = this.clock.now();
      const row = await this.lock(manager, actor, id, 'ownerAgencyId');
      const decided = orThrow(checkDecision(row.state, decision, words));
      const { partnershipId, agencyIds } = row;
      const plain = { words: decided.words };
      const kept = await this.vault.put(manager, { partnershipId, agencyIds, boundTo: onwardWords(id), plain });
      const state = decided.agreed ? ('agreed' as const) : ('refused' as const);
      const by = { decidedBy: actor.officerId, decidedAt: at, decisionVaultId: kept.vaultId };
      await manager.update(OnwardRequest, id, { state, ...by });
      await this.deadlines.meet(manager, deadlineOf(id), at);
      await this.recordDecision(manager, row, { state, officerId: actor.officerId, at });
      const facts = { agency: await this.nameOf(actor), decision: decided.agreed ? 'agreed' : 'refused' };
      await this.tell(manager, row, row.agencyId, 'onward-decided', facts, at);
      return null;
    });
  }

  /**
   * Records that it was passed on, as the owner had agreed. Tried without that agreement, it is refused and the attempt stands in the log.
   * @param words to whom exactly, and how.
   */
  async pass(actor: Actor, id: string, passedOn: LocalDate, words: string): Promise<Result<null>> {
    const done = await inOneAct(this.dataSource, async (manager) => {
      const at = this.clock.now();
      const row = await this.lock(manager, actor, id, 'agencyId');
      const agreedOn = row.state === 'agreed' && row.decidedAt ? londonDate(row.decidedAt) : null;
      const on = checkPassing({ state: row.state, agreedOn }, passedOn, londonDate(at));
      if (!on.ok) return on;
      const { partnershipId, agencyIds, disclosureId } = row;
      const plain = { words: words.trim() };
      const kept = await this.vault.put(manager, { partnershipId, agencyIds, boundTo: onwardWords(id), plain });
      await manager.update(OnwardRequest, id, { state: 'passed', passedOn, passingVaultId: kept.vaultId });
      await this.ledger.append(manager, {
        event: 'OnwardDisclosureMade',
        ...actorFields(actor),
        subject: { kind: 'onward', id },
        at,
        facts: { disclosureId, recipient: recipientOf(row), passedOn },
      });
      await this.tell(manager, row, row.ownerAgencyId, 'onward-passed', { agency: await this.nameOf(actor) }, at);
      return accept(null);
    });
    if (!done.ok) return done;
    if (!done.value.ok && done.value.refusal === ownerHasNotAgreed) await this.recordAttempt(actor, id);
    return done.value;
  }

  /** An attempt without the owner's agreement stands in the log, though nothing else happened. */
  private async recordAttempt(actor: Actor, id: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const row = await this.lock(manager, actor, id, 'agencyId');
      const { clause } = ownerHasNotAgreed;
      await this.ledger.append(manager, {
        event: 'OnwardDisclosureRefused',
        ...actorFields(actor),
        subject: { kind: 'onward', id },
        at: this.clock.now(),
        facts: { code: ownerHasNotAgreed.code, clause, disclosureId: row.disclosureId, recipient: recipientOf(row) },
      });
    });
  }

  /** Nobody answered in time: it is refused, as it was all along. */
  private async refuseByDefault(manager: EntityManager, deadline: DeadlineRow): Promise<void> {
    const [{ now: at }] = await manager.query<[{ now: Date }]>('SELECT broker_now() AS now');
    const lock = { mode: 'pessimistic_write' as const };
    const row = await manager.findOne(OnwardRequest, { where: { id: deadline.subjectId }, lock });
    if (row?.state !== 'asked') return;
    await manager.update(OnwardRequest, row.id, { state: 'refused', decidedAt: at });
    await this.deadlines.cancel(manager, deadlineOf(row.id), at);
    await this.recordDecision(manager, row, { state: 'refused', officerId: null, at });
    const [owner] = await manager.query<{ name: string }[]>('SELECT name FROM agency WHERE id = $1', [
      row.ownerAgencyId,
    ]);
    const facts = { agency: owner?.name ?? '', decision: 'not answered in time, which counts as a refusal' };
    await this.tell(manager, row, row.agencyId, 'onward-decided', facts, at);
  }

  private async recordDecision(
    manager: EntityManager,
    row: OnwardRequest,
    { state, officerId, at }: { state: 'agreed' | 'refused'; officerId: string | null; at: Date },
  ): Promise<void> {
    const { id, partnershipId, ownerAgencyId, disclosureId } = row;
    await this.ledger.append(manager, {
      event: 'OnwardDisclosureDecided',
      partnershipId,
      agencyId: ownerAgencyId,
      officerId,
      subject: { kind: 'onward', id },
      at,
      facts: { disclosureId, decision: state, byDefault: officerId === null, recipient: recipientOf(row) },
    });
  }

  private async sourceOf(manager: EntityManager, { partnershipId, agencyId }: Actor, id: string): Promise<Source> {
    const line = await this.agreements.lineOf(partnershipId, agencyId);
    const [row] = isId(id)
      ? await manager.query<Source[]>(
          `SELECT purpose, disclosing_agency_id AS owner, receiving_agency_id AS receiver FROM disclosure
            WHERE id = $1 AND partnership_id = $2 AND disposed_at IS NULL`,
          [id, partnershipId],
        )
      : [];
    if (!row || !line.includes(row.receiver)) throw new RefusedError(nothingToPassOn);
    return row;
  }

  private async lock(
    manager: EntityManager,
    { partnershipId, agencyId }: Actor,
    id: string,
    whose: 'agencyId' | 'ownerAgencyId',
  ): Promise<OnwardRequest> {
    const lock = { mode: 'pessimistic_write' as const };
    const row = isId(id) ? await manager.findOne(OnwardRequest, { where: { id }, lock }) : null;
    const line = await this.agreements.lineOf(partnershipId, agencyId);
    if (!row || !line.includes(row[whose])) throw new RefusedError(noSuchOnward);
    return row;
  }

  private async nameOf({ appointmentId }: Actor): Promise<string> {
    return (await this.agreements.namesOf(appointmentId))?.agency ?? '';
  }

  private tell(
    manager: EntityManager,
    { partnershipId, id }: { partnershipId: string; id: string },
    agencyId: string,
    kind: string,
    facts: Record<string, string>,
    at: Date,
  ): Promise<void> {
    const subject = { kind: 'onward', id };
    return this.telling.tell(manager, {
      key: `${kind}:${id}`,
      partnershipId,
      agencyId,
      kind,
      clause: 'ISA-26' as const,
      subject,
      facts,
      at,
    });
  }
}

const deadlineOf = (id: string) => ({ kind: ONWARD_DECISION, subject: { kind: 'onward', id } });

/** In the log: the partner's id, or that it is somebody outside. */
const recipientOf = ({ recipientAgencyId }: { recipientAgencyId: string | null }): string =>
  recipientAgencyId ?? 'outside-the-partners';
