import { Inject, Injectable } from '@nestjs/common';
import { accept, CLOCK, refuse, type Clock, type Refusal, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { asSystemWithin } from '@broker/platform';
import { DataSource, IsNull, MoreThan, type EntityManager } from 'typeorm';
import type { Actor } from '../domain/index.js';
import { Officer } from '../officer.entity.js';
import { actorFields } from './actor-fields.js';
import { AuthenticatorApp } from './authenticator-app.entity.js';
import { GuessingService, waiting } from './guessing.service.js';
import { inSystem } from './in-system.js';
import { Invitation } from './invitation.entity.js';
import type { Origin } from './origin.js';
import { Passkey } from './passkey.entity.js';
import { faultOfChosenPassword } from './password.service.js';
import { hashPassword } from './password.js';
import { RecoveryCode } from './recovery-code.entity.js';
import { currentAppointment, SessionService } from './session.service.js';
import {
  invitationExpired,
  invitationNotYet,
  invitationUnknown,
  invitationUsed,
  invitationWithdrawn,
} from './sign-in-refusals.js';
import { newToken, sha256 } from './tokens.js';

/** A link is good for this long from the moment it opens. */
export const INVITATION_DAYS = 7;

const DAY_MS = 86_400_000;

/** Whom an invitation is for. */
export interface Invited {
  invitationId: string;
  officerId: string;
  name: string;
  email: string;
}

/** Links by which officers choose a password (ISA-20): each is good once, for seven days. */
@Injectable()
export class InvitationService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: LedgerService,
    private readonly guessing: GuessingService,
    private readonly sessions: SessionService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Makes a link in the caller's transaction; links made before for the same officer are void.
   * @param invitation for whom, by whom, and when it opens (now, when left out).
   * @returns the link's token, to be shown once: it is not stored. The address is `/invitations/<token>`.
   */
  invite(
    manager: EntityManager,
    invitation: { officerId: string; by: Actor; opensAt?: Date },
  ): Promise<{ token: string; invitationId: string; expiresAt: Date }> {
    return asSystemWithin(manager, () => this.make(manager, invitation));
  }

  private async make(
    manager: EntityManager,
    { officerId, by, opensAt }: { officerId: string; by: Actor; opensAt?: Date },
  ) {
    const madeAt = this.clock.now();
    const opens = opensAt ?? madeAt;
    const expiresAt = new Date(opens.getTime() + INVITATION_DAYS * DAY_MS);
    await this.withdraw(manager, officerId);
    const token = newToken();
    const { id: invitationId } = await manager.save(Invitation, {
      officerId,
      tokenSha256: sha256(token),
      madeBy: by.officerId,
      madeAt,
      opensAt: opens,
      expiresAt,
    });
    await this.ledger.append(manager, {
      event: 'OfficerInvited',
      ...actorFields(by),
      subject: { kind: 'officer', id: officerId },
      at: madeAt,
      facts: { opensAt: opens.toISOString(), expiresAt: expiresAt.toISOString() },
    });
    return { token, invitationId, expiresAt };
  }

  /** Makes the links of an officer that are still good void, in the caller's transaction. */
  async withdraw(manager: EntityManager, officerId: string): Promise<void> {
    const good = { officerId, usedAt: IsNull(), withdrawnAt: IsNull() };
    await manager.update(Invitation, good, { withdrawnAt: this.clock.now() });
  }

  /**
   * Whom a link is for.
   * @returns or `identity/invitation-unknown`, `-not-yet`, `-expired`, `-used`, `-withdrawn` (ISA-20), or `identity/wait`.
   */
  async look(token: string, origin: Origin = {}): Promise<Result<Invited>> {
    const tried = await this.guessing.attempt({ what: 'link', account: '', officerId: null, origin }, () =>
      inSystem(this.dataSource, (manager) => manager.findOneBy(Invitation, { tokenSha256: sha256(token) })),
    );
    if (tried.waitSeconds > 0) return this.refused(null, waiting(tried.waitSeconds));
    if (!tried.found) return this.refused(null, invitationUnknown);
    const { id: invitationId, officerId } = tried.found;
    const fault = faultOf(tried.found, this.clock.now());
    if (fault) return this.refused(officerId, fault);
    const { name, email } = await inSystem(this.dataSource, (manager) =>
      manager.findOneByOrFail(Officer, { id: officerId }),
    );
    return accept({ invitationId, officerId, name, email });
  }

  /**
   * Chooses a password by a link. Whatever the officer signed in with before is void from then on, and every browser is signed out.
   * @returns the email address to sign in with, or a refusal of `look` or `identity/password-…`.
   */
  async accept(token: string, password: string, origin: Origin = {}): Promise<Result<{ email: string }>> {
    const found = await this.look(token, origin);
    if (!found.ok) return found;
    const { invitationId, officerId, email, name } = found.value;
    const fault = faultOfChosenPassword(password, { email, name });
    if (fault) return this.refused(officerId, fault);
    const passwordHash = await hashPassword(password);
    const isDone = await inSystem(this.dataSource, async (manager) => {
      const now = this.clock.now();
      const good = { id: invitationId, usedAt: IsNull(), withdrawnAt: IsNull(), expiresAt: MoreThan(now) };
      if ((await manager.update(Invitation, good, { usedAt: now })).affected !== 1) return false;
      await manager.update(Officer, { id: officerId }, { passwordHash });
      for (const entity of [AuthenticatorApp, RecoveryCode, Passkey]) await manager.delete(entity, { officerId });
      await this.record(manager, officerId, now);
      return true;
    });
    return isDone ? accept({ email }) : this.refused(officerId, invitationUsed);
  }

  private async record(manager: EntityManager, officerId: string, at: Date): Promise<void> {
    const actor = await currentAppointment(manager, officerId, at);
    await this.ledger.append(manager, {
      event: 'InvitationAccepted',
      partnershipId: actor?.partnershipId ?? null,
      agencyId: actor?.agencyId ?? null,
      officerId,
      subject: { kind: 'officer', id: officerId },
      at,
      facts: {},
    });
    if (actor) await this.sessions.endAfterChange(manager, actor);
  }

  private async refused(officerId: string | null, refusal: Refusal): Promise<{ ok: false; refusal: Refusal }> {
    await inSystem(this.dataSource, (manager) =>
      this.ledger.append(manager, {
        event: 'InvitationRefused',
        partnershipId: null,
        agencyId: null,
        officerId,
        subject: null,
        at: this.clock.now(),
        facts: { code: refusal.code },
      }),
    );
    return refuse(refusal);
  }
}

function faultOf({ usedAt, withdrawnAt, opensAt, expiresAt }: Invitation, now: Date): Refusal | null {
  if (usedAt) return invitationUsed;
  if (withdrawnAt) return invitationWithdrawn;
  if (now >= expiresAt) return invitationExpired;
  return now < opensAt ? invitationNotYet : null;
}
