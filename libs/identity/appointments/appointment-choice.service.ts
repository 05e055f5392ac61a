import { Inject, Injectable } from '@nestjs/common';
import { accept, CLOCK, refuse, type Clock, type Refusal, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { asSystem } from '@broker/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { Appointment } from '../appointment.entity.js';
import type { Actor } from '../domain/index.js';
import { Session } from '../sign-in/session.entity.js';
import { actorFields } from '../sign-in/actor-fields.js';
import { ACTOR_COLUMNS } from '../sign-in/session.service.js';
import { newToken, sha256 } from '../sign-in/tokens.js';

/** Lets a person who holds several appointments choose which one to act in. One session acts in one of them at a time. */
@Injectable()
export class AppointmentChoice {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The appointments in force of an officer, in any partnership: last used first. */
  held(officerId: string): Promise<Actor[]> {
    return this.dataSource.query<Actor[]>(
      `SELECT ${ACTOR_COLUMNS} FROM appointment a
        WHERE a.officer_id = $1 AND a.started_on <= $2::date AND (a.ended_on IS NULL OR a.ended_on >= $2::date)
        ORDER BY a.last_used_at DESC NULLS LAST, a.started_on, a.id`,
      [officerId, this.clock.now()],
    );
  }

  /**
   * Moves the actor's session to another of their appointments (or confirms the present one). Both partnerships' logs say so.
   * @returns the session's new token: whoever knew the old one is out; or `identity/not-your-appointment`.
   */
  async choose(actor: Actor, appointmentId: string): Promise<Result<string>> {
    const chosen = (await this.held(actor.officerId)).find((one) => one.appointmentId === appointmentId);
    if (!chosen || !actor.sessionId) return refuse(notYourAppointment);
    const now = this.clock.now();
    const token = newToken();
    const move = async (manager: EntityManager): Promise<void> => {
      const moved = { tokenSha256: sha256(token), appointmentId, chosenAt: now };
      await manager.update(Session, { id: actor.sessionId! }, moved);
      await manager.update(Appointment, { id: appointmentId }, { lastUsedAt: now });
      if (appointmentId !== actor.appointmentId) {
        await this.ledger.append(manager, { event: 'AppointmentLeft', ...actorFields(actor), at: now, facts: {} });
      }
      await this.ledger.append(manager, {
        event: 'AppointmentTaken',
        ...actorFields(chosen),
        at: now,
        facts: { role: chosen.role },
      });
    };
    // It writes in two partnerships, and a request sees the rows of one.
    await asSystem(() => this.dataSource.transaction(move));
    return accept(token);
  }
}

const notYourAppointment: Refusal = {
  code: 'identity/not-your-appointment',
  clause: 'ISA-26',
  message: 'You do not hold this appointment today.',
  mend: 'Choose one of those in the list.',
};
