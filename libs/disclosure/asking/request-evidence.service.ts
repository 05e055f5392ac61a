import { Injectable } from '@nestjs/common';
import { actorFields, type Actor } from '@broker/identity';
import { LedgerService, type LedgerRecord } from '@broker/ledger';
import type { EntityManager } from 'typeorm';
import type { Request, RequestChange } from './domain/index.js';

type Evidence = LedgerRecord extends infer R
  ? R extends { event: infer E; facts: infer F }
    ? { event: E; facts: F }
    : never
  : never;

/** What of a step stands outside the vault beside the change itself. */
export interface StepFacts {
  reference: string | null;
  /** Binds the words that were written with the step; null where nothing was. */
  commitment: string | null;
}

/** Writes the ledger's entry of each step of a request, in the transaction of the step. What people wrote stays out of it. */
@Injectable()
export class RequestEvidence {
  constructor(private readonly ledger: LedgerService) {}

  /** Records that a request was begun. */
  started(manager: EntityManager, actor: Actor, id: string, commitment: string, at: Date): Promise<unknown> {
    const evidence = { event: 'RequestStarted' as const, facts: { commitment } };
    return this.ledger.append(manager, { ...actorFields(actor), ...evidence, subject: { kind: 'request', id }, at });
  }

  /** Records one step. */
  async append(manager: EntityManager, actor: Actor, change: RequestChange, facts: StepFacts, at: Date): Promise<void> {
    await this.ledger.append(manager, {
      ...actorFields(actor),
      ...evidenceOf(change, facts),
      subject: { kind: 'request', id: change.request.id },
      at,
    });
  }

  /** Records that the information has gone out; who disclosed it stands in the entry of the disclosure. */
  async disclosed(manager: EntityManager, request: Request, at: Date): Promise<void> {
    await this.ledger.append(manager, { event: 'RequestDisclosed', ...ofHolder(request), at, facts: {} });
  }

  /** Records that the words of a request were destroyed; by whose decision stands in the entry of the disposal. */
  async destroyed(manager: EntityManager, request: Request, at: Date): Promise<void> {
    await this.ledger.append(manager, { event: 'RequestWordsDestroyed', ...ofHolder(request), at, facts: {} });
  }
}

const ofHolder = ({ id, partnershipId, askingAgencyId, holdingAgencyId }: Request) => ({
  partnershipId,
  agencyId: holdingAgencyId ?? askingAgencyId,
  officerId: null,
  subject: { kind: 'request', id },
});

const countOf = ({ items }: Request, decision: 'authorised' | 'refused'): number =>
  items.filter((item) => item.decision === decision).length;

function evidenceOf(change: RequestChange, { reference, commitment }: StepFacts): Evidence {
  const { step, request, dueOn, isLate } = change;
  const counts = { authorised: countOf(request, 'authorised'), refused: countOf(request, 'refused') };
  switch (step) {
    case 'answer':
      return { event: 'RequestAnswered', facts: { commitment } };
    case 'send':
      return { event: 'RequestSent', facts: { ...sentFacts(request), reference, dueOn, commitment } };
    case 'ask':
      return { event: 'RequestQuestioned', facts: { dueOn, commitment } };
    case 'reply':
      return { event: 'RequestQuestionAnswered', facts: { dueOn, late: isLate, commitment } };
    case 'return':
      return { event: 'RequestDecisionReturned', facts: { commitment } };
    case 'withdraw':
      return { event: 'RequestWithdrawn', facts: { wasSent: request.sentAt !== null } };
    case 'disclose':
      return { event: 'RequestDisclosed', facts: {} };
    default: {
      if (request.state === 'proposed') return { event: 'RequestDecisionProposed', facts: { ...counts, commitment } };
      const facts = { decision: request.state, ...counts, seconded: request.secondedBy !== null, dueOn, late: isLate };
      return {
        event: 'RequestDecided',
        facts: { ...facts, article8Interest: request.authorisedInterest, commitment },
      };
    }
  }
}

const sentFacts = (request: Request) => ({
  holdingAgencyId: request.holdingAgencyId,
  subjectRole: request.subjectRole,
  purpose: request.purpose,
  gateway: request.gateway,
  article8Interest: request.article8Interest,
  urgency: request.urgency,
  convictionData: request.convictionData,
  consent: request.consent,
  publicInterests: request.publicInterest.length,
  crimeExemption: request.crimeExemption,
  items: request.items.length,
});
