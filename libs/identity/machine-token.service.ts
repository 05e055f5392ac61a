import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { DataSource } from 'typeorm';
import type { Actor } from './domain/index.js';
import { MachineToken } from './machine-token.entity.js';
import { actorFields } from './sign-in.service.js';

/** A machine's token is good for this long. */
export const MACHINE_TOKEN_HOURS = 8;

/** Issues and checks the tokens of agencies' systems. The signature itself is the API's matter; here each token has a row. */
@Injectable()
export class MachineTokenService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Records a new token for an actor. @returns its id (`jti`) and its last instant. */
  async issue(actor: Actor): Promise<{ id: string; expiresAt: Date }> {
    const issuedAt = this.clock.now();
    const expiresAt = new Date(issuedAt.getTime() + MACHINE_TOKEN_HOURS * 3_600_000);
    const id = randomUUID();
    await this.dataSource.transaction(async (manager) => {
      await manager.insert(MachineToken, { id, appointmentId: actor.appointmentId, issuedAt, expiresAt });
      await this.ledger.append(manager, {
        event: 'TokenIssued',
        ...actorFields(actor),
        at: issuedAt,
        facts: { tokenId: id },
      });
    });
    return { id, expiresAt };
  }

  /** The actor of a token that is in force, or null. */
  async actorOf(tokenId: string): Promise<Actor | null> {
    const [row] = await this.dataSource.query<Actor[]>(
      `SELECT a.id AS "appointmentId", a.officer_id AS "officerId", a.agency_id AS "agencyId",
              a.partnership_id AS "partnershipId", a.role
         FROM machine_token t JOIN appointment a ON a.id = t.appointment_id
        WHERE t.id = $1 AND t.expires_at > $2 AND t.revoked_at IS NULL
          AND a.started_on <= $2::date AND (a.ended_on IS NULL OR a.ended_on >= $2::date)`,
      [tokenId, this.clock.now()],
    );
    return row ?? null;
  }
}
