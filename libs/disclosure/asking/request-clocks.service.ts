import { Injectable } from '@nestjs/common';
import { DeadlineService } from '@broker/deadlines';
import type { LocalDate } from '@broker/kernel';
import type { EntityManager } from 'typeorm';
import { STANDARD_CLAUSE, type RequestChange, type RequestState } from './domain/index.js';
import type { InformationRequest } from './information-request.entity.js';

/** Keeps the deadlines in the database the same as the clocks that run for requests (ISA-30). */
@Injectable()
export class RequestClocks {
  constructor(private readonly deadlines: DeadlineService) {}

  /** The last day that binds now: the deadline's, which moves when the calendar changes; the request's own where none runs. */
  async dueOnOf(
    manager: EntityManager,
    { id, dueOn }: Pick<InformationRequest, 'id' | 'dueOn'>,
  ): Promise<LocalDate | null> {
    const [row] = await manager.query<{ dueOn: LocalDate }[]>(
      `SELECT due_on::text AS "dueOn" FROM deadline WHERE subject_kind = 'request' AND subject_id = $1 AND state = 'armed'
        AND kind IN ('request-decision', 'request-reply')`,
      [id],
    );
    return row?.dueOn ?? dueOn;
  }

  /** Ends and arms deadlines, in the transaction of the step. @param from the state before it. */
  async change(manager: EntityManager, from: RequestState, change: RequestChange, at: Date): Promise<void> {
    const { ended, started, request } = change;
    const subject = { kind: 'request', id: request.id };
    const running = { kind: from === 'question' ? 'request-reply' : 'request-decision', subject };
    if (ended === 'met') await this.deadlines.meet(manager, running, at);
    if (ended === 'cancelled') await this.deadlines.cancel(manager, running, at);
    if (!started) return;
    const { kind, agencyId, startOn, dueOn, days } = started;
    await this.deadlines.arm(manager, {
      partnershipId: request.partnershipId,
      agencyId,
      kind,
      subject,
      clause: STANDARD_CLAUSE,
      startOn,
      dueOn,
      clock: kind,
      terms: { days },
      at,
    });
  }
}
