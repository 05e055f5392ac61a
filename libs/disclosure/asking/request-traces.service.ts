import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DisclosureRecordService } from '../records/index.js';
import { RetentionService } from '../retention/index.js';
import { SubjectIndexService } from '../subject-index/index.js';
import { DecisionDraftService } from './decision-draft.service.js';
import { REQUEST_WORKFLOW, type RequestChange } from './domain/index.js';
import type { Known } from './asking-context.service.js';
import type { InformationRequest } from './information-request.entity.js';
import { RequestWordsKeeper } from './request-words.service.js';

/** What a step of a request leaves elsewhere: in the index of persons, among the disclosure records, in what is kept for a time. */
@Injectable()
export class RequestTraces {
  constructor(
    private readonly words: RequestWordsKeeper,
    private readonly subjects: SubjectIndexService,
    private readonly records: DisclosureRecordService,
    private readonly retention: RetentionService,
    private readonly drafts: DecisionDraftService,
  ) {}

  /** Leaves them, in the transaction of the step. @param row the request before it. */
  async leave(
    manager: EntityManager,
    known: Known,
    row: InformationRequest,
    change: RequestChange,
    at: Date,
  ): Promise<void> {
    if (change.step === 'send') await this.enterSubject(manager, change);
    await this.record(manager, known, row, change, at);
    if (row.sentAt !== null && !isOpenToDecide(change)) await this.drafts.forget(manager, row.id, at);
    if (change.step === 'withdraw' && row.sentAt !== null) await this.keepWithdrawn(manager, change, at);
  }

  /** Takes the person out of the index, once what was written is destroyed. */
  forget(manager: EntityManager, requestId: string): Promise<void> {
    return this.subjects.forget(manager, 'request', requestId);
  }

  private async enterSubject(manager: EntityManager, { request, words }: RequestChange): Promise<void> {
    const agencyIds = [request.askingAgencyId, request.holdingAgencyId!];
    const { id: recordId, partnershipId } = request;
    await this.subjects.enter(manager, {
      partnershipId,
      agencyIds,
      recordKind: 'request',
      recordId,
      subject: words!.subject,
    });
  }

  /** The disclosure records of having asked, and of a refusal (ISA-24); an authorisation is recorded with its disclosure. */
  private async record(
    manager: EntityManager,
    { actor }: Known,
    row: InformationRequest,
    { step, request, words }: RequestChange,
    at: Date,
  ): Promise<void> {
    if (step !== 'send' && request.state !== 'refused') return;
    const told = words ?? (await this.words.wordsOf(manager, row));
    await this.records.fromDecision(manager, { request, words: told, actor, at });
  }

  /** No disclosure or refusal ends it, so its own end does: both agencies keep what was written for the agreement's time (ISA-23). */
  private async keepWithdrawn(manager: EntityManager, { request }: RequestChange, at: Date): Promise<void> {
    const { id: recordId, partnershipId, askingAgencyId: agencyId, holdingAgencyId } = request;
    const agencyIds = [agencyId, holdingAgencyId!];
    await this.retention.begin(manager, { partnershipId, agencyId, agencyIds, recordKind: 'request', recordId, at });
  }
}

const isOpenToDecide = ({ request }: RequestChange): boolean => REQUEST_WORKFLOW[request.state].decide !== undefined;
