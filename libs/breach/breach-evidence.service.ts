import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { actorFields, type Actor } from '@broker/identity';
import { LedgerService, type LedgerRecord } from '@broker/ledger';
import type { EntityManager } from 'typeorm';
import type { BreachEvent, DoneStep } from './domain/index.js';

type Evidence = LedgerRecord extends infer R
  ? R extends { event: infer E; facts: infer F }
    ? { event: E; facts: F }
    : never
  : never;

/** Writes the ledger's entry of each step of a breach. What people wrote stays out of it; a hash of the history's line binds it. */
@Injectable()
export class BreachEvidence {
  constructor(private readonly ledger: LedgerService) {}

  /** In the transaction of the step. */
  async append(manager: EntityManager, actor: Actor, breachId: string, event: BreachEvent): Promise<void> {
    const historySha256 = createHash('sha256').update(JSON.stringify(event)).digest('hex');
    await this.ledger.append(manager, {
      ...actorFields(actor),
      ...evidenceOf(event, historySha256),
      subject: { kind: 'breach', id: breachId },
      at: new Date(event.at),
    });
  }
}

const late = ({ on, dueOn }: DoneStep) => ({ dueOn, late: on > dueOn });

function evidenceOf(event: BreachEvent, historySha256: string): Evidence {
  switch (event.step) {
    case 'noticed':
      return {
        event: 'BreachNoticed',
        facts: { awareOn: event.report.awareOn, reading: event.reading, historySha256 },
      };
    case 'amend':
      return { event: 'BreachReportAmended', facts: { awareOn: event.report.awareOn, historySha256 } };
    case 'report': {
      const counts = { partnersInBreach: event.parties.length, recipients: event.receipts.length };
      return { event: 'BreachReported', facts: { ...late(event), ...counts, historySha256 } };
    }
    case 'receive':
      return { event: 'BreachReportReceived', facts: { historySha256 } };
    case 'answer':
      return { event: 'BreachAnswered', facts: { position: event.position, ...late(event), historySha256 } };
    case 'call-meeting':
      return { event: 'BreachMeetingCalled', facts: { meetsAt: event.meetsAt, historySha256 } };
    case 'hold-meeting': {
      const facts = { metOn: event.on, ...late(event), attended: event.attended.length, historySha256 };
      return { event: 'BreachMeetingHeld', facts };
    }
    case 'minute':
      return { event: 'BreachMinuted', facts: { actions: event.actions.length, historySha256 } };
    case 'circulate':
      return {
        event: 'BreachMinutesCirculated',
        facts: { ...late(event), recipients: event.receipts.length, historySha256 },
      };
    default:
      return laterEvidence(event, historySha256);
  }
}

type Later = Extract<
  BreachEvent,
  {
    step:
      | 'receive-minutes'
      | 'complete-action'
      | 'close'
      | 'withdraw'
      | 'merge'
      | 'decide-commissioner'
      | 'decide-individuals';
  }
>;

function laterEvidence(event: Later, historySha256: string): Evidence {
  switch (event.step) {
    case 'receive-minutes':
      return { event: 'BreachMinutesReceived', facts: { historySha256 } };
    case 'complete-action':
      return { event: 'BreachActionDone', facts: { actionId: event.actionId, historySha256 } };
    case 'close':
      return { event: 'BreachClosed', facts: { historySha256 } };
    case 'withdraw':
      return { event: 'BreachWithdrawn', facts: { historySha256 } };
    case 'merge':
      return { event: 'BreachMerged', facts: { into: event.into, historySha256 } };
    case 'decide-commissioner': {
      const { notify, isLate } = event.decision;
      return {
        event: 'BreachCommissionerDecided',
        facts: { notify, regime: event.regime, late: isLate, historySha256 },
      };
    }
    default:
      return { event: 'BreachIndividualsDecided', facts: { tell: event.decision.tell, historySha256 } };
  }
}
