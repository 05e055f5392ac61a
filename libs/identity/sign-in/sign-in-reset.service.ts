import { Inject, Injectable } from '@nestjs/common';
import { accept, CLOCK, refuse, type Clock, type Refusal, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { NoticeService } from '@broker/notices';
import { DataSource, IsNull, type EntityManager } from 'typeorm';
import type { Actor } from '../domain/index.js';
import { Officer } from '../officer.entity.js';
import { actorFields } from './actor-fields.js';
import { inSystem } from './in-system.js';
import { Invitation } from './invitation.entity.js';
import { InvitationService } from './invitation.service.js';
import { currentAppointment } from './session.service.js';
import { SignInReset } from './sign-in-reset.entity.js';

/** After the approval the officer has this long to object. */
export const RESET_WAIT_HOURS = 24;

/** An approval that does not come within this long is not waited for. */
export const RESET_APPROVAL_DAYS = 7;

const HOUR_MS = 3_600_000;

/** A link to hand over, shown once. */
export interface LinkToHandOver {
  token: string;
  opensAt: Date;
  expiresAt: Date;
}

/**
 * The way back for an officer who has lost every means to sign in (ISA-26): one person starts it, another one approves, the officer is told
 * and has a day to object; then a link lets them choose anew. Nobody does it alone, and no help desk can.
 */
@Injectable()
export class SignInResetService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: LedgerService,
    private readonly invitations: InvitationService,
    private readonly notices: NoticeService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Starts a reset. @returns its id, or `identity/no-such-officer`, `identity/reset-own` or `identity/reset-under-way`. */
  start(actor: Actor, officerId: string): Promise<Result<string>> {
    return inSystem(this.dataSource, async (manager) => {
      const officer = await this.colleague(manager, actor, officerId);
      if (!officer) return refuse(noSuchOfficer);
      if (officerId === actor.officerId) return refuse(ownReset);
      if (await this.pending(manager, officerId)) return refuse(underWay);
      const { agencyId, partnershipId } = officer;
      const startedAt = this.clock.now();
      const reset = { officerId, agencyId, partnershipId, startedBy: actor.officerId, startedAt };
      const { id } = await manager.save(SignInReset, reset);
      await this.ledger.append(manager, {
        event: 'SignInResetStarted',
        ...actorFields(actor),
        subject: { kind: 'officer', id: officerId },
        at: startedAt,
        facts: {},
      });
      await this.tell(manager, { id, ...reset }, 'sign-in-reset-started');
      return accept(id);
    });
  }

  /**
   * Approves a reset that somebody else started.
   * @returns the link to hand over, or `identity/no-such-reset`, `identity/reset-own` or `identity/second-person-needed`.
   */
  approve(actor: Actor, resetId: string): Promise<Result<LinkToHandOver>> {
    return inSystem(this.dataSource, async (manager) => {
      const reset = await manager.findOne(SignInReset, { where: { id: resetId }, lock: { mode: 'pessimistic_write' } });
      const isOpen = reset && !reset.approvedAt && !reset.cancelledAt && reset.startedAt > this.approvableSince();
      if (!isOpen || !(await this.colleague(manager, actor, reset.officerId))) return refuse(noSuchReset);
      if (reset.officerId === actor.officerId) return refuse(ownReset);
      if (reset.startedBy === actor.officerId) return refuse(secondPersonNeeded);
      const now = this.clock.now();
      const opensAt = new Date(now.getTime() + RESET_WAIT_HOURS * HOUR_MS);
      const link = await this.invitations.invite(manager, { officerId: reset.officerId, by: actor, opensAt });
      const approval = { approvedBy: actor.officerId, approvedAt: now, invitationId: link.invitationId };
      await manager.update(SignInReset, { id: resetId }, approval);
      await this.ledger.append(manager, {
        event: 'SignInResetApproved',
        ...actorFields(actor),
        subject: { kind: 'officer', id: reset.officerId },
        at: now,
        facts: { startedBy: reset.startedBy, opensAt: opensAt.toISOString() },
      });
      await this.tell(manager, reset, 'sign-in-reset-approved');
      return accept({ token: link.token, opensAt, expiresAt: link.expiresAt });
    });
  }

  /** Tells the officer, who may object. */
  private tell(
    manager: EntityManager,
    { id, officerId, partnershipId }: Pick<SignInReset, 'id' | 'officerId' | 'partnershipId'>,
    kind: 'sign-in-reset-started' | 'sign-in-reset-approved',
  ): Promise<void> {
    return this.notices.send(manager, {
      key: `${kind}:${id}`,
      partnershipId,
      officerIds: [officerId],
      kind,
      clause: 'ISA-26',
      subject: { kind: 'sign-in-reset', id },
      facts: {},
      at: this.clock.now(),
    });
  }

  /** Stops a reset of the actor's own sign-in, its link included. @returns true, or `identity/no-such-reset`. */
  object(actor: Actor): Promise<Result<true>> {
    return inSystem(this.dataSource, async (manager) => {
      const reset = await this.pending(manager, actor.officerId);
      if (!reset) return refuse(noSuchReset);
      const at = this.clock.now();
      await manager.update(SignInReset, { id: reset.id }, { cancelledAt: at });
      if (reset.invitationId) await this.invitations.withdraw(manager, actor.officerId);
      await this.ledger.append(manager, {
        event: 'SignInResetCancelled',
        ...actorFields(actor),
        subject: { kind: 'officer', id: actor.officerId },
        at,
        facts: {},
      });
      return accept(true);
    });
  }

  /** Invites an officer again who has never chosen a password. @returns the link, or `identity/no-such-officer` or `identity/has-signed-in`. */
  inviteAgain(actor: Actor, officerId: string): Promise<Result<LinkToHandOver>> {
    return inSystem(this.dataSource, async (manager) => {
      if (!(await this.colleague(manager, actor, officerId))) return refuse(noSuchOfficer);
      const { passwordHash } = await manager.findOneByOrFail(Officer, { id: officerId });
      if (passwordHash !== null) return refuse(hasSignedIn);
      const { token, expiresAt } = await this.invitations.invite(manager, { officerId, by: actor });
      return accept({ token, opensAt: this.clock.now(), expiresAt });
    });
  }

  /** The reset of an officer's sign-in that is under way, or null. */
  pendingOf(officerId: string): Promise<SignInReset | null> {
    return inSystem(this.dataSource, (manager) => this.pending(manager, officerId));
  }

  private async pending(manager: EntityManager, officerId: string): Promise<SignInReset | null> {
    const [reset] = await manager.find(SignInReset, {
      where: { officerId, cancelledAt: IsNull() },
      order: { startedAt: 'DESC' },
      take: 1,
    });
    if (!reset) return null;
    if (!reset.invitationId) return reset.startedAt > this.approvableSince() ? reset : null;
    const link = await manager.findOneByOrFail(Invitation, { id: reset.invitationId });
    return !link.usedAt && !link.withdrawnAt && link.expiresAt > this.clock.now() ? reset : null;
  }

  private approvableSince(): Date {
    return new Date(this.clock.now().getTime() - RESET_APPROVAL_DAYS * 24 * HOUR_MS);
  }

  /** An officer whom the actor may help: of the own agency, or of any agency of the partnership for its manager. */
  private async colleague(manager: EntityManager, actor: Actor, officerId: string): Promise<Actor | null> {
    const officer = await currentAppointment(manager, officerId, this.clock.now());
    const isNear = actor.role === 'partnership-manager' || officer?.agencyId === actor.agencyId;
    return officer && isNear && officer.partnershipId === actor.partnershipId ? officer : null;
  }
}

const refusal = (what: string, message: string, mend: string): Refusal => ({
  code: `identity/${what}`,
  clause: 'ISA-26',
  message,
  mend,
});

const noSuchOfficer = refusal(
  'no-such-officer',
  'No officer whom you may help is found there.',
  'Go back to the list of your agency’s officers.',
);

const noSuchReset = refusal(
  'no-such-reset',
  'No reset that waits is found there: it was stopped, has been approved, or is older than a week.',
  'Go back to the list of your agency’s officers.',
);

const ownReset = refusal(
  'reset-own',
  'Nobody resets their own way to sign in.',
  'Ask two colleagues: the signing officer to start it, and another officer to approve it.',
);

const underWay = refusal(
  'reset-under-way',
  'A reset of this officer’s sign-in is under way already.',
  'Wait until it is approved or stopped.',
);

const secondPersonNeeded = refusal(
  'second-person-needed',
  'You started this reset, so somebody else has to approve it.',
  'Ask another officer of your agency, or the partnership manager.',
);

const hasSignedIn = refusal(
  'has-signed-in',
  'This officer has chosen a password already.',
  'If they have lost their way to sign in, start a reset instead.',
);
