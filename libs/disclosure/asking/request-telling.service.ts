import { Injectable } from '@nestjs/common';
import { CoverService } from '@broker/identity';
import { londonDate } from '@broker/kernel';
import { NoticeService } from '@broker/notices';
import type { EntityManager } from 'typeorm';
import type { Known } from './asking-context.service.js';
import { STEP_FACTS, type RequestChange, type RequestState } from './domain/index.js';

/** What of a step is told beside the change itself. */
interface ToldFacts {
  reference: string;
  from: RequestState;
}

/** Tells officers what has happened to a request, in the transaction in which it happens; never whom it is about. */
@Injectable()
export class RequestTelling {
  constructor(
    private readonly notices: NoticeService,
    private readonly cover: CoverService,
  ) {}

  /** Tells of one step. */
  async tell(
    manager: EntityManager,
    { actor, partners }: Known,
    { step, request, dueOn }: RequestChange,
    { reference, from }: ToldFacts,
    at: Date,
  ): Promise<void> {
    if (request.sentAt === null) return;
    const { id, partnershipId, askingAgencyId, holdingAgencyId, urgency, state } = request;
    const agency = partners.find(({ agencyId }) => agencyId === actor.agencyId)?.name ?? '';
    const send = async (kind: string, officerIds: string[]) =>
      this.notices.send(manager, {
        key: `${kind}:${id}:${at.getTime()}`,
        partnershipId,
        officerIds: officerIds.filter((officerId) => officerId !== actor.officerId),
        kind,
        clause: STEP_FACTS[step].clause,
        subject: { kind: 'request', id },
        facts: { number: reference, agency, urgency: urgency ?? 'routine', dueOn: dueOn ?? '', outcome: state },
        at,
      });
    const asking = () => this.officersOf(manager, partnershipId, askingAgencyId, at);
    const holding = () => this.officersOf(manager, partnershipId, holdingAgencyId!, at);
    switch (step) {
      case 'send':
        return send('request-received', await holding());
      case 'ask':
        return send('request-question', await asking());
      case 'reply':
        return send('request-replied', await holding());
      case 'return':
        return send('request-returned', await holding());
      case 'decide':
      case 'second':
        if (state !== 'proposed') return send('request-decided', await asking());
        return send('request-proposed', [
          ...(await holding()),
          ...(await this.signersOf(manager, partnershipId, holdingAgencyId!, at)),
        ]);
      case 'withdraw':
        if (from === 'draft') return;
        return send('request-withdrawn', await holding());
    }
  }

  /** Whom a request reaches at an agency today: its designated officers or their cover; where that post is vacant, who signs for it (ISA-20). */
  async officersOf(manager: EntityManager, partnershipId: string, agencyId: string, at: Date): Promise<string[]> {
    const wanted = { partnershipId, agencyId, on: londonDate(at) };
    const officers = await this.cover.reach(manager, { ...wanted, role: 'designated-officer' });
    if (officers.length > 0) return officers.map(({ officerId }) => officerId);
    return this.signersOf(manager, partnershipId, agencyId, at);
  }

  /** Who signs for an agency today. */
  async signersOf(manager: EntityManager, partnershipId: string, agencyId: string, at: Date): Promise<string[]> {
    const wanted = { partnershipId, agencyId, role: 'signing-officer', on: londonDate(at) } as const;
    return (await this.cover.reach(manager, wanted)).map(({ officerId }) => officerId);
  }

  /** The partnership's managers today. */
  async managersOf(manager: EntityManager, partnershipId: string, at: Date): Promise<string[]> {
    const wanted = { partnershipId, agencyId: null, role: 'partnership-manager', on: londonDate(at) } as const;
    return (await this.cover.reach(manager, wanted)).map(({ officerId }) => officerId);
  }
}
