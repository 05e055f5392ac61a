import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, londonDate, type Clock, type Refusal, type Result } from '@broker/kernel';
import {
  actorFields,
  conditionsOf,
  isSteppedUp,
  mayAct,
  TrainingQueries,
  type Act,
  type Actor,
  type Condition,
  type Person,
  type RecordAsked,
} from '@broker/identity';
import { LedgerService } from '@broker/ledger';
import { DataSource } from 'typeorm';
import { AgreementQueries } from './agreement.queries.js';

/** Asks the table of permissions for one person and one act; a "no" is logged before it is given (invariant: denials are entries too). */
@Injectable()
export class AuthorisationService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly queries: AgreementQueries,
    private readonly training: TrainingQueries,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the act accepted, or the refusal of `mayAct`, which is then in the log (a person asked to confirm who they are is not refused yet). */
  async authorise(actor: Actor, act: Act, whose?: RecordAsked['whose']): Promise<Result<Act>> {
    const record = whose && { whose, at: this.clock.now() };
    const answer = mayAct(act, await this.personOf(actor), record);
    if (!answer.ok && !canStillConfirm(actor, answer.refusal)) await this.recordRefusal(actor, act, answer.refusal);
    return answer;
  }

  /**
   * The same question without acting, to decide what a page offers. Nothing is logged. A person at a page counts as having shown who they
   * are: they are asked when they begin.
   */
  async mayAct(actor: Actor, act: Act): Promise<Result<Act>> {
    return mayAct(act, await this.asOffered(actor));
  }

  /** Everything that must be so for the actor to do the act, met or not, for "why can I not do this?". Nothing is logged. */
  async conditionsOf(actor: Actor, act: Act): Promise<Condition[]> {
    return conditionsOf(act, await this.personOf(actor));
  }

  /** How it stands with the actor at this moment: the agency's standing, training, and whether they have shown who they are. */
  async personOf(actor: Actor): Promise<Person> {
    const now = this.clock.now();
    const [standing, names, isTrained] = await Promise.all([
      this.queries.standingOf(actor.partnershipId, actor.agencyId),
      this.queries.namesOf(actor.appointmentId),
      this.training.isTrained(actor.officerId, actor.partnershipId, londonDate(now)),
    ]);
    return {
      role: actor.role,
      standing,
      agencyName: names?.agency ?? 'Your agency',
      isTrained,
      isSteppedUp: !actor.scopes && isSteppedUp(actor.steppedUpAt, now),
      scopes: actor.scopes,
    };
  }

  private async asOffered(actor: Actor): Promise<Person> {
    return { ...(await this.personOf(actor)), isSteppedUp: !actor.scopes };
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

const canStillConfirm = (actor: Actor, { code }: Refusal): boolean =>
  code === 'identity/step-up-needed' && actor.steppedUpAt !== undefined;
