import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AgreementQueries, AgreementService } from '@broker/agreement';
import { CalendarService } from '@broker/deadlines';
import type { Actor } from '@broker/identity';
import {
  accept,
  CLOCK,
  isId,
  londonDate,
  orThrow,
  refuse,
  type Clock,
  type LocalDate,
  type Result,
} from '@broker/kernel';
import { inOneAct } from '@broker/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { BreachClocks } from './breach-clocks.service.js';
import { BreachEventRow } from './breach-event.entity.js';
import { BreachEvidence } from './breach-evidence.service.js';
import { BreachTelling } from './breach-telling.service.js';
import { BreachRow } from './breach.entity.js';
import {
  decide,
  maySee,
  notice,
  noSuchBreach,
  type Breach,
  type BreachCommand,
  type BreachContext,
  type Decision,
  type Partner,
  type ReportAnswers,
  type Viewer,
} from './domain/index.js';

const NUMBERS_LOCK = 32_0001;

/**
 * Carries out what is done to breaches (ISA-32): asks the rules, then keeps state, history, deadlines, notices and ledger entry
 * in one transaction. Two acts on one breach wait for each other, so of two that exclude each other one is refused.
 */
@Injectable()
export class BreachService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly agreements: AgreementService,
    private readonly signatories: AgreementQueries,
    private readonly calendars: CalendarService,
    private readonly clocks: BreachClocks,
    private readonly evidence: BreachEvidence,
    private readonly telling: BreachTelling,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Opens a breach with the day on which the actor's agency became aware; nobody else is told yet, and the five working days run.
   * @returns its id, or the refusal of that day. @param at the instant; the present one when left out.
   */
  async notice(actor: Actor, awareOn: LocalDate, at = this.clock.now()): Promise<Result<{ id: string }>> {
    const known = await this.knownOf(actor);
    return this.dataSource.transaction((manager) => this.open(manager, known, awareOn, at));
  }

  /**
   * Opens a breach, tells its whole report and sends it, in one transaction: a report that is refused leaves nothing behind.
   * @returns its id, or the refusal of the first answer that is not in order.
   */
  async reportAtOnce(
    actor: Actor,
    awareOn: LocalDate,
    answers: Omit<ReportAnswers, 'awareOn'>,
    at = this.clock.now(),
  ): Promise<Result<{ id: string }>> {
    const known = await this.knownOf(actor);
    return inOneAct(this.dataSource, async (manager) => {
      const opened = orThrow(await this.open(manager, known, awareOn, at));
      orThrow(await this.take(manager, known, opened.id, { step: 'amend', answers }, at));
      orThrow(await this.take(manager, known, opened.id, { step: 'report' }, at));
      return opened;
    });
  }

  /**
   * Does one step. @returns the breach after it, as it also stands when the same was done before; or the refusal of the rules,
   * `breach/no-such-breach` for one that is not open to the actor. @param at the instant; the present one when left out.
   */
  async carryOut(actor: Actor, id: string, command: BreachCommand, at = this.clock.now()): Promise<Result<Breach>> {
    const known = await this.knownOf(actor);
    return this.dataSource.transaction((manager) => this.take(manager, known, id, command, at));
  }

  /** As whom the actor looks at breaches (ISA-26). */
  async viewerOf({ partnershipId, agencyId, role }: Actor): Promise<Viewer> {
    const standing = await this.signatories.standingOf(partnershipId, agencyId);
    return { agencyId, isSigned: standing === 'signed', role };
  }

  private async open(
    manager: EntityManager,
    known: Known,
    awareOn: LocalDate,
    at: Date,
  ): Promise<Result<{ id: string }>> {
    const { actor } = known;
    const context = await this.contextOf(manager, known, null, at);
    const reading = await this.agreements.readingOf(actor.partnershipId, manager);
    const wanted = { id: randomUUID(), partnershipId: actor.partnershipId, awareOn, reading };
    const decided = notice(wanted, context);
    if (!decided.ok) return decided;
    await manager.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [NUMBERS_LOCK, actor.partnershipId]);
    const [{ number }] = await manager.query<[{ number: number }]>(
      'SELECT coalesce(max(number), 0)::int + 1 AS number FROM breach WHERE partnership_id = $1',
      [actor.partnershipId],
    );
    const { breach } = decided.value;
    await manager.insert(BreachRow, {
      ...columnsOf(breach),
      id: breach.id,
      partnershipId: breach.partnershipId,
      number,
      allegingAgencyId: breach.allegingAgencyId,
      noticedAt: at,
      changedAt: at,
    });
    await this.keep(manager, known, decided.value, number, at);
    return accept({ id: breach.id });
  }

  private async take(
    manager: EntityManager,
    known: Known,
    id: string,
    command: BreachCommand,
    at: Date,
  ): Promise<Result<Breach>> {
    const row = await this.lock(manager, known, id);
    if (!row) return refuse(noSuchBreach);
    const into = command.step === 'merge' ? await this.lock(manager, known, command.into) : null;
    const context = await this.contextOf(manager, known, into?.current ?? null, at);
    const decided = decide(row.current, command, context);
    if (!decided.ok) return decided;
    if (decided.value === null) return accept(row.current);
    const { breach } = decided.value;
    await manager.update(BreachRow, { id }, { ...columnsOf(breach), changedAt: at });
    await this.keep(manager, known, decided.value, row.number, at);
    return accept(breach);
  }

  /**
   * What is known of actor and partnership beside the breach. Read before the transaction: many acts at once would otherwise each hold a
   * connection and wait for another.
   */
  private async knownOf(actor: Actor): Promise<Known> {
    const { partnershipId, appointmentId } = actor;
    const lines = await this.signatories.signatories(partnershipId);
    const names = await this.signatories.namesOf(appointmentId);
    const [{ since }] = await this.dataSource.query<[{ since: Date | null }]>(
      'SELECT min(published_at) AS since FROM agreement_version WHERE partnership_id = $1',
      [partnershipId],
    );
    const partners = lines.map(({ agencyId, standing, kind }): Partner => {
      return { agencyId, isSigned: standing === 'signed', regime: kind === 'police' ? 'law-enforcement' : 'uk-gdpr' };
    });
    return { actor, viewer: await this.viewerOf(actor), partners, since, agencyName: names?.agency ?? '' };
  }

  private async lock(manager: EntityManager, { actor, viewer }: Known, id: string): Promise<BreachRow | null> {
    if (!isId(id)) return null;
    const row = await manager.findOne(BreachRow, {
      where: { id, partnershipId: actor.partnershipId },
      lock: { mode: 'pessimistic_write' },
    });
    return row && maySee(row.current, viewer) ? row : null;
  }

  private async contextOf(
    manager: EntityManager,
    { actor, partners, since }: Known,
    target: Breach | null,
    at: Date,
  ): Promise<BreachContext> {
    return {
      now: at,
      today: londonDate(at),
      calendar: await this.calendars.current(manager),
      actor: { agencyId: actor.agencyId, isManager: actor.role === 'partnership-manager' },
      partners,
      agreementOn: londonDate(since ?? at),
      target,
      newId: randomUUID,
    };
  }

  /** History, deadlines, ledger and notices of a step whose state is stored. */
  private async keep(
    manager: EntityManager,
    { actor, agencyName }: Known,
    decision: Decision,
    number: number,
    at: Date,
  ): Promise<void> {
    const { breach, event, clocks } = decision;
    const [{ sequence }] = await manager.query<[{ sequence: number }]>(
      'SELECT coalesce(max(sequence), 0)::int + 1 AS sequence FROM breach_event WHERE breach_id = $1',
      [breach.id],
    );
    const { partnershipId, agencyId, officerId } = actor;
    const line = { breachId: breach.id, sequence, partnershipId, agencyId, officerId };
    await manager.insert(BreachEventRow, { ...line, step: event.step, event, at });
    await this.clocks.change(manager, breach, clocks, at);
    await this.evidence.append(manager, actor, breach.id, event);
    await this.telling.tell(manager, actor, { breach, event, sequence, number, agencyName });
  }
}

interface Known {
  actor: Actor;
  viewer: Viewer;
  partners: Partner[];
  /** When the partnership's first agreement was published. */
  since: Date | null;
  agencyName: string;
}

const columnsOf = (breach: Breach) => ({
  state: breach.state,
  accusedAgencyIds: breach.report.accused,
  awareOn: breach.report.awareOn,
  isReported: breach.reported !== null,
  current: breach,
});
