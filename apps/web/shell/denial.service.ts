import { Injectable } from '@nestjs/common';
import { AuthorisationService } from '@broker/agreement';
import type { Act, Actor } from '@broker/identity';
import type { Refusal } from '@broker/kernel';
import { PageRefused } from './page-errors.js';

/** Answers for what is not there for this person: the same whether it belongs to others or to nobody. */
@Injectable()
export class DenialService {
  constructor(private readonly authorisation: AuthorisationService) {}

  /** The thing that was looked for; when there is none, logs the refusal and throws it towards its page (404). */
  async found<T>(thing: T | null, actor: Actor, act: Act, refusal: Refusal): Promise<T> {
    if (thing !== null) return thing;
    await this.authorisation.recordRefusal(actor, act, refusal);
    throw new PageRefused(404, refusal);
  }
}
