import { inOneAct } from '@broker/platform';
import { lockPartnership } from './lock-partnership.js';
import { Inject, Injectable } from '@nestjs/common';
import { actorFields, passOnPosts, type Actor } from '@broker/identity';
import { CLOCK, londonDate, RefusedError, type Clock, type Refusal, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { DataSource, type EntityManager } from 'typeorm';
import { acceptSuccession, isLocalDate, oneLine, type SuccessionStep } from './domain/index.js';
import { Signatory } from './signatory.entity.js';
import { SignatoryService } from './signatory.service.js';
import { Succession } from './succession.entity.js';

/** Who takes over: a signatory, an agency that is entered now, or nobody. */
export type Successor = { agencyId: string } | { agency: string; kind: string } | null;

/** A succession as the partnership manager records it. */
export interface SuccessionForm {
  predecessorId: string;
  successor: Successor;
  /** First day on which the duties are the successor's, YYYY-MM-DD. */
  passedOn: string;
  note: string;
  source: string;
}

/** A succession with the names of both agencies. */
export interface SuccessionView {
  predecessorId: string;
  predecessor: string;
  successorId: string | null;
  successor: string | null;
  passedOn: string;
  note: string;
  source: string;
}

export const SOURCE_MAX = 500;

/** Which agencies have taken over from which (docs/decisions/2026-11-20-succession.md). */
@Injectable()
export class SuccessionService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly signatories: SignatoryService,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The successions of a partnership, the oldest first. */
  of(partnershipId: string): Promise<SuccessionView[]> {
    return this.dataSource.query<SuccessionView[]>(
      `SELECT c.predecessor_id AS "predecessorId", p.name AS predecessor, c.successor_id AS "successorId", s.name AS successor,
              c.passed_on::text AS "passedOn", c.note, c.source
         FROM succession c JOIN agency p ON p.id = c.predecessor_id LEFT JOIN agency s ON s.id = c.successor_id
        WHERE c.partnership_id = $1 ORDER BY c.passed_on, p.name`,
      [partnershipId],
    );
  }

  /**
   * Records that an agency's duties passed to another, or ended. Its officers in post become the successor's; the successor signs anew.
   * @returns the successor's id (null for none), or `agreement/no-such-signatory`, `agreement/succession-…`, or a refusal of `SignatoryService.name`.
   */
  record(actor: Actor, form: SuccessionForm): Promise<Result<{ successorId: string | null }>> {
    return inOneAct(this.dataSource, async (manager) => {
      await lockPartnership(manager, actor.partnershipId);
      await this.signatories.signatory(actor.partnershipId, form.predecessorId);
      const successorId = await this.successorOf(manager, actor, form.successor);
      await this.recordIn(manager, actor.partnershipId, { ...form, successorId }, actor);
      return { successorId };
    });
  }

  /**
   * Records a succession in the caller's transaction. @param actor null when it comes with the installation.
   * Throws the refusals of `acceptSuccession`, and `agreement/succession-day`, `…-note`, `…-source`.
   */
  async recordIn(
    manager: EntityManager,
    partnershipId: string,
    wanted: Omit<SuccessionForm, 'successor'> & { successorId: string | null },
    actor: Actor | null,
  ): Promise<void> {
    const { predecessorId, successorId, passedOn } = wanted;
    const now = this.clock.now();
    const [note, source] = [oneLine(wanted.note), oneLine(wanted.source)];
    if (!isLocalDate(passedOn)) throw new RefusedError(dayMissing);
    if (!note || note.length > SOURCE_MAX) throw new RefusedError(noteMissing);
    if (!source || source.length > SOURCE_MAX) throw new RefusedError(sourceMissing);
    const step = { predecessorId, successorId, on: passedOn };
    const accepted = acceptSuccession(step, await this.steps(manager, partnershipId), londonDate(now));
    if (!accepted.ok) throw new RefusedError(accepted.refusal);
    await this.takePlace(manager, partnershipId, predecessorId, successorId);
    const officers = await passOnPosts(manager, { partnershipId, predecessorId, successorId }, londonDate(now));
    await manager.insert(Succession, {
      partnershipId,
      predecessorId,
      successorId,
      passedOn,
      note,
      source,
      recordedBy: actor?.officerId ?? null,
      recordedAt: now,
    });
    await this.ledger.append(manager, {
      event: 'AgencySucceeded',
      ...(actor ? actorFields(actor) : { partnershipId, agencyId: null, officerId: null }),
      subject: { kind: 'agency', id: predecessorId },
      at: now,
      facts: { successorId, passedOn, officers },
    });
  }

  private async successorOf(manager: EntityManager, actor: Actor, successor: Successor): Promise<string | null> {
    if (!successor) return null;
    if ('agency' in successor) return this.signatories.enter(manager, successor);
    return (await this.signatories.signatory(actor.partnershipId, successor.agencyId)).agencyId;
  }

  /** A successor that is not named yet takes the predecessor's place in the table. It still has to sign. */
  private async takePlace(
    manager: EntityManager,
    partnershipId: string,
    predecessorId: string,
    successorId: string | null,
  ): Promise<void> {
    const place = await manager.findOneBy(Signatory, { partnershipId, agencyId: predecessorId });
    if (!successorId || !place) return;
    if (await manager.existsBy(Signatory, { partnershipId, agencyId: successorId })) return;
    const { class: itsClass, position } = place;
    await manager.insert(Signatory, { partnershipId, agencyId: successorId, class: itsClass, position });
  }

  private steps(manager: EntityManager, partnershipId: string): Promise<SuccessionStep[]> {
    return manager.query<SuccessionStep[]>(
      `SELECT predecessor_id AS "predecessorId", successor_id AS "successorId", passed_on::text AS on
         FROM succession WHERE partnership_id = $1`,
      [partnershipId],
    );
  }
}

const dayMissing: Refusal = {
  code: 'agreement/succession-day',
  clause: 'ISA-10',
  message: 'The day on which the duties passed is missing.',
  mend: 'Enter the first day on which they were the other agency’s.',
};

const noteMissing: Refusal = {
  code: 'agreement/succession-note',
  clause: 'ISA-30d',
  message: `A succession needs a note of what happened, in at most ${SOURCE_MAX} characters.`,
  mend: 'Write in a few words what happened, for example: the trust was abolished.',
};

const sourceMissing: Refusal = {
  code: 'agreement/succession-source',
  clause: 'ISA-30d',
  message: `A succession needs its source, in at most ${SOURCE_MAX} characters.`,
  mend: 'Name the act, the order or the letter in which it can be looked up.',
};
