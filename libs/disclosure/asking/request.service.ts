import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '@broker/identity';
import {
  accept,
  CLOCK,
  DomainError,
  isId,
  londonDate,
  orThrow,
  refuse,
  RefusedError,
  type Clock,
  type Result,
} from '@broker/kernel';
import { asSystemWithin } from '@broker/platform';
import { DataSource, type EntityManager } from 'typeorm';
import {
  decide,
  markDisclosed,
  missingRefusals,
  NO_WORDS,
  newRequest,
  noSuchRequest,
  type DecisionAnswers,
  type Request,
  type RequestAnswers,
  type RequestChange,
  type RequestCommand,
} from './domain/index.js';
import { InformationRequest } from './information-request.entity.js';
import { AskingContext, type Known } from './asking-context.service.js';
import { RequestClocks } from './request-clocks.service.js';
import { RequestEvidence } from './request-evidence.service.js';
import { RequestEventRow } from './request-event.entity.js';
import { RequestItem } from './request-item.entity.js';
import { columnsOf, requestOf } from './request-rows.js';
import { RequestTelling } from './request-telling.service.js';
import { RequestTraces } from './request-traces.service.js';
import { RequestWordsKeeper } from './request-words.service.js';

const REFERENCES_LOCK = 24_0001;
/**
 * Carries out what is done to requests for personal information (ISA-12 to 18, 24, 26 to 30): asks the rules, then keeps state, words, history,
 * deadline, notices and ledger entry in one transaction. Two acts on one request wait for each other, so of two decisions one is refused.
 */
@Injectable()
export class RequestService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly context: AskingContext,
    private readonly words: RequestWordsKeeper,
    private readonly traces: RequestTraces,
    private readonly clocks: RequestClocks,
    private readonly evidence: RequestEvidence,
    private readonly telling: RequestTelling,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Begins a request. @param answers at least why depersonalised information would not do (ISA-27).
   * @returns its id, or the refusal of an answer. @param at the instant; the present one when left out.
   */
  async start(actor: Actor, answers: RequestAnswers, at = this.clock.now()): Promise<Result<{ id: string }>> {
    const known = await this.context.knownOf(actor);
    return this.inOneAct((manager) => this.open(manager, known, answers, at));
  }

  /** Begins a request with all its answers and sends it, in one transaction: one that is refused leaves nothing behind. */
  async sendAtOnce(actor: Actor, answers: RequestAnswers, at = this.clock.now()): Promise<Result<{ id: string }>> {
    const known = await this.context.knownOf(actor);
    return this.inOneAct(async (manager) => {
      const { id } = orThrow(await this.open(manager, known, answers, at));
      orThrow(await this.take(manager, known, id, { step: 'send' }, at));
      return accept({ id });
    });
  }

  /** Gives or changes answers of a draft. */
  answer(actor: Actor, id: string, answers: RequestAnswers, at?: Date): Promise<Result<Request>> {
    return this.carryOut(actor, id, { step: 'answer', answers }, at);
  }

  /** Sends a request to the agency that holds the information; refuses one that lacks anything. */
  send(actor: Actor, id: string, at?: Date): Promise<Result<Request>> {
    return this.carryOut(actor, id, { step: 'send' }, at);
  }

  /** Asks a question back: the clock of the decision stands until it is replied to. */
  ask(actor: Actor, id: string, question: string, at?: Date): Promise<Result<Request>> {
    return this.carryOut(actor, id, { step: 'ask', question }, at);
  }

  /** Replies to a question: the clock of the decision begins anew. */
  reply(actor: Actor, id: string, reply: string, at?: Date): Promise<Result<Request>> {
    return this.carryOut(actor, id, { step: 'reply', reply }, at);
  }

  /** Withdraws a request that nobody has refused yet; a draft is thrown away with its words. */
  withdraw(actor: Actor, id: string, at?: Date): Promise<Result<Request>> {
    return this.carryOut(actor, id, { step: 'withdraw' }, at);
  }

  /** Authorises in full or in part, or refuses; where four eyes are needed, the decision waits for the second officer. */
  decide(actor: Actor, id: string, decision: DecisionAnswers, at?: Date): Promise<Result<Request>> {
    return this.carryOut(actor, id, { step: 'decide', ...decision }, at);
  }

  /** Agrees to a decision that waits for a second officer, or (`agrees` false) sends it back with a note. */
  second(actor: Actor, id: string, agrees: boolean, note: string, at?: Date): Promise<Result<Request>> {
    return this.carryOut(actor, id, { step: agrees ? 'second' : 'return', note }, at);
  }

  /** Does one step. @returns the request after it, or the refusal of the rules; `asking/no-such-request` for one not open to the actor. */
  async carryOut(
    actor: Actor,
    id: string,
    command: RequestCommand,
    at: Date = this.clock.now(),
  ): Promise<Result<Request>> {
    const known = await this.context.knownOf(actor);
    return this.inOneAct((manager) => this.take(manager, known, id, command, at));
  }

  /** Marks an authorised request as disclosed, in the transaction of the disclosure. Throws RefusedError where it is not authorised. */
  async markDisclosed(manager: EntityManager, requestId: string, at: Date): Promise<void> {
    const row = await this.lock(manager, requestId);
    if (!row) throw new RefusedError(noSuchRequest);
    const request = requestOf(row, await this.itemsOf(manager, requestId));
    const change = orThrow(markDisclosed(request));
    await manager.update(InformationRequest, { id: requestId }, { state: 'disclosed', changedAt: at });
    await this.enterLine(manager, change, { agencyId: request.holdingAgencyId!, officerId: null, vaultId: null }, at);
    await this.evidence.disclosed(manager, request, at);
  }

  /** Destroys what was written on a request, in the transaction of its disposal; the rest stays. Throws DomainError when there is none. */
  async destroyWords(manager: EntityManager, requestId: string, at: Date): Promise<void> {
    const row = await this.lock(manager, requestId);
    if (!row) throw new DomainError('There is no such request to dispose of.');
    await this.words.destroy(manager, row, at);
    await this.traces.forget(manager, requestId);
    await this.evidence.destroyed(manager, requestOf(row, []), at);
  }

  private inOneAct<T>(work: (manager: EntityManager) => Promise<Result<T>>): Promise<Result<T>> {
    return this.dataSource.transaction(work).catch((error: unknown) => {
      if (error instanceof RefusedError) return refuse(error.refusal);
      throw error;
    });
  }

  private async open(
    manager: EntityManager,
    known: Known,
    answers: RequestAnswers,
    at: Date,
  ): Promise<Result<{ id: string }>> {
    const { actor } = known;
    if (!answers.whyIdentified?.trim()) return refuse(missingRefusals.whyIdentified());
    const id = randomUUID();
    const { partnershipId, agencyId, officerId } = actor;
    const request = newRequest({ id, partnershipId, askingAgencyId: agencyId, askedBy: officerId });
    const { vaultId, commitment } = await this.words.putDraft(manager, request, { ...NO_WORDS });
    await manager.insert(InformationRequest, {
      id,
      partnershipId,
      ...columnsOf(request),
      askingAgencyId: agencyId,
      askedBy: officerId,
      reference: null,
      vaultId,
      startedAt: at,
      changedAt: at,
    });
    await this.evidence.started(manager, actor, id, commitment, at);
    orThrow(await this.take(manager, known, id, { step: 'answer', answers }, at));
    return accept({ id });
  }

  private async take(
    manager: EntityManager,
    known: Known,
    id: string,
    command: RequestCommand,
    at: Date,
  ): Promise<Result<Request>> {
    const row = isId(id) ? await this.lock(manager, id) : null;
    if (!row || !isOpenTo(row, known)) return refuse(noSuchRequest);
    const dueOn = await this.clocks.dueOnOf(manager, row);
    const request = { ...requestOf(row, await this.itemsOf(manager, id)), dueOn };
    const words = await this.words.wordsOf(manager, row);
    const context = await this.context.contextOf(manager, known, request, at);
    const decided = decide({ request, words }, command, context);
    if (!decided.ok) return decided;
    await this.keep(manager, known, row, decided.value, at);
    return accept(decided.value.request);
  }

  /** State, words, history, deadline, ledger entry and notices of a step. */
  private async keep(
    manager: EntityManager,
    known: Known,
    row: InformationRequest,
    change: RequestChange,
    at: Date,
  ): Promise<void> {
    const { request, step } = change;
    const { agencyId, officerId } = known.actor;
    const stored = await this.store(manager, row, change, at);
    const reference = step === 'send' ? await this.nextReference(manager, request, at) : row.reference;
    const sent = step === 'send' && { agreementVersionId: known.version?.id ?? null };
    const { vaultId } = stored;
    await manager.update(
      InformationRequest,
      { id: row.id },
      { ...columnsOf(request), reference, vaultId, ...sent, changedAt: at },
    );
    await this.storeItems(manager, change);
    if (step !== 'answer')
      await this.enterLine(manager, change, { agencyId, officerId, vaultId: stored.lineVaultId }, at);
    await this.traces.leave(manager, known, row, change, at);
    await this.clocks.change(manager, row.state, change, at);
    await this.evidence.append(manager, known.actor, change, { reference, commitment: stored.commitment }, at);
    await this.telling.tell(manager, known, change, { reference: reference ?? '', from: row.state }, at);
  }

  /** Puts what was written into the vault. @returns where the request's own words and those of the step lie now, and what binds them. */
  private async store(manager: EntityManager, row: InformationRequest, change: RequestChange, at: Date) {
    const { step, request, words, written } = change;
    const stays = { vaultId: row.vaultId, lineVaultId: null as string | null, commitment: null as string | null };
    if (step === 'withdraw' && row.sentAt === null) {
      await this.words.destroy(manager, row, at);
      return { ...stays, vaultId: null };
    }
    if (written) {
      const isInternal = request.state === 'proposed' || step === 'return';
      const { vaultId, commitment } = await this.words.putWritten(manager, request, isInternal, written);
      return { ...stays, lineVaultId: vaultId, commitment };
    }
    if (!words) return stays;
    const put =
      step === 'send'
        ? await this.words.putSent(manager, row, request, words, at)
        : await this.words.replaceDraft(manager, row, words);
    return { ...stays, ...put };
  }

  private async storeItems(manager: EntityManager, { step, request }: RequestChange): Promise<void> {
    const items = request.items.map((item) => ({ requestId: request.id, ...item }));
    if (step === 'answer') {
      await manager.delete(RequestItem, { requestId: request.id });
      if (items.length > 0) await manager.insert(RequestItem, items);
    }
    if (step === 'decide' || step === 'return') await manager.save(RequestItem, items);
  }

  private async enterLine(
    manager: EntityManager,
    { request, step, dueOn, isLate }: RequestChange,
    line: Pick<RequestEventRow, 'agencyId' | 'officerId' | 'vaultId'>,
    at: Date,
  ): Promise<void> {
    const [{ sequence }] = await manager.query<[{ sequence: number }]>(
      'SELECT coalesce(max(sequence), 0)::int + 1 AS sequence FROM request_event WHERE request_id = $1',
      [request.id],
    );
    const { id: requestId, state } = request;
    await manager.insert(RequestEventRow, { requestId, sequence, step, state, dueOn, isLate, at, ...line });
  }

  /** Counted over all agencies of the partnership, so beyond what the actor may see. */
  private nextReference(manager: EntityManager, { partnershipId }: Request, at: Date): Promise<string> {
    const year = londonDate(at).slice(0, 4);
    return asSystemWithin(manager, async () => {
      await manager.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [REFERENCES_LOCK, partnershipId]);
      const [{ next }] = await manager.query<[{ next: number }]>(
        `SELECT coalesce(max(substr(reference, 8)::int), 0) + 1 AS next FROM information_request
          WHERE partnership_id = $1 AND reference LIKE 'R-' || $2 || '-%'`,
        [partnershipId, year],
      );
      return `R-${year}-${String(next).padStart(4, '0')}`;
    });
  }

  private lock(manager: EntityManager, id: string): Promise<InformationRequest | null> {
    return manager.findOne(InformationRequest, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  private itemsOf(manager: EntityManager, requestId: string): Promise<RequestItem[]> {
    return manager.find(RequestItem, { where: { requestId }, order: { position: 'ASC' } });
  }
}

/** Whether a request is one of the actor's agency, or of one whose duties have come to it; a draft only where that agency asks. */
function isOpenTo(row: InformationRequest, { actor, agencyIds }: Known): boolean {
  if (row.partnershipId !== actor.partnershipId) return false;
  if (agencyIds.includes(row.askingAgencyId)) return true;
  return row.sentAt !== null && row.holdingAgencyId !== null && agencyIds.includes(row.holdingAgencyId);
}
