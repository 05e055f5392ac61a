import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, refuse, type Clock, type Refusal } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { DataSource } from 'typeorm';
import type { Act, Actor } from '../domain/index.js';
import { actorFields } from '../sign-in/actor-fields.js';

/** Leaves the evidence of a change to posts, training or registrations that was refused (ISA-26: denials are recorded too). */
@Injectable()
export class OfficerRefusals {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Records a refusal by itself: the act that it belongs to has left nothing. @returns the refusal as a result. */
  async record(actor: Actor, act: Act, refusal: Refusal): Promise<{ ok: false; refusal: Refusal }> {
    await this.dataSource.transaction((manager) =>
      this.ledger.append(manager, {
        event: 'OfficerChangeRefused',
        ...actorFields(actor),
        at: this.clock.now(),
        facts: { act, code: refusal.code, clause: refusal.clause },
      }),
    );
    return refuse(refusal);
  }
}
