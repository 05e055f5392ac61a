import { Inject, Injectable } from '@nestjs/common';
import {
  accept,
  CLOCK,
  isId,
  londonDate,
  refuse,
  type Clock,
  type LocalDate,
  type Refusal,
  type Result,
} from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { addDays, readLocalDate } from '@broker/working-calendar';
import { DataSource, type EntityManager } from 'typeorm';
import { Appointment } from '../appointment.entity.js';
import {
  authorityFault,
  deputyFault,
  isInPost,
  judgeNomination,
  type Actor,
  type NominationAsked,
} from '../domain/index.js';
import { actorFields } from '../sign-in/actor-fields.js';
import { InvitationService } from '../sign-in/invitation.service.js';
import { OfficerDeadlines } from './officer-deadlines.service.js';
import { OfficerRefusals } from './officer-refusals.service.js';
import { PersonService } from './person.service.js';
import { lockAgency, noSuchAgency, noSuchNomination, postsOf, type KnownPost } from './posts.js';

/** A nomination as a signing officer writes it. A person is known by the e-mail address; the name counts for a new one. */
export interface NewNomination extends NominationAsked {
  name: string;
  email: string;
}

/** What a nomination made. */
export interface Nominated {
  /** The appointment's. */
  id: string;
  /** The link of somebody who has no sign-in yet, to be shown to the nominator once: it is not stored. Null for everybody else. */
  invitation: { token: string; expiresAt: Date } | null;
}

/** Fills and empties posts (ISA-20). Every change, and every refusal, leaves its ledger entry. */
@Injectable()
export class NominationService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly people: PersonService,
    private readonly invitations: InvitationService,
    private readonly ledger: LedgerService,
    private readonly refusals: OfficerRefusals,
    private readonly deadlines: OfficerDeadlines,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Nominates somebody for a post, and invites them when they have no sign-in yet. Nobody is entered when it is refused.
   * @returns the appointment's id with the invitation, or `officers/no-such-agency`, `officers/name-missing`, `officers/email-malformed`, or a refusal of
   * `judgeNomination`.
   */
  async nominate(actor: Actor, asked: NewNomination): Promise<Result<Nominated>> {
    const nominated = await this.dataSource.transaction((manager) => this.enter(manager, actor, asked));
    return nominated.ok ? nominated : this.refusals.record(actor, 'officer.nominate', nominated.refusal);
  }

  private async enter(manager: EntityManager, actor: Actor, asked: NewNomination): Promise<Result<Nominated>> {
    const { partnershipId } = actor;
    const { agencyId, role, deputyId } = asked;
    const now = this.clock.now();
    if (!(await lockAgency(manager, { partnershipId, agencyId }))) return refuse(noSuchAgency);
    const person = this.people.read(asked);
    if (!person.ok) return person;
    const known = await this.people.find(manager, person.value.email);
    const posts = await postsOf(manager, { partnershipId, agencyId });
    const judged = judgeNomination(asked, { nominator: actor, nomineeId: known, posts, on: londonDate(now) });
    if (!judged.ok) return judged;
    const { startsOn, endsOn } = judged.value;
    const officerId = known ?? (await this.people.enter(manager, person.value));
    const days = { startedOn: startsOn, endedOn: endsOn };
    const nominated = { nominatedBy: actor.officerId, nominatedAt: now };
    const post = { officerId, partnershipId, agencyId, role, deputyId, ...days, ...nominated };
    const { id } = await manager.save(Appointment, post);
    await this.ledger.append(manager, {
      event: 'OfficerNominated',
      ...actorFields(actor),
      subject: { kind: 'appointment', id },
      at: now,
      facts: { nomineeId: officerId, role, startsOn, endsOn, deputyId },
    });
    await this.deadlines.postsChanged(manager, { partnershipId, agencyId });
    return accept({ id, invitation: await this.invite(manager, actor, { officerId, agencyId }) });
  }

  private async invite(
    manager: EntityManager,
    by: Actor,
    { officerId, agencyId }: { officerId: string; agencyId: string },
  ): Promise<Nominated['invitation']> {
    if (!(await this.people.isToInvite(manager, officerId, agencyId))) return null;
    const { token, expiresAt } = await this.invitations.invite(manager, { officerId, by });
    return { token, expiresAt };
  }

  /**
   * Gives a nomination its last day. One that has not begun is taken back when no day is given.
   * @param endsOn the last day as it was typed; null: today.
   * @returns the last day, or `officers/no-such-nomination`, `officers/ended-already`, `officers/end-before-start`,
   * `officers/end-in-past`, `working-calendar/unreadable-date`, or a refusal of `authorityFault`.
   */
  async end(actor: Actor, appointmentId: string, endsOn: string | null): Promise<Result<{ endsOn: LocalDate }>> {
    const on = londonDate(this.clock.now());
    const ended = await this.change(actor, appointmentId, async (manager, post) => {
      const last = lastDay(post, endsOn, on);
      if (!last.ok) return last;
      await manager.update(Appointment, post.appointmentId, { endedOn: last.value });
      await this.ledger.append(manager, {
        event: 'NominationEnded',
        ...actorFields(actor),
        subject: { kind: 'appointment', id: post.appointmentId },
        at: this.clock.now(),
        facts: { nomineeId: post.officerId, role: post.role, endsOn: last.value },
      });
      await this.deadlines.postsChanged(manager, { partnershipId: actor.partnershipId, agencyId: post.agencyId });
      return accept({ endsOn: last.value });
    });
    return ended.ok ? ended : this.refusals.record(actor, 'officer.nominate', ended.refusal);
  }

  /**
   * Names who stands in for an officer, or (null) nobody.
   * @returns the appointment's id, or `officers/no-such-nomination`, `officers/ended-already`, or a refusal of `deputyFault` or
   * `authorityFault`.
   */
  async nameDeputy(actor: Actor, appointmentId: string, deputyId: string | null): Promise<Result<{ id: string }>> {
    const on = londonDate(this.clock.now());
    const named = await this.change(actor, appointmentId, async (manager, post, posts) => {
      const fault = deputyId === null ? null : deputyFault(post.officerId, deputyId, posts, on);
      if (fault) return refuse(fault);
      await manager.update(Appointment, post.appointmentId, { deputyId });
      await this.ledger.append(manager, {
        event: 'DeputyNamed',
        ...actorFields(actor),
        subject: { kind: 'appointment', id: post.appointmentId },
        at: this.clock.now(),
        facts: { nomineeId: post.officerId, role: post.role, deputyId },
      });
      return accept({ id: post.appointmentId });
    });
    return named.ok ? named : this.refusals.record(actor, 'officer.nominate', named.refusal);
  }

  /** Does work on a nomination that is not over, under a lock, provided that the actor may. Giving up a post of one's own is always open. */
  private change<T>(
    actor: Actor,
    appointmentId: string,
    work: (manager: EntityManager, post: KnownPost, posts: KnownPost[]) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    return this.dataSource.transaction(async (manager): Promise<Result<T>> => {
      const { partnershipId } = actor;
      const found = isId(appointmentId)
        ? await manager.findOneBy(Appointment, { id: appointmentId, partnershipId })
        : null;
      if (!found) return refuse(noSuchNomination);
      const { agencyId, officerId } = found;
      await lockAgency(manager, { partnershipId, agencyId });
      const posts = await postsOf(manager, { partnershipId, agencyId });
      const post = posts.find((one) => one.appointmentId === appointmentId);
      const on = londonDate(this.clock.now());
      if (!post || (post.endedOn !== null && post.endedOn < on)) return refuse(endedAlready);
      const facts = { nominator: actor, nomineeId: officerId, posts, on };
      const fault = officerId === actor.officerId ? null : authorityFault(post, facts);
      return fault ? refuse(fault) : work(manager, post, posts);
    });
  }
}

function lastDay(post: KnownPost, endsOn: string | null, on: LocalDate): Result<LocalDate> {
  if (endsOn === null) return accept(isInPost(post, on) ? on : addDays(post.startedOn, -1));
  const read = readLocalDate(endsOn, 'the end of the nomination', 'ISA-20');
  if (!read.ok) return read;
  if (read.value < post.startedOn) return refuse(endBeforeStart);
  return read.value < on ? refuse(endInPast) : read;
}

const endedAlready: Refusal = {
  code: 'officers/ended-already',
  clause: 'ISA-20',
  message: 'This nomination is over.',
  mend: 'Nominate the person again if they are to hold the post.',
};

const endBeforeStart: Refusal = {
  code: 'officers/end-before-start',
  clause: 'ISA-20',
  message: 'The end of the nomination lies before its start.',
  mend: 'Give an end on or after the start; take the nomination back if it is not to begin at all.',
};

const endInPast: Refusal = {
  code: 'officers/end-in-past',
  clause: 'ISA-20',
  message: 'A nomination cannot end on a day that is over: what was done since then was done in that post.',
  mend: 'Give today or a later day.',
};
