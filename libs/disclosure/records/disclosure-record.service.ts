import { Injectable } from '@nestjs/common';
import type { Actor } from '@broker/identity';
import { DomainError, londonDate } from '@broker/kernel';
import { asSystemWithin } from '@broker/platform';
import type { EntityManager } from 'typeorm';
import { DisclosureRecord } from './disclosure-record.entity.js';
import { nextRecordState } from './domain/index.js';
import type {
  RecordConsent,
  RecordContent,
  RecordFacts,
  RecordSide,
  RecordSubject,
  RecordSubjectRole,
} from './domain/index.js';
import { RecordStore, type NewRecord } from './record-store.service.js';

/** What a record takes from a request. */
export interface RecordedRequest {
  id: string;
  partnershipId: string;
  askingAgencyId: string;
  holdingAgencyId: string | null;
  askedBy: string;
  state: string;
  subjectRole: RecordSubjectRole | null;
  purpose: string | null;
  gateway: string | null;
  article8Interest: string | null;
  convictionData: boolean | null;
  consent: RecordConsent | null;
  decidedBy: string | null;
  secondedBy: string | null;
}

/** What a record takes from a request's words. */
export interface RecordedRequestWords {
  subject: RecordSubject;
  whyAsked: string;
  items: readonly { what: string }[];
  necessity: string;
  proportionality: string;
  reasons: { summary: string } | null;
}

/** A decision on a request, or its being sent. */
export interface RecordedDecision {
  request: RecordedRequest;
  words: RecordedRequestWords;
  actor: Actor;
  at: Date;
}

/** What was disclosed in answer to a request, to be recorded by both sides. */
export interface RecordedDisclosure extends RecordedDecision {
  disclosureId: string;
  /** The items that were disclosed, in words. */
  disclosed: readonly string[];
  isInPart: boolean;
}

/** Makes the records that exchanges through the broker leave, on both sides, without anybody having to write them (ISA-24). */
@Injectable()
export class DisclosureRecordService {
  constructor(private readonly store: RecordStore) {}

  /**
   * The records of a step of a request, in its transaction: on `sent` the asking agency's record of having asked, on `refused` the
   * records of both sides. Other states leave none: what is authorised is recorded when it is disclosed.
   * @returns the ids of the records, final all of them.
   */
  async fromDecision(manager: EntityManager, decision: RecordedDecision): Promise<string[]> {
    const { request } = decision;
    if (request.state === 'sent') return [await this.begin(manager, decision, 'asking', ASKED)];
    if (request.state !== 'refused') return [];
    const asking = await this.begin(manager, decision, 'asking', REFUSED);
    return [asking, await this.begin(manager, decision, 'holding', REFUSED)];
  }

  /** The records of a disclosure: the holding agency's is final, the receiving one's is once it acknowledges. @returns their ids. */
  async fromDisclosure(manager: EntityManager, disclosure: RecordedDisclosure): Promise<Record<RecordSide, string>> {
    const { disclosureId, disclosed, isInPart } = disclosure;
    const shape = {
      kind: 'disclosure' as const,
      outcome: isInPart ? ('disclosed-in-part' as const) : ('disclosed' as const),
      disclosureId,
      summary: `${isInPart ? 'Disclosed in part' : 'Disclosed'}: ${disclosed.join('; ')}`,
    };
    return {
      holding: await this.begin(manager, disclosure, 'holding', shape),
      asking: await this.begin(manager, disclosure, 'asking', { ...shape, isFinal: false }),
    };
  }

  /** Makes the receiving agency's record of a disclosure final: its officer has acknowledged the receipt. */
  async finishReceived(manager: EntityManager, actor: Actor, disclosureId: string, at: Date): Promise<void> {
    const row = await manager.findOne(DisclosureRecord, {
      where: { disclosureId, side: 'asking', state: 'incomplete' },
      lock: { mode: 'pessimistic_write' },
    });
    if (!row) throw new DomainError('A disclosure has no record of the receiving agency that waits for its receipt.');
    const content: RecordContent = { facts: factsOf(row), words: await this.store.words(manager, row) };
    const next = nextRecordState(row.state, 'finish', content);
    if (!next.ok) throw new DomainError(next.refusal.message);
    await this.store.write(manager, actor, row, content, true, at);
  }

  private async begin(
    manager: EntityManager,
    { request, words, actor, at }: RecordedDecision,
    side: RecordSide,
    shape: Shape,
  ): Promise<string> {
    const { holdingAgencyId, askingAgencyId, partnershipId } = request;
    if (holdingAgencyId === null) throw new DomainError('A request that asks nobody leaves no record.');
    const dealing = request.decidedBy ?? (side === 'asking' ? request.askedBy : actor.officerId);
    const dealingAgencyId = request.decidedBy === null && side === 'asking' ? askingAgencyId : holdingAgencyId;
    const record: NewRecord = {
      partnershipId,
      exchangeId: request.id,
      requestId: request.id,
      ...(side === 'asking'
        ? { agencyId: askingAgencyId, counterpartAgencyId: holdingAgencyId }
        : { agencyId: holdingAgencyId, counterpartAgencyId: askingAgencyId }),
      side,
      kind: shape.kind,
      disclosureId: shape.disclosureId ?? null,
      requestingOfficerId: request.askedBy,
      dealingOfficerId: shape.kind === 'disclosure' ? actor.officerId : dealing,
      authorisedBy: request.secondedBy ?? request.decidedBy,
      supersedesId: null,
      completeByOn: null,
      isFinal: shape.isFinal ?? true,
      content: {
        facts: requestFacts(request, shape, at),
        words: {
          subject: words.subject,
          requestingOfficer: await this.named(manager, partnershipId, request.askedBy, askingAgencyId),
          summary: shape.summary ?? summaryOf(words),
          grounds: groundsOf(words, shape),
          dealingOfficer: await this.named(manager, partnershipId, dealing, dealingAgencyId),
          correction: '',
        },
      },
    };
    return (await this.store.begin(manager, actor, record, at)).id;
  }

  /** An officer may have left since, and be out of the actor's sight. */
  private named(manager: EntityManager, partnershipId: string, officerId: string, agencyId: string): Promise<string> {
    return asSystemWithin(manager, () => this.store.officerInWords(manager, partnershipId, officerId, agencyId));
  }
}

interface Shape {
  kind: NewRecord['kind'];
  outcome: RecordFacts['outcome'];
  disclosureId?: string;
  summary?: string;
  isFinal?: boolean;
}

const ASKED: Shape = { kind: 'request', outcome: 'asked' };
const REFUSED: Shape = { kind: 'refusal', outcome: 'refused' };

const requestFacts = (request: RecordedRequest, { outcome }: Shape, at: Date): RecordFacts => ({
  channel: 'system',
  outcome,
  occurredOn: londonDate(at),
  subjectRole: request.subjectRole,
  convictionData: request.convictionData ?? false,
  consent: request.consent,
  purpose: request.purpose,
  gateway: request.gateway,
  article8Interest: request.article8Interest,
});

const summaryOf = ({ items }: RecordedRequestWords): string => `Asked for: ${items.map(({ what }) => what).join('; ')}`;

function groundsOf({ whyAsked, necessity, proportionality, reasons }: RecordedRequestWords, { kind }: Shape): string {
  const grounds = [whyAsked, necessity, proportionality];
  if (kind !== 'request' && reasons) grounds.push(`Decision: ${reasons.summary}`);
  return grounds.filter((text) => text.trim() !== '').join('\n\n');
}

/** The particulars of a row that are codes and dates. */
export const factsOf = (row: DisclosureRecord): RecordFacts => ({
  channel: row.channel,
  outcome: row.outcome,
  occurredOn: row.occurredOn,
  subjectRole: row.subjectRole,
  convictionData: row.convictionData,
  consent: row.consent,
  purpose: row.purpose,
  gateway: row.gateway,
  article8Interest: row.article8Interest,
});
