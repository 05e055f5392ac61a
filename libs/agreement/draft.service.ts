import { inOneAct } from '@broker/platform';
import { lockPartnership } from './lock-partnership.js';
import { Inject, Injectable } from '@nestjs/common';
import { actorFields, type Actor } from '@broker/identity';
import { CLOCK, londonDate, RefusedError, type Clock, type Refusal, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { DataSource, type EntityManager } from 'typeorm';
import { AgreementCalendar } from './agreement-calendar.service.js';
import { AgreementService } from './agreement.service.js';
import { AgreementVersion, type PublishedVersion } from './agreement-version.entity.js';
import {
  draftFaults,
  GATEWAYS,
  isLocalDate,
  NEWEST_TEXT_FORMAT,
  nextVersionState,
  STANDARD_CLAUSES,
  STANDARD_PURPOSES,
  STANDARD_RETENTION,
  textSha256,
  type DraftChange,
  type DraftFault,
  type DraftPart,
} from './domain/index.js';

/** A draft with what keeps it from being sent. */
export interface DraftView {
  draft: AgreementVersion;
  faults: DraftFault[];
  /** The version that it would take the place of; null for a partnership's first. */
  before: PublishedVersion | null;
}

/** The drafting of a version by the partnership manager: started, edited, given up or sent for signature (ISA-2). */
@Injectable()
export class DraftService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly agreements: AgreementService,
    private readonly calendar: AgreementCalendar,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The partnership's draft, or null. */
  async find(partnershipId: string): Promise<DraftView | null> {
    const draft = await this.dataSource.manager.findOneBy(AgreementVersion, { partnershipId, state: 'draft' });
    if (!draft) return null;
    const before = await this.agreements.newestSent(partnershipId);
    return { draft, before, faults: this.faultsOf(draft, before) };
  }

  /**
   * Starts a draft from the newest version, or from the standard text when there is none.
   * @returns its number, or `agreement/draft-exists`.
   */
  start(actor: Actor): Promise<Result<{ version: number }>> {
    return inOneAct(this.dataSource, async (manager) => {
      const { partnershipId } = actor;
      await lockPartnership(manager, partnershipId);
      if (await manager.existsBy(AgreementVersion, { partnershipId, state: 'draft' }))
        throw new RefusedError(draftExists);
      const before = await this.agreements.newestSent(partnershipId, manager);
      const draft = await manager.save(AgreementVersion, {
        partnershipId,
        version: (before?.version ?? 0) + 1,
        state: 'draft' as const,
        textFormat: NEWEST_TEXT_FORMAT,
        clauses: before?.clauses ?? STANDARD_CLAUSES,
        purposes: before?.purposes ?? STANDARD_PURPOSES,
        gateways: before && before.gateways.length > 0 ? before.gateways : [...GATEWAYS],
        retention: before && before.retention.length > 0 ? before.retention : STANDARD_RETENTION,
        reading: before?.reading ?? ('literal' as const),
        reviewOn: null,
        oldEndsOn: null,
        textSha256: null,
        publishedAt: null,
      });
      await this.ledger.append(manager, {
        event: 'AgreementDraftStarted',
        ...actorFields(actor),
        subject: { kind: 'agreement-version', id: draft.id },
        at: this.clock.now(),
        facts: { version: draft.version },
      });
      return { version: draft.version };
    });
  }

  /**
   * Replaces one part of the draft.
   * @param change the whole part. A day that the calendar has not counts as left out.
   * @returns what is wrong with that part, and then nothing was saved; empty when it was. Throws `agreement/no-draft`.
   */
  async edit(actor: Actor, part: DraftPart, change: DraftChange): Promise<DraftFault[]> {
    return this.dataSource.transaction(async (manager) => {
      const draft = await this.lock(manager, actor);
      const changed = Object.assign(new AgreementVersion(), draft, tidy(change));
      const before = await this.agreements.newestSent(actor.partnershipId, manager);
      const faults = this.faultsOf(changed, before).filter((one) => one.part === part);
      if (faults.length > 0) return faults;
      await manager.update(AgreementVersion, draft.id, tidy(change));
      await this.ledger.append(manager, {
        event: 'AgreementDraftEdited',
        ...actorFields(actor),
        subject: { kind: 'agreement-version', id: draft.id },
        at: this.clock.now(),
        facts: { version: draft.version, part },
      });
      return [];
    });
  }

  /** Gives the draft up. @returns nothing, or `agreement/no-draft`. */
  discard(actor: Actor): Promise<Result<null>> {
    return inOneAct(this.dataSource, async (manager) => {
      const draft = await this.lock(manager, actor);
      await manager.delete(AgreementVersion, draft.id);
      await this.ledger.append(manager, {
        event: 'AgreementDraftDiscarded',
        ...actorFields(actor),
        subject: { kind: 'agreement-version', id: draft.id },
        at: this.clock.now(),
        facts: { version: draft.version },
      });
      return null;
    });
  }

  /**
   * Freezes the draft's text and sends it for signature (ISA-10).
   * @returns its number, or `agreement/no-draft`, or the first of the draft's faults.
   */
  send(actor: Actor): Promise<Result<{ version: number }>> {
    return inOneAct(this.dataSource, async (manager) => {
      const draft = await this.lock(manager, actor);
      const before = await this.agreements.newestSent(actor.partnershipId, manager);
      const [fault] = this.faultsOf(draft, before);
      if (fault) throw new RefusedError(fault);
      const now = this.clock.now();
      const next = nextVersionState(draft.state, 'send');
      if (!next.ok) throw new RefusedError(next.refusal);
      const sent = { state: next.value, textSha256: textSha256(draft), publishedAt: now };
      await manager.update(AgreementVersion, draft.id, sent);
      await this.ledger.append(manager, {
        event: 'AgreementPublished',
        ...actorFields(actor),
        subject: { kind: 'agreement-version', id: draft.id },
        at: now,
        facts: { version: draft.version, textSha256: sent.textSha256 },
      });
      await this.calendar.versionSent(manager, Object.assign(draft, sent), now);
      return { version: draft.version };
    });
  }

  private faultsOf(draft: AgreementVersion, before: PublishedVersion | null): DraftFault[] {
    return draftFaults(draft, { today: londonDate(this.clock.now()), hasOld: before !== null });
  }

  private async lock(manager: EntityManager, { partnershipId }: Actor): Promise<AgreementVersion> {
    const draft = await manager.findOne(AgreementVersion, {
      where: { partnershipId, state: 'draft' },
      lock: { mode: 'pessimistic_write' },
    });
    if (!draft) throw new RefusedError(noDraft);
    return draft;
  }
}

/** What goes into the database: mutable lists, and only days that there are. */
function tidy({ clauses, purposes, gateways, retention, reading, reviewOn, oldEndsOn }: DraftChange) {
  const day = (text: string | null): string | null => (text && isLocalDate(text) ? text : null);
  return {
    ...(clauses && { clauses: [...clauses] }),
    ...(purposes && { purposes: [...purposes] }),
    ...(gateways && { gateways: [...gateways] }),
    ...(retention && { retention: [...retention] }),
    ...(reading && { reading }),
    ...(reviewOn !== undefined && { reviewOn: day(reviewOn) }),
    ...(oldEndsOn !== undefined && { oldEndsOn: day(oldEndsOn) }),
  };
}

/** There is nothing to edit. */
export const noDraft: Refusal = {
  code: 'agreement/no-draft',
  clause: 'ISA-2',
  message: 'There is no draft of the agreement. A version that was sent for signature is never edited.',
  mend: 'Start a draft of the next version.',
};

const draftExists: Refusal = {
  code: 'agreement/draft-exists',
  clause: 'ISA-2',
  message: 'The partnership has a draft already.',
  mend: 'Go on with that one, send it for signature, or give it up first.',
};
