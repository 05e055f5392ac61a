import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CalendarService } from '@broker/deadlines';
import { actorFields, type Actor } from '@broker/identity';
import { CLOCK, londonDate, orThrow, RefusedError, type Clock, type LocalDate, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { inOneAct, VaultService } from '@broker/platform';
import { readLocalDate, subjectAccess } from '@broker/working-calendar';
import { DataSource, type EntityManager } from 'typeorm';
import { nextReference } from '../../reference.js';
import { RetentionService } from '../../retention/index.js';
import {
  accessIsClosed,
  checkAnswer,
  checkExtension,
  checkPause,
  checkReceipt,
  checkResume,
  given,
  type AccessAnswer,
} from '../domain/index.js';
import { accessWords, type AccessAnswerWords, type SubjectAccessWords } from './access-words.js';
import { SubjectAccessClock } from './subject-access-clock.service.js';
import { SubjectAccessRows } from './subject-access-rows.service.js';
import { SubjectAccessSearch } from './subject-access-search.service.js';
import { SubjectAccess } from './subject-access.entity.js';

/** A request as it was received. */
export interface NewSubjectAccess {
  receivedOn: LocalDate;
  fullName: string;
  /** Empty where it is not known. */
  dateOfBirth: string;
  otherNames: readonly string[];
  /** What the person asked for, in their words; may be empty. */
  asked: string;
}

const CLAUSE = 'ISA-17e';

/** A person's request for their own information, from receipt to answer (ISA-17e). */
@Injectable()
export class SubjectAccessService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly calendars: CalendarService,
    private readonly vault: VaultService,
    private readonly rows: SubjectAccessRows,
    private readonly clocks: SubjectAccessClock,
    private readonly searching: SubjectAccessSearch,
    private readonly retention: RetentionService,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Logs a request, counts its last day from receipt, and searches the agency's records for the person.
   * @returns its id, reference and how many records were found; or the refusal of a day, of the name, or `disclosure/too-little-to-search`.
   */
  log(actor: Actor, asked: NewSubjectAccess): Promise<Result<{ id: string; reference: string; found: number }>> {
    return inOneAct(this.dataSource, async (manager) => {
      const at = this.clock.now();
      const { receivedOn, words } = checkedRequest(asked, londonDate(at));
      const { dueOn } = orThrow(subjectAccess(await this.calendars.current(manager), receivedOn));
      const { partnershipId, agencyId, officerId } = actor;
      const id = randomUUID();
      const place = { partnershipId, agencyIds: [agencyId], boundTo: accessWords(id) };
      const kept = await this.vault.put(manager, { ...place, plain: words });
      const year = receivedOn.slice(0, 4);
      const reference = await nextReference(manager, { table: 'subject_access', letter: 'S', partnershipId, year });
      const row = { id, reference, partnershipId, agencyId, receivedOn, dueOn, vaultId: kept.vaultId };
      await manager.insert(SubjectAccess, { ...row, state: 'open', loggedBy: officerId, loggedAt: at });
      await this.clocks.arm(manager, { ...row, extendedFor: null, pausedDays: 0 }, at);
      await this.ledger.append(manager, {
        event: 'SubjectAccessLogged',
        ...actorFields(actor),
        subject: subjectOf(id),
        at,
        facts: { receivedOn, dueOn, subjectCommitment: kept.commitment },
      });
      return { id, reference, found: await this.searching.searchFor(manager, actor, id, words.subject, at) };
    });
  }

  /** Stops the clock while the person is asked something. @returns nothing, or a refusal of `checkPause`. */
  pause(actor: Actor, id: string, reason: string, on: LocalDate): Promise<Result<null>> {
    return inOneAct(this.dataSource, async (manager) => {
      const at = this.clock.now();
      const { row, facts } = await this.rows.lock(manager, id);
      const pausedFor = orThrow(checkPause(facts, reason, on, londonDate(at)));
      await manager.update(SubjectAccess, row.id, { state: 'paused', pausedFor, pausedOn: on });
      await this.clocks.stop(manager, id, at);
      await this.ledger.append(manager, {
        event: 'SubjectAccessPaused',
        ...actorFields(actor),
        subject: subjectOf(id),
        at,
        facts: { reason: pausedFor, pausedOn: on },
      });
      return null;
    });
  }

  /** Lets the clock go on from the day on which the person answered. @returns the new last day, or a refusal of `checkResume`. */
  resume(actor: Actor, id: string, on: LocalDate): Promise<Result<{ dueOn: LocalDate }>> {
    return inOneAct(this.dataSource, async (manager) => {
      const at = this.clock.now();
      const { row, facts } = await this.rows.lock(manager, id);
      const pausedDays = row.pausedDays + orThrow(checkResume(facts, on, londonDate(at)));
      const dueOn = await this.clocks.dueOn(manager, { ...row, pausedDays });
      await manager.update(SubjectAccess, id, { state: 'open', pausedFor: null, pausedOn: null, pausedDays, dueOn });
      await this.clocks.arm(manager, { ...row, pausedDays, dueOn }, at);
      await this.ledger.append(manager, {
        event: 'SubjectAccessResumed',
        ...actorFields(actor),
        subject: subjectOf(id),
        at,
        facts: { resumedOn: on, pausedDays, dueOn },
      });
      return { dueOn };
    });
  }

  /** Extends the time by two months. @returns the new last day, or a refusal of `checkExtension`. */
  extend(actor: Actor, id: string, reason: string): Promise<Result<{ dueOn: LocalDate }>> {
    return inOneAct(this.dataSource, async (manager) => {
      const at = this.clock.now();
      const { row, facts } = await this.rows.lock(manager, id);
      const extendedFor = orThrow(checkExtension(facts, reason, row.dueOn, londonDate(at)));
      const dueOn = await this.clocks.dueOn(manager, { ...row, extendedFor });
      await manager.update(SubjectAccess, id, { extendedFor, dueOn });
      await this.clocks.stop(manager, id, at);
      await this.clocks.arm(manager, { ...row, extendedFor, dueOn }, at);
      await this.ledger.append(manager, {
        event: 'SubjectAccessExtended',
        ...actorFields(actor),
        subject: subjectOf(id),
        at,
        facts: { reason: extendedFor, dueOn },
      });
      return { dueOn };
    });
  }

  /** Records what the person was answered. @returns nothing, or a refusal of `checkAnswer`: not before the partners were consulted. */
  answer(actor: Actor, id: string, answer: AccessAnswer): Promise<Result<null>> {
    return inOneAct(this.dataSource, async (manager) => {
      const at = this.clock.now();
      const { row, facts } = await this.rows.lock(manager, id);
      const { outcome, words } = orThrow(checkAnswer(facts, answer, londonDate(at)));
      const { partnershipId, agencyId } = actor;
      const place = { partnershipId, agencyIds: [agencyId], boundTo: accessWords(id) };
      const plain: AccessAnswerWords = { answer: words };
      const kept = await this.vault.put(manager, { ...place, plain });
      const { answeredOn } = answer;
      const exemptions = [...new Set(answer.exemptions)];
      const said = { outcome, answeredOn, exemptions, answerVaultId: kept.vaultId };
      await this.close(manager, actor, id, { state: 'answered', ...said }, at);
      await this.clocks.met(manager, id, at);
      await this.ledger.append(manager, {
        event: 'SubjectAccessAnswered',
        ...actorFields(actor),
        subject: subjectOf(id),
        at,
        facts: {
          outcome,
          exemptions: exemptions.join('+') || 'none',
          answeredOn,
          late: answeredOn > row.dueOn,
          unansweredPartners: facts.waitingUntil.length,
          answerCommitment: kept.commitment,
        },
      });
      return null;
    });
  }

  /** Records that the person has withdrawn the request. @returns nothing, or `disclosure/subject-access-closed`. */
  withdraw(actor: Actor, id: string): Promise<Result<null>> {
    return inOneAct(this.dataSource, async (manager) => {
      const at = this.clock.now();
      const { facts } = await this.rows.lock(manager, id);
      if (facts.state === 'answered' || facts.state === 'withdrawn') throw new RefusedError(accessIsClosed);
      await this.close(manager, actor, id, { state: 'withdrawn', pausedFor: null, pausedOn: null }, at);
      await this.clocks.stop(manager, id, at);
      const subject = subjectOf(id);
      await this.ledger.append(manager, {
        event: 'SubjectAccessWithdrawn',
        ...actorFields(actor),
        subject,
        at,
        facts: {},
      });
      return null;
    });
  }

  private async close(
    manager: EntityManager,
    { partnershipId, agencyId, officerId }: Actor,
    id: string,
    change: Partial<SubjectAccess>,
    at: Date,
  ): Promise<void> {
    await manager.update(SubjectAccess, id, { ...change, closedBy: officerId, closedAt: at });
    await this.clocks.silence(manager, id, at);
    await this.retention.begin(manager, { partnershipId, agencyId, recordKind: 'subject-access', recordId: id, at });
  }
}

const subjectOf = (id: string) => ({ kind: 'subject-access', id });

function checkedRequest(
  asked: NewSubjectAccess,
  today: LocalDate,
): { receivedOn: LocalDate; words: SubjectAccessWords } {
  const receivedOn = orThrow(checkReceipt(asked.receivedOn, today, CLAUSE));
  const fullName = orThrow(given(asked.fullName, 'the name of the person', CLAUSE, 200));
  const born = asked.dateOfBirth.trim();
  const dateOfBirth = born === '' ? null : orThrow(readLocalDate(born, 'the date of birth', CLAUSE));
  const otherNames = asked.otherNames.map((name) => name.trim()).filter((name) => name !== '');
  return { receivedOn, words: { subject: { fullName, dateOfBirth, otherNames }, asked: asked.asked.trim() } };
}
