import { Inject, Injectable } from '@nestjs/common';
import {
  accept,
  CLOCK,
  isId,
  londonDate,
  refuse,
  type Clock,
  type LocalDate,
  type Refusal,
  type Result,
} from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { addDays } from '@broker/working-calendar';
import { DataSource, type EntityManager } from 'typeorm';
import { judgeAbsence, uncoveredBy, type AbsenceAsked, type Actor, type Role } from '../domain/index.js';
import { actorFields } from '../sign-in/actor-fields.js';
import { Absence } from './absence.entity.js';
import { OfficerRefusals } from './officer-refusals.service.js';
import { awaysOf, lockAgency, noSuchAgency, postsOf } from './posts.js';

/** An absence as it was taken up, with the posts that nobody covers meanwhile: a warning, not a refusal. */
export interface StatedAbsence {
  id: string;
  fromOn: LocalDate;
  toOn: LocalDate;
  uncovered: Role[];
}

/** Takes up who is away, so that what would reach them reaches their deputy (ISA-20). */
@Injectable()
export class AbsenceService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: LedgerService,
    private readonly refusals: OfficerRefusals,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** States that somebody of the actor's agency is away. @returns the absence, or a refusal of `judgeAbsence`. */
  async state(actor: Actor, asked: AbsenceAsked): Promise<Result<StatedAbsence>> {
    const stated = await this.dataSource.transaction((manager) => this.enter(manager, actor, asked));
    return stated.ok ? stated : this.refusals.record(actor, 'officer.absence', stated.refusal);
  }

  private async enter(manager: EntityManager, actor: Actor, asked: AbsenceAsked): Promise<Result<StatedAbsence>> {
    const { partnershipId, agencyId } = actor;
    const { officerId } = asked;
    const now = this.clock.now();
    if (!(await lockAgency(manager, actor))) return refuse(noSuchAgency);
    const posts = await postsOf(manager, actor);
    const aways = await awaysOf(manager, actor);
    const judged = judgeAbsence(asked, { stater: actor, posts, aways, on: londonDate(now) });
    if (!judged.ok) return judged;
    const { fromOn, toOn } = judged.value;
    const stated = { statedBy: actor.officerId, statedAt: now };
    const { id } = await manager.save(Absence, { partnershipId, agencyId, officerId, fromOn, toOn, ...stated });
    const uncovered = uncoveredBy(officerId, fromOn, posts, aways).map(({ role }) => role);
    await this.ledger.append(manager, {
      event: 'AbsenceStated',
      ...actorFields(actor),
      subject: { kind: 'absence', id },
      at: now,
      facts: { absentOfficerId: officerId, fromOn, toOn, uncoveredPosts: uncovered.length },
    });
    return accept({ id, fromOn, toOn, uncovered });
  }

  /**
   * Ends an absence: from today on the officer is back; one that has not begun is called off.
   * @returns its last day, or `officers/no-such-absence`, `officers/not-your-absence` or `officers/absence-over`.
   */
  async end(actor: Actor, absenceId: string): Promise<Result<{ toOn: LocalDate }>> {
    const ended = await this.dataSource.transaction((manager) => this.close(manager, actor, absenceId));
    return ended.ok ? ended : this.refusals.record(actor, 'officer.absence', ended.refusal);
  }

  private async close(manager: EntityManager, actor: Actor, id: string): Promise<Result<{ toOn: LocalDate }>> {
    const { partnershipId, agencyId } = actor;
    const lock = { mode: 'pessimistic_write' as const };
    const absence = isId(id) ? await manager.findOne(Absence, { where: { id, partnershipId, agencyId }, lock }) : null;
    if (!absence) return refuse(noSuchAbsence);
    if (absence.officerId !== actor.officerId && actor.role !== 'signing-officer') return refuse(notYours);
    const on = londonDate(this.clock.now());
    if (absence.toOn < on) return refuse(over);
    const toOn = absence.fromOn < on ? addDays(on, -1) : addDays(absence.fromOn, -1);
    await manager.update(Absence, id, { toOn });
    await this.ledger.append(manager, {
      event: 'AbsenceEnded',
      ...actorFields(actor),
      subject: { kind: 'absence', id },
      at: this.clock.now(),
      facts: { absentOfficerId: absence.officerId, toOn },
    });
    return accept({ toOn });
  }
}

const noSuchAbsence: Refusal = {
  code: 'officers/no-such-absence',
  clause: 'ISA-26',
  message: 'Your agency has no absence with this address.',
  mend: 'Open it from the page of your agency.',
};

const notYours: Refusal = {
  code: 'officers/not-your-absence',
  clause: 'ISA-20',
  message: 'An absence is ended by whoever is away, or by the signing officer of their agency.',
  mend: 'Ask one of them to end it.',
};

const over: Refusal = {
  code: 'officers/absence-over',
  clause: 'ISA-20',
  message: 'This absence is over.',
  mend: 'There is nothing left to end.',
};
