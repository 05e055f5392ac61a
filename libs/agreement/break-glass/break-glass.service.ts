import { Inject, Injectable } from '@nestjs/common';
import { actorFields, mayAct, type Act, type Actor } from '@broker/identity';
import {
  accept,
  CLOCK,
  isId,
  londonDate,
  orThrow,
  refuse,
  RefusedError,
  type Clock,
  type Result,
} from '@broker/kernel';
import { LedgerService, type LedgerSubject } from '@broker/ledger';
import { NoticeService } from '@broker/notices';
import { inOneAct, withinScope } from '@broker/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { AgreementQueries } from '../agreement.queries.js';
import { AuthorisationService } from '../authorisation.service.js';
import {
  checkOpening,
  checkReview,
  noSuchOpening,
  notAPartner,
  openAlready,
  openUntil,
  type Finding,
  type OpeningAsked,
} from '../domain/index.js';
import { Signatory } from '../signatory.entity.js';
import { BreakGlassUse } from './break-glass-use.entity.js';
import { BreakGlassReviewService } from './break-glass-review.service.js';
import { BreakGlass } from './break-glass.entity.js';

/** What an emergency opens today: reading the report on another agency's submission. */
const OPENED_ACT: Act = 'submission.view';
const MINUTE_MS = 60_000;

/** Opens another agency's records in an emergency, for a short time and never unseen, and has it judged (ISA-26, ISA-30). */
@Injectable()
export class BreakGlassService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly authorisation: AuthorisationService,
    private readonly queries: AgreementQueries,
    private readonly reviews: BreakGlassReviewService,
    private readonly notices: NoticeService,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Opens the records of another signatory to one officer, tells that agency, and arms the review: five working days.
   * @returns the opening's id, or a refusal of `checkOpening`, `agreement/emergency-not-a-partner` or `agreement/emergency-open-already`.
   */
  open(actor: Actor, asked: OpeningAsked): Promise<Result<{ id: string }>> {
    return inOneAct(this.dataSource, async (manager) => {
      const opening = orThrow(checkOpening(asked));
      const now = this.clock.now();
      await this.checkOwner(manager, actor, opening.ownerAgencyId, now);
      const reviewDueOn = await this.reviews.lastDayOn(manager, now);
      const { minutes, ...said } = opening;
      const { id } = await manager.save(BreakGlass, {
        partnershipId: actor.partnershipId,
        officerId: actor.officerId,
        agencyId: actor.agencyId,
        act: OPENED_ACT,
        ...said,
        openedAt: now,
        endsAt: new Date(now.getTime() + minutes * MINUTE_MS),
        reviewDueOn,
      });
      await this.ledger.append(manager, {
        event: 'BreakGlassOpened',
        ...actorFields(actor),
        subject: { kind: 'break-glass', id },
        at: now,
        facts: {
          act: OPENED_ACT,
          emergency: said.emergency,
          ownerAgencyId: said.ownerAgencyId,
          minutes,
          reviewDueOn,
        },
      });
      const of = { id, partnershipId: actor.partnershipId, ownerAgencyId: said.ownerAgencyId };
      await this.reviews.arm(manager, { ...of, reviewDueOn }, now);
      const agency = (await this.queries.namesOf(actor.appointmentId))?.agency ?? '';
      const facts = { agency, minutes, reviewDueOn };
      await this.reviews.tellOwner(manager, of, 'break-glass-opened', facts, now);
      return { id };
    });
  }

  /**
   * Reads one record of the owning agency under an opening of the actor's; what was looked at is then in the log and before the owner.
   * @param load reads the record within an agency; null when that agency has none such.
   * @returns the record, or the refusal of `mayAct` (once the time has run out: `identity/not-your-agency`) or `agreement/no-such-emergency-opening`.
   */
  async read<T>(
    actor: Actor,
    openingId: string,
    record: LedgerSubject,
    load: (ownerAgencyId: string) => Promise<T | null>,
  ): Promise<Result<T>> {
    const opening = await this.opened(actor, openingId);
    if (!opening.ok) return opening;
    const found = await asOwnerSees(actor, opening.value.ownerAgencyId, load);
    if (found === null) return refuse(noSuchOpening);
    const now = this.clock.now();
    const { ownerAgencyId, emergency, act } = opening.value;
    await this.dataSource.transaction(async (manager) => {
      await manager.insert(BreakGlassUse, {
        breakGlassId: openingId,
        recordKind: record.kind,
        recordId: record.id,
        usedAt: now,
      });
      await this.ledger.append(manager, {
        event: 'BreakGlassUsed',
        ...actorFields(actor),
        subject: record,
        at: now,
        facts: { act, emergency, ownerAgencyId, breakGlassId: openingId },
      });
    });
    return accept(found);
  }

  /**
   * Lists what an opening of the actor's own has opened, before any of it is looked at. Nothing is logged.
   * @param load lists the records within an agency. @returns null unless the opening is the actor's and open.
   */
  async list<T>(actor: Actor, openingId: string, load: (ownerAgencyId: string) => Promise<T>): Promise<T | null> {
    const opening = await this.own(actor, openingId);
    if (!opening || openUntil(opening) <= this.clock.now()) return null;
    return asOwnerSees(actor, opening.ownerAgencyId, load);
  }

  /** An opening of the actor's own that opens something now, or the refusal; a refusal is in the log. */
  async opened(actor: Actor, openingId: string): Promise<Result<BreakGlass>> {
    const opening = await this.own(actor, openingId);
    if (!opening) return refuse(noSuchOpening);
    const person = { ...(await this.authorisation.personOf(actor)), breakGlassUntil: openUntil(opening) };
    const answer = mayAct(opening.act, person, { whose: 'another-agency', at: this.clock.now() });
    if (answer.ok) return accept(opening);
    await this.authorisation.recordRefusal(actor, opening.act, answer.refusal);
    return answer;
  }

  private async own({ officerId, agencyId, partnershipId }: Actor, id: string): Promise<BreakGlass | null> {
    return isId(id) ? this.dataSource.manager.findOneBy(BreakGlass, { id, officerId, agencyId, partnershipId }) : null;
  }

  /** Ends an opening of the actor's own before its time; nothing happens to one that has ended. @returns `agreement/no-such-emergency-opening` for others'. */
  end(actor: Actor, openingId: string): Promise<Result<null>> {
    return inOneAct(this.dataSource, async (manager) => {
      const opening = await this.lock(manager, actor, openingId);
      if (opening.officerId !== actor.officerId) throw new RefusedError(noSuchOpening);
      const now = this.clock.now();
      if (openUntil(opening) > now) await this.endNow(manager, actor, opening, now);
      return null;
    });
  }

  /**
   * Judges an opening; one that is still open ends with it.
   * @returns nothing, or `agreement/no-such-emergency-opening` or a refusal of `checkReview`.
   */
  review(actor: Actor, openingId: string, finding: string, words: string): Promise<Result<null>> {
    return inOneAct(this.dataSource, async (manager) => {
      const opening = await this.lock(manager, actor, openingId);
      const reviewWords = orThrow(checkReview(opening, actor, finding, words));
      const now = this.clock.now();
      if (openUntil(opening) > now) await this.endNow(manager, actor, opening, now);
      const judged = { finding: finding as Finding, reviewWords, reviewedAt: now, reviewedBy: actor.officerId };
      await manager.update(BreakGlass, openingId, judged);
      const subject = { kind: 'break-glass', id: openingId };
      await this.reviews.meet(manager, openingId, now);
      const { ownerAgencyId, reviewDueOn } = opening;
      await this.ledger.append(manager, {
        event: 'BreakGlassReviewed',
        ...actorFields(actor),
        subject,
        at: now,
        facts: { ownerAgencyId, finding, reviewDueOn, late: londonDate(now) > reviewDueOn },
      });
      await this.notices.send(manager, {
        key: `break-glass-judged:${openingId}`,
        partnershipId: opening.partnershipId,
        officerIds: [opening.officerId],
        kind: 'break-glass-judged',
        clause: 'ISA-30',
        subject,
        facts: { finding },
        at: now,
      });
      return null;
    });
  }

  private async endNow(manager: EntityManager, actor: Actor, opening: BreakGlass, now: Date): Promise<void> {
    await manager.update(BreakGlass, opening.id, { endedAt: now });
    await this.ledger.append(manager, {
      event: 'BreakGlassEnded',
      ...actorFields(actor),
      subject: { kind: 'break-glass', id: opening.id },
      at: now,
      facts: { ownerAgencyId: opening.ownerAgencyId },
    });
  }

  private async checkOwner(manager: EntityManager, actor: Actor, ownerAgencyId: string, now: Date): Promise<void> {
    const { partnershipId, agencyId, officerId } = actor;
    const isOther = isId(ownerAgencyId) && ownerAgencyId !== agencyId;
    const partner = isOther && (await manager.existsBy(Signatory, { partnershipId, agencyId: ownerAgencyId }));
    if (!partner) throw new RefusedError(notAPartner);
    const mine = await manager.findBy(BreakGlass, { partnershipId, officerId, agencyId, ownerAgencyId });
    if (mine.some((opening) => openUntil(opening) > now)) throw new RefusedError(openAlready);
  }

  private async lock(manager: EntityManager, actor: Actor, id: string): Promise<BreakGlass> {
    const { partnershipId } = actor;
    const lock = { mode: 'pessimistic_write' as const };
    const opening = isId(id) ? await manager.findOne(BreakGlass, { where: { id, partnershipId }, lock }) : null;
    if (!opening) throw new RefusedError(noSuchOpening);
    return opening;
  }
}

/** Reads with the eyes of the owning agency, which are lent for this one question. */
const asOwnerSees = <T>(
  { partnershipId, officerId }: Actor,
  agencyId: string,
  load: (ownerAgencyId: string) => Promise<T>,
): Promise<T> => withinScope({ partnershipId, agencyId, officerId }, () => load(agencyId));
