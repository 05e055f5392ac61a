import { Inject, Injectable } from '@nestjs/common';
import { accept, CLOCK, refuse, type Clock, type Refusal, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { DataSource } from 'typeorm';
import { faultOfPassword, type Actor, type PasswordOwner } from '../domain/index.js';
import { Officer } from '../officer.entity.js';
import { actorFields } from './actor-fields.js';
import { COMMON_PASSWORDS } from './common-passwords.js';
import { inSystem } from './in-system.js';
import type { Origin } from './origin.js';
import { hashPassword } from './password.js';
import { SessionService } from './session.service.js';
import { SignInService } from './sign-in.service.js';

/** What is wrong with a password that somebody chooses, or null: see `faultOfPassword`. */
export const faultOfChosenPassword = (password: string, owner: PasswordOwner): Refusal | null =>
  faultOfPassword(password, owner, COMMON_PASSWORDS);

/** Changes the password of a person who is signed in. */
@Injectable()
export class PasswordService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: LedgerService,
    private readonly sessions: SessionService,
    private readonly signIns: SignInService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Changes the password; other browsers of the person are signed out.
   * @returns true, or `identity/wrong-password`, `identity/wait` for the old one, or `identity/password-…` for the new one.
   */
  async change(actor: Actor, old: string, chosen: string, origin: Origin): Promise<Result<true>> {
    const right = await this.signIns.byOwnPassword(actor, old, origin);
    if (!right.ok) return right;
    const owner = await inSystem(this.dataSource, (manager) =>
      manager.findOneByOrFail(Officer, { id: actor.officerId }),
    );
    const fault = faultOfChosenPassword(chosen, owner);
    if (fault) return refuse(fault);
    const passwordHash = await hashPassword(chosen);
    await inSystem(this.dataSource, async (manager) => {
      await manager.update(Officer, { id: actor.officerId }, { passwordHash });
      const at = this.clock.now();
      await this.ledger.append(manager, { event: 'PasswordChanged', ...actorFields(actor), at, facts: {} });
      await this.sessions.endAfterChange(manager, actor);
    });
    return accept(true);
  }
}
