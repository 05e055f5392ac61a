import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { accept, CLOCK, londonDate, refuse, type Clock, type Refusal, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { NoticeService } from '@broker/notices';
import { asSystem } from '@broker/platform';
import { DataSource, type EntityManager } from 'typeorm';
import {
  actsOf,
  checkedProgram,
  daysAfter,
  noSuchProgram,
  PERMISSIONS,
  PROGRAM_DAYS_MAX,
  programState,
  refreshEnded,
  refreshReused,
  refreshUnknown,
  refreshWithoutAppointment,
  scopesFor,
  verifiesAt,
  type Actor,
  type KeyTimes,
  type ProgramLife,
} from '../domain/index.js';
import { MachineToken } from '../machine-token.entity.js';
import { CoverService } from '../officers/cover.service.js';
import { actorFields } from '../sign-in/actor-fields.js';
import { ACTOR_COLUMNS } from '../sign-in/session.service.js';
import { seesAgencyPrograms, SHOWN_AFTER_END_DAYS } from './machine-token.queries.js';
import { RefreshToken } from './refresh-token.entity.js';

/** A program to be let in. */
export interface NewProgram {
  name: string;
  /** Act names and groups; undefined for everything that the officer's role may do. */
  scopes?: readonly string[] | undefined;
  /** For how many days, 1 to 180; undefined for the longest. */
  days?: number | undefined;
}

/** A program that was just let in or has renewed its access. The refresh token is told this once. */
export interface ProgramAccess {
  id: string;
  appointmentId: string;
  name: string;
  scopes: string[];
  refreshToken: string;
  lastUsedAt: Date;
  /** It is let in until then, however busy it is. */
  expiresAt: Date;
}

/** Whose access token it is: the program, the appointment it acts for, and the key that signed it. */
export interface TokenHolder {
  programId: string;
  appointmentId: string;
  kid: string;
}

/** Tells a refresh token from other secrets, for people and for programs that look for leaked ones. */
const PREFIX = 'broker_refresh_';
const REFRESH_TOKEN = /^broker_refresh_[A-Za-z0-9_-]{43}$/;

const newRefreshToken = (): string => `${PREFIX}${randomBytes(32).toString('base64url')}`;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

type Row = ProgramLife &
  Actor & { id: string; name: string; scopes: string[]; usedAt: Date | null; isAppointed: boolean };

/**
 * Lets programs in, renews their access and ends it (ISA-26). A refresh token is good once; using one a second time ends its program,
 * because one of the two who used it is a thief and nobody can tell which.
 */
@Injectable()
export class MachineTokenService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: LedgerService,
    private readonly notices: NoticeService,
    private readonly cover: CoverService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Lets a program in that acts for an officer.
   * @returns its first refresh token among the rest; or a refusal of `checkedProgram` or `scopesFor`.
   */
  async issue(
    actor: Actor,
    { name, scopes: wanted, days = PROGRAM_DAYS_MAX }: NewProgram,
  ): Promise<Result<ProgramAccess>> {
    const checked = checkedProgram(name, days);
    if (!checked.ok) return checked;
    const scopes = scopesFor(actor.role, wanted);
    if (!scopes.ok) return scopes;
    const now = this.clock.now();
    const { appointmentId } = actor;
    const program = { id: randomUUID(), appointmentId, name: checked.value, scopes: scopes.value };
    const expiresAt = daysAfter(now, days);
    const begin = async (manager: EntityManager): Promise<string> => {
      await manager.insert(MachineToken, { ...program, issuedAt: now, lastUsedAt: now, expiresAt });
      await this.ledger.append(manager, {
        event: 'TokenIssued',
        ...about(actor, program.id),
        at: now,
        facts: {
          scopes: program.scopes.length,
          scopesSha256: sha256(program.scopes.join(' ')),
          expiresAt: expiresAt.toISOString(),
        },
      });
      return this.nextRefreshToken(manager, program.id, now);
    };
    const refreshToken = await asSystem(() => this.dataSource.transaction(begin));
    return accept({ ...program, refreshToken, lastUsedAt: now, expiresAt });
  }

  /**
   * Renews a program's access: its refresh token is used up and replaced. Of two uses of one token, at once or later, the first is
   * answered and the second ends the program.
   * @param tokenId the id (`jti`) of the access token that will be signed.
   * @returns `identity/refresh-unknown`, `identity/refresh-reused` or `identity/refresh-ended` when it is not taken.
   */
  refresh(refreshToken: string, tokenId: string): Promise<Result<ProgramAccess>> {
    return asSystem(() => this.renew(refreshToken, tokenId));
  }

  private renew(refreshToken: string, tokenId: string): Promise<Result<ProgramAccess>> {
    const now = this.clock.now();
    return this.dataSource.transaction(async (manager) => {
      const row = await this.lock(manager, refreshToken, now);
      if (!row) return this.refuseRefresh(manager, null, refreshUnknown, now);
      const state = programState(row, now);
      if (state !== 'open') return this.refuseRefresh(manager, row, refreshEnded(state), now);
      if (row.usedAt) return this.endReused(manager, row, now);
      if (!row.isAppointed) return this.refuseRefresh(manager, row, refreshWithoutAppointment, now);
      await manager.update(RefreshToken, { tokenSha256: sha256(refreshToken) }, { usedAt: now });
      await manager.update(MachineToken, { id: row.id }, { lastUsedAt: now });
      await this.ledger.append(manager, {
        event: 'TokenRefreshed',
        ...about(row, row.id),
        at: now,
        facts: { tokenId },
      });
      const { id, appointmentId, name, scopes, expiresAt } = row;
      const next = await this.nextRefreshToken(manager, id, now);
      return accept({ id, appointmentId, name, scopes, refreshToken: next, lastUsedAt: now, expiresAt });
    });
  }

  /** The actor of an access token whose program is let in and whose key is still taken, with the acts it was given; or null. */
  actorOf(holder: TokenHolder): Promise<Actor | null> {
    return asSystem(() => this.actorOfToken(holder));
  }

  private async actorOfToken({ programId, appointmentId, kid }: TokenHolder): Promise<Actor | null> {
    const now = this.clock.now();
    const [row] = await this.dataSource.query<(Actor & KeyTimes & { scopes: string[] })[]>(
      `SELECT ${ACTOR_COLUMNS}, t.scopes, k.not_before AS "notBefore", k.verifies_until AS "verifiesUntil"
         FROM machine_token t JOIN appointment a ON a.id = t.appointment_id JOIN signing_key k ON k.kid = $3
        WHERE t.id = $1 AND a.id = $2 AND t.expires_at > $4 AND t.revoked_at IS NULL AND ${inForce('$4')}`,
      [programId, appointmentId, kid, now],
    );
    if (!row || !verifiesAt(row, now)) return null;
    const { notBefore: _from, verifiesUntil: _until, scopes, ...actor } = row;
    return { ...actor, scopes: actsOf(scopes) };
  }

  /**
   * Ends a program of the actor's own or, for a role that looks after the agency's programs, of the agency. Ending it again changes
   * nothing. @returns its id, or `identity/no-such-program`.
   */
  async end(actor: Actor, id: string): Promise<Result<string>> {
    const now = this.clock.now();
    return this.dataSource.transaction(async (manager) => {
      const [found] = await manager.query<{ revokedAt: Date | null }[]>(
        `SELECT t.revoked_at AS "revokedAt" FROM machine_token t JOIN appointment a ON a.id = t.appointment_id
          WHERE t.id::text = $1 AND a.partnership_id = $2 AND a.agency_id = $3 AND (a.officer_id = $4 OR $5) FOR UPDATE OF t`,
        [id, actor.partnershipId, actor.agencyId, actor.officerId, seesAgencyPrograms(actor)],
      );
      if (!found) return refuse(noSuchProgram);
      if (found.revokedAt) return accept(id);
      await this.revoke(manager, actor, id, now);
      return accept(id);
    });
  }

  /** Ends the program of a refresh token, used or not: whoever gives it back needs no other proof. @returns its id, or `identity/refresh-unknown`. */
  giveBack(refreshToken: string): Promise<Result<string>> {
    const now = this.clock.now();
    const end = async (manager: EntityManager): Promise<Result<string>> => {
      const row = await this.lock(manager, refreshToken, now);
      if (!row) return this.refuseRefresh(manager, null, refreshUnknown, now);
      if (!row.revokedAt) await this.revoke(manager, row, row.id, now);
      return accept(row.id);
    };
    return asSystem(() => this.dataSource.transaction(end));
  }

  /** Removes the programs that ended longer ago than lists show them, with their refresh tokens; the log keeps what they did. @returns how many. */
  async forgetEnded(): Promise<number> {
    const before = daysAfter(this.clock.now(), -SHOWN_AFTER_END_DAYS);
    return this.dataSource.transaction(async (manager) => {
      const ended = 'SELECT id FROM machine_token WHERE coalesce(revoked_at, expires_at) <= $1';
      await manager.query(`DELETE FROM refresh_token WHERE machine_token_id IN (${ended})`, [before]);
      const [, forgotten] = await manager.query<[unknown[], number]>(
        `DELETE FROM machine_token WHERE id IN (${ended})`,
        [before],
      );
      return forgotten;
    });
  }

  /** The program of a refresh token, held until the transaction ends, so that of two uses the second sees the first. */
  private async lock(manager: EntityManager, refreshToken: string, now: Date): Promise<Row | null> {
    if (!REFRESH_TOKEN.test(refreshToken)) return null;
    const [row] = await manager.query<Row[]>(
      `SELECT t.id, t.name, t.scopes, t.last_used_at AS "lastUsedAt", t.expires_at AS "expiresAt",
              t.revoked_at AS "revokedAt", t.revoked_because AS "revokedBecause", r.used_at AS "usedAt",
              ${ACTOR_COLUMNS}, ${inForce('$2')} AS "isAppointed"
         FROM refresh_token r JOIN machine_token t ON t.id = r.machine_token_id JOIN appointment a ON a.id = t.appointment_id
        WHERE r.token_sha256 = $1 FOR UPDATE OF t, r`,
      [sha256(refreshToken), now],
    );
    return row ?? null;
  }

  private async revoke(manager: EntityManager, actor: Actor, id: string, now: Date): Promise<void> {
    await manager.update(MachineToken, { id }, { revokedAt: now, revokedBecause: 'ended' });
    await this.ledger.append(manager, { event: 'TokenEnded', ...about(actor, id), at: now, facts: {} });
  }

  private async nextRefreshToken(manager: EntityManager, machineTokenId: string, now: Date): Promise<string> {
    const token = newRefreshToken();
    await manager.insert(RefreshToken, { tokenSha256: sha256(token), machineTokenId, issuedAt: now });
    return token;
  }

  private async endReused(manager: EntityManager, row: Row, now: Date) {
    await manager.update(MachineToken, { id: row.id }, { revokedAt: now, revokedBecause: 'reused' });
    const facts = { code: refreshReused.code };
    await this.ledger.append(manager, { event: 'TokenReused', ...about(row, row.id), at: now, facts });
    await this.notices.send(manager, {
      key: `program-reused:${row.id}`,
      partnershipId: row.partnershipId,
      officerIds: [row.officerId, ...(await this.keepers(manager, row, now))],
      kind: 'program-reused',
      clause: 'ISA-26',
      subject: { kind: 'program', id: row.id },
      facts: {},
      at: now,
    });
    return refuse(refreshReused);
  }

  /** Whom an agency has to look after its programs today. */
  private async keepers(manager: EntityManager, { partnershipId, agencyId }: Actor, now: Date): Promise<string[]> {
    const reached: string[] = [];
    for (const role of PERMISSIONS['program.view'].roles) {
      const found = await this.cover.reach(manager, { partnershipId, agencyId, role, on: londonDate(now) });
      reached.push(...found.map(({ officerId }) => officerId));
    }
    return reached;
  }

  private async refuseRefresh(manager: EntityManager, row: Row | null, refusal: Refusal, now: Date) {
    const whose = row ? about(row, row.id) : { partnershipId: null, agencyId: null, officerId: null, subject: null };
    const facts = { code: refusal.code };
    await this.ledger.append(manager, { event: 'TokenRefreshRefused', ...whose, at: now, facts });
    return refuse(refusal);
  }
}

const about = (actor: Actor, id: string) => ({ ...actorFields(actor), subject: { kind: 'program', id } });

const inForce = (instant: string): string =>
  `a.started_on <= ${instant}::date AND (a.ended_on IS NULL OR a.ended_on >= ${instant}::date)`;
