import { Injectable } from '@nestjs/common';
import { CoverService, type Actor } from '@broker/identity';
import { londonDate, type Clause } from '@broker/kernel';
import { NoticeService } from '@broker/notices';
import type { EntityManager } from 'typeorm';
import { STEP_FACTS, type Breach, type BreachEvent } from './domain/index.js';

/** Tells the partners' officers what has happened to a breach, in the transaction in which it happens. */
@Injectable()
export class BreachTelling {
  constructor(
    private readonly notices: NoticeService,
    private readonly cover: CoverService,
  ) {}

  /**
   * Tells of one step. @param sequence its place in the history, which makes the telling happen once.
   * @param agencyName of the agency that acts.
   */
  async tell(
    manager: EntityManager,
    actor: Actor,
    { breach, event, sequence, number, agencyName }: Told,
  ): Promise<void> {
    const accused = breach.parties.map(({ agencyId }) => agencyId);
    const partners = [breach.allegingAgencyId, ...breach.receipts.map(({ agencyId }) => agencyId)];
    const at = new Date(event.at);
    const send = async (kind: string, officerIds: string[], facts: Record<string, string | number> = {}) =>
      this.notices.send(manager, {
        key: `${kind}:${breach.id}:${sequence}`,
        partnershipId: breach.partnershipId,
        officerIds: officerIds.filter((id) => id !== actor.officerId),
        kind,
        clause: clauseOf(event),
        subject: { kind: 'breach', id: breach.id },
        facts: { number, agency: agencyName, ...facts },
        at,
      });
    const officers = (agencyIds: readonly string[]) => this.officersOf(manager, breach.partnershipId, agencyIds, at);
    switch (event.step) {
      case 'report':
        await send('breach-accused', await officers(accused));
        return send('breach-reported', await officers(partners.filter((id) => !accused.includes(id))));
      case 'answer':
        await send('breach-answered', await officers(partners));
        return send('breach-answered-manager', await this.managers(manager, breach.partnershipId, at));
      case 'call-meeting':
        return send('breach-meeting', await officers(partners), { on: londonDate(new Date(event.meetsAt)) });
      case 'circulate':
        return send('breach-minutes', await officers(partners));
      case 'complete-action':
        if (breach.state !== 'settled') return;
        return send('breach-settled', await this.managers(manager, breach.partnershipId, at));
      case 'close':
      case 'withdraw':
      case 'merge':
        if (!breach.reported) return;
        return send(`breach-${END_WORDS[event.step]}`, await officers(partners));
    }
  }

  /** Whom a breach reaches at some agencies today: their designated officers or, where that post is vacant, who signs for them (ISA-32a). */
  async officersOf(
    manager: EntityManager,
    partnershipId: string,
    agencyIds: readonly string[],
    at: Date,
  ): Promise<string[]> {
    const wanted = { partnershipId, agencyId: null, on: londonDate(at) } as const;
    const officers = await this.cover.reach(manager, { ...wanted, role: 'designated-officer' });
    const signers = await this.cover.reach(manager, { ...wanted, role: 'signing-officer' });
    const isCovered = (id: string) => officers.some(({ agencyId }) => agencyId === id);
    const reached = [...officers, ...signers.filter(({ agencyId }) => !isCovered(agencyId))];
    return reached.filter(({ agencyId }) => agencyIds.includes(agencyId)).map(({ officerId }) => officerId);
  }

  /** The partnership's managers today. */
  async managers(manager: EntityManager, partnershipId: string, at: Date): Promise<string[]> {
    const wanted = { partnershipId, agencyId: null, role: 'partnership-manager', on: londonDate(at) } as const;
    return (await this.cover.reach(manager, wanted)).map(({ officerId }) => officerId);
  }
}

/** A step that is told of. */
export interface Told {
  breach: Breach;
  event: BreachEvent;
  sequence: number;
  number: number;
  agencyName: string;
}

const END_WORDS = { close: 'closed', withdraw: 'withdrawn', merge: 'merged' } as const;

const clauseOf = ({ step }: BreachEvent): Clause => (step === 'noticed' ? 'ISA-32a' : STEP_FACTS[step].clause);
