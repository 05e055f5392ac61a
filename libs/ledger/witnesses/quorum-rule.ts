import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, type Refusal } from '@broker/kernel';
import { asSystem } from '@broker/platform';
import { DataSource, type EntityManager } from 'typeorm';
import {
  DEFAULT_QUORUM_TERMS,
  quorumStanding,
  witnessedSize,
  type QuorumStanding,
  type QuorumTerms,
} from '../domain/index.js';
import { lockWitnesses } from './witness-lock.js';

interface TermsRow extends QuorumTerms {
  setAt: Date;
}

/** A partnership's rule about its witnesses: without a quorum for too long, what is routine stops and what is urgent goes on, flagged. */
@Injectable()
export class QuorumRule {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Null while routine disclosures may be made; `ledger/no-quorum` when the log has gone unwitnessed for longer than the partnership's rule allows (ISA-22). */
  async routineDisclosuresMayGoOn(partnershipId: string): Promise<Refusal | null> {
    const { hasStopped, terms } = await this.standing(partnershipId);
    return hasStopped ? noQuorum(terms.hours) : null;
  }

  /** How well the log is witnessed now, as this partnership counts. */
  standing(partnershipId: string): Promise<QuorumStanding> {
    // The oldest entry that nobody vouches for may be any partnership's: of it nothing but its age is used.
    return asSystem(() => this.standingIn(this.dataSource.manager, partnershipId));
  }

  /** The same in a transaction of the system's, until whose end nobody changes the partnership's witnesses or its rule. */
  async lockedStanding(manager: EntityManager, partnershipId: string): Promise<QuorumStanding> {
    await lockWitnesses(manager, partnershipId);
    return this.standingIn(manager, partnershipId);
  }

  /** The agencies of which a witness has cosigned no more than the first `size` entries. */
  async silentAgencies(manager: EntityManager, partnershipId: string, size: number): Promise<string[]> {
    const witnesses = await cosignedIn(manager, partnershipId);
    return [...new Set(witnesses.filter((one) => one.size <= size).map(({ agencyId }) => agencyId))];
  }

  private async standingIn(manager: EntityManager, partnershipId: string): Promise<QuorumStanding> {
    const [set] = await manager.query<TermsRow[]>(
      'SELECT quorum, hours, set_at AS "setAt" FROM witness_rule WHERE partnership_id = $1',
      [partnershipId],
    );
    const witnesses = await cosignedIn(manager, partnershipId);
    const terms = set ? { quorum: set.quorum, hours: set.hours } : DEFAULT_QUORUM_TERMS;
    const sizes = witnesses.map(({ size }) => size);
    const changes = [...witnesses.map((one) => one.registeredAt), ...(set ? [set.setAt] : [])];
    const countsFrom = new Date(Math.max(0, ...changes.map((change) => change.getTime())));
    const oldestAt = await oldestBeyond(manager, witnessedSize(sizes, terms.quorum));
    return quorumStanding(terms, sizes, oldestAt, countsFrom, this.clock.now());
  }
}

/** A partnership's witnesses, and how many entries each has cosigned. */
async function cosignedIn(
  manager: EntityManager,
  partnershipId: string,
): Promise<{ agencyId: string; registeredAt: Date; size: number }[]> {
  const rows = await manager.query<{ agencyId: string; registeredAt: Date; size: string }[]>(
    `SELECT agency_id AS "agencyId", registered_at AS "registeredAt",
            coalesce((SELECT max(size) FROM ledger_cosignature WHERE witness_id = w.id), 0) AS size
       FROM witness w WHERE partnership_id = $1 AND removed_at IS NULL`,
    [partnershipId],
  );
  return rows.map((row) => ({ ...row, size: Number(row.size) }));
}

/** When the oldest entry was made that is not among the first `size` of the log; null when there is none. */
async function oldestBeyond(manager: EntityManager, size: number): Promise<Date | null> {
  const [row] = await manager.query<[{ at: Date | null }]>(
    `SELECT coalesce(
       (SELECT e.created_at FROM ledger_sequence s JOIN ledger_entry e ON e.id = s.entry_id WHERE s.seq = $1),
       (SELECT min(e.created_at) FROM ledger_pending p JOIN ledger_entry e ON e.id = p.entry_id)) AS at`,
    [size],
  );
  return row.at;
}

const noQuorum = (hours: number): Refusal => ({
  code: 'ledger/no-quorum',
  clause: 'ISA-22',
  message: `For ${hours === 1 ? 'an hour' : `${hours} hours`} too few of the partnership’s witnesses have cosigned the log, so routine disclosures have stopped.`,
  mend: 'Ask the partnership manager to have the agencies’ witnesses started again. An urgent disclosure can be made, and is flagged.',
});
