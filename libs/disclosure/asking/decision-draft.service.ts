import { Inject, Injectable } from '@nestjs/common';
import { actorFields, type Actor } from '@broker/identity';
import { CLOCK, isId, orThrow, RefusedError, type Clock, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { asSystemWithin, inOneAct, VaultService } from '@broker/platform';
import { DataSource, IsNull, Not, type EntityManager } from 'typeorm';
import { AskingContext } from './asking-context.service.js';
import { DecisionDraft } from './decision-draft.entity.js';
import {
  checkDecisionSoFar,
  NOTHING_DECIDED,
  noSuchRequest,
  stepFault,
  weighed,
  type DecisionSoFar,
  type Request,
} from './domain/index.js';
import { InformationRequest } from './information-request.entity.js';
import { RequestItem } from './request-item.entity.js';
import { requestOf } from './request-rows.js';
import { boundTo } from './request-words.service.js';

/** Who saved a decision last, and when. */
export interface SavedMark {
  savedBy: string;
  savedAt: Date;
}

/**
 * Keeps a decision that is being weighed, page by page and over days: encrypted, for the officers of the agency that decides alone, until it is made
 * or the request is withdrawn (ISA-26, 30). Of two who weigh it, each keeps what the other has saved.
 */
@Injectable()
export class DecisionDraftService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly context: AskingContext,
    private readonly vault: VaultService,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What has been weighed by now, nothing being so too. Refuses whoever could not decide: see `save`. */
  async open(actor: Actor, requestId: string): Promise<Result<DecisionSoFar>> {
    const agencyIds = await this.context.lineOf(actor);
    return inOneAct(this.dataSource, async (manager) => {
      await this.decidable(manager, actor, agencyIds, requestId);
      return this.read(manager, await manager.findOneBy(DecisionDraft, { requestId }));
    });
  }

  /**
   * Saves some answers of a decision. Refuses `asking/no-such-request`, `asking/not-the-holding-agency`, `asking/own-request`, `asking/not-now`,
   * and what `checkDecisionSoFar` refuses.
   */
  async save(actor: Actor, requestId: string, change: Partial<DecisionSoFar>): Promise<Result<null>> {
    const agencyIds = await this.context.lineOf(actor);
    return inOneAct(this.dataSource, async (manager) => {
      const request = await this.decidable(manager, actor, agencyIds, requestId);
      const draft = await manager.findOneBy(DecisionDraft, { requestId });
      const soFar = orThrow(checkDecisionSoFar(request, weighed(await this.read(manager, draft), change)));
      const { partnershipId, agencyId, officerId } = actor;
      const place = { partnershipId, agencyIds: [agencyId], boundTo: boundTo(requestId) };
      const { vaultId } = draft
        ? await this.vault.replace(manager, draft.vaultId, boundTo(requestId), soFar)
        : await this.vault.put(manager, { ...place, plain: soFar });
      const at = this.clock.now();
      const saved = { savedBy: officerId, savedAt: at };
      await manager.save(DecisionDraft, { requestId, partnershipId, agencyId, vaultId, ...saved });
      await this.ledger.append(manager, {
        event: 'RequestDecisionSaved',
        ...actorFields(actor),
        subject: { kind: 'request', id: requestId },
        at,
        facts: {},
      });
      return null;
    });
  }

  /** Who saved a decision on a request last; null where none is begun that is open to the reader's agency. */
  async mark(actor: Actor, requestId: string): Promise<SavedMark | null> {
    const agencyIds = await this.context.lineOf(actor);
    const [found] = await this.dataSource.query<SavedMark[]>(
      `SELECT o.name AS "savedBy", d.saved_at AS "savedAt" FROM decision_draft d JOIN officer o ON o.id = d.saved_by
        WHERE d.request_id = $1 AND d.agency_id = ANY ($2)`,
      [requestId, agencyIds],
    );
    return found ?? null;
  }

  /** Destroys what was weighed, in the transaction of the step that ends it, whichever agency takes that. */
  forget(manager: EntityManager, requestId: string, at: Date): Promise<void> {
    return asSystemWithin(manager, async () => {
      const draft = await manager.findOneBy(DecisionDraft, { requestId });
      if (!draft) return;
      await manager.delete(DecisionDraft, { requestId });
      await this.vault.destroy(manager, draft.vaultId, at);
    });
  }

  /** The request, locked, as far as the actor can decide it now; throws the refusal otherwise. */
  private async decidable(
    manager: EntityManager,
    { partnershipId, officerId }: Actor,
    agencyIds: readonly string[],
    id: string,
  ): Promise<Request> {
    const lock = { mode: 'pessimistic_write' as const };
    const where = { id, partnershipId, sentAt: Not(IsNull()) };
    const row = isId(id) ? await manager.findOne(InformationRequest, { where, lock }) : null;
    if (!row) throw new RefusedError(noSuchRequest);
    const request = requestOf(row, await manager.findBy(RequestItem, { requestId: id }));
    const fault = stepFault(request, 'decide', { officerId, agencyIds });
    if (fault) throw new RefusedError(fault);
    return request;
  }

  private async read(manager: EntityManager, draft: DecisionDraft | null): Promise<DecisionSoFar> {
    if (!draft) return NOTHING_DECIDED;
    return this.vault.openObject<DecisionSoFar>(manager, draft.vaultId, boundTo(draft.requestId));
  }
}
