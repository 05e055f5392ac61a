import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, type Refusal } from '@broker/kernel';
import { asSystem } from '@broker/platform';
import { DataSource } from 'typeorm';
import {
  DEFAULT_QUORUM_TERMS,
  quorumStanding,
  witnessedSize,
  type QuorumStanding,
  type QuorumTerms,
} from '../domain/index.js';

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
    return asSystem(async () => {
      const [set] = await this.dataSource.query<TermsRow[]>(
        'SELECT quorum, hours, set_at AS "setAt" FROM witness_rule WHERE partnership_id = $1',
        [partnershipId],
      );
      const witnesses = await this.dataSource.query<{ size: string; registered_at: Date }[]>(
        `SELECT registered_at, coalesce((SELECT max(size) FROM ledger_cosignature WHERE witness_id = w.id), 0) AS size
           FROM witness w WHERE partnership_id = $1 AND removed_at IS NULL`,
        [partnershipId],
      );
      const terms = set ? { quorum: set.quorum, hours: set.hours } : DEFAULT_QUORUM_TERMS;
      const sizes = witnesses.map(({ size }) => Number(size));
      const changes = [...witnesses.map((one) => one.registered_at), ...(set ? [set.setAt] : [])];
      const countsFrom = new Date(Math.max(0, ...changes.map((change) => change.getTime())));
      const oldestAt = await this.oldestBeyond(witnessedSize(sizes, terms.quorum));
      return quorumStanding(terms, sizes, oldestAt, countsFrom, this.clock.now());
    });
  }

  /** When the oldest entry was made that is not among the first `size` of the log; null when there is none. */
  private async oldestBeyond(size: number): Promise<Date | null> {
    const [row] = await this.dataSource.query<[{ at: Date | null }]>(
      `SELECT coalesce(
         (SELECT e.created_at FROM ledger_sequence s JOIN ledger_entry e ON e.id = s.entry_id WHERE s.seq = $1),
         (SELECT min(e.created_at) FROM ledger_pending p JOIN ledger_entry e ON e.id = p.entry_id)) AS at`,
      [size],
    );
    return row.at;
  }
}

const noQuorum = (hours: number): Refusal => ({
  code: 'ledger/no-quorum',
  clause: 'ISA-22',
  message: `For ${hours === 1 ? 'an hour' : `${hours} hours`} too few of the partnership’s witnesses have cosigned the log, so routine disclosures have stopped.`,
  mend: 'Ask the partnership manager to have the agencies’ witnesses started again. An urgent disclosure can be made, and is flagged.',
});
