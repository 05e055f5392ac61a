import { Injectable } from '@nestjs/common';
import { AuthorisationService } from '@broker/agreement';
import {
  ExchangeQueries,
  noSuchRelease,
  noSuchSubmission,
  type ReleaseView,
  type SubmissionView,
} from '@broker/exchange';
import type { Act, Actor } from '@broker/identity';
import { RefusedError, type Refusal } from '@broker/kernel';

/** Finds what an address names, within what the actor may see; anything else is refused, and the log says so (ISA-26). */
@Injectable()
export class OwnRecords {
  constructor(
    private readonly exchange: ExchangeQueries,
    private readonly authorisation: AuthorisationService,
  ) {}

  /** A submission of the actor's own agency. Throws the refusal `exchange/no-such-submission`. */
  async submission(actor: Actor, act: Act, id: string): Promise<SubmissionView> {
    const found = await this.exchange.submission(actor.partnershipId, actor.agencyId, id);
    return found ?? this.refuse(actor, act, noSuchSubmission);
  }

  /** A release within the actor's partnership. Throws the refusal `exchange/no-such-release`. */
  async release(actor: Actor, act: Act, id: string): Promise<ReleaseView> {
    const found = await this.exchange.release(actor.partnershipId, id);
    return found ?? this.refuse(actor, act, noSuchRelease);
  }

  /** Logs a refusal and throws it. */
  async refuse(actor: Actor, act: Act, refusal: Refusal): Promise<never> {
    await this.authorisation.recordRefusal(actor, act, refusal);
    throw new RefusedError(refusal);
  }
}
