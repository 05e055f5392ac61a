import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, type Refusal, type Result } from '@broker/kernel';
import { actorFields, mayAct, type Act, type Actor } from '@broker/identity';
import { LedgerService } from '@broker/ledger';
import { DataSource } from 'typeorm';
import { AgreementQueries } from './agreement.queries.js';

/** Asks the table of permissions for one person and one act; a "no" is logged before it is given (invariant: denials are entries too). */
@Injectable()
export class AuthorisationService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly queries: AgreementQueries,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the act accepted, or the refusal of `mayAct`, which is then in the log. */
  async authorise(actor: Actor, act: Act): Promise<Result<Act>> {
    const answer = await this.mayAct(actor, act);
    if (!answer.ok) await this.recordRefusal(actor, act, answer.refusal);
    return answer;
  }

  /** The same question without acting, to decide what a page offers. Nothing is logged. */
  async mayAct(actor: Actor, act: Act): Promise<Result<Act>> {
    const standing = await this.queries.standingOf(actor.partnershipId, actor.agencyId);
    const answer = mayAct(act, actor.role, standing, 'Your agency');
    if (answer.ok) return answer;
    const names = await this.queries.namesOf(actor.appointmentId);
    return mayAct(act, actor.role, standing, names?.agency ?? 'Your agency');
  }

  /** Writes a refusal into the log by itself: there is no act for it to be part of. */
  async recordRefusal(actor: Actor, act: Act, refusal: Refusal): Promise<void> {
    await this.dataSource.transaction((manager) =>
      this.ledger.append(manager, {
        event: 'AccessRefused',
        ...actorFields(actor),
        at: this.clock.now(),
        facts: { act, code: refusal.code, clause: refusal.clause },
      }),
    );
  }
}
