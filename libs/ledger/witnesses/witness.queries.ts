import { Injectable } from '@nestjs/common';
import { asSystem } from '@broker/platform';
import { DataSource } from 'typeorm';
import { parseVkey } from '../domain/index.js';

/** How one witness fares. */
export interface WitnessState {
  id: string;
  agencyId: string;
  /** The name that it signs by. */
  name: string;
  vkey: string;
  address: string;
  registeredAt: Date;
  /** The size of the log that it last cosigned; 0 before the first. */
  cosignedSize: number;
  cosignedAt: Date | null;
  failures: number;
  /** Code of what went wrong last; null after a cosignature. */
  fault: string | null;
}

/** How the log's proofs fare, for the operator. */
export interface LogState {
  /** Entries in the tree, and of them those that the newest checkpoint covers. */
  size: number;
  signedSize: number;
  signedAt: Date | null;
  /** When the oldest entry was made that no checkpoint covers; null when there is none. */
  unsignedSince: Date | null;
  /** Of all partnerships. */
  witnesses: number;
  /** Witnesses that failed the last time they were asked, or have never cosigned. */
  failing: number;
}

/** What pages and interface read about witnesses and checkpoints. */
@Injectable()
export class WitnessQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** The witnesses of a partnership, the oldest first. */
  async states(partnershipId: string): Promise<WitnessState[]> {
    const rows = await this.dataSource.query<
      (Omit<WitnessState, 'cosignedSize' | 'name'> & { cosignedSize: string })[]
    >(
      `SELECT w.id, w.agency_id AS "agencyId", w.vkey, w.address, w.registered_at AS "registeredAt", w.failures, w.fault,
              coalesce(c.size, 0) AS "cosignedSize", c.signed_at AS "cosignedAt"
         FROM witness w
         LEFT JOIN LATERAL (SELECT size, signed_at FROM ledger_cosignature
                             WHERE witness_id = w.id ORDER BY size DESC LIMIT 1) c ON true
        WHERE w.partnership_id = $1 AND w.removed_at IS NULL ORDER BY w.registered_at, w.id`,
      [partnershipId],
    );
    return rows.map((row) => ({
      ...row,
      cosignedSize: Number(row.cosignedSize),
      name: parseVkey(row.vkey)?.name ?? '',
    }));
  }

  /** How the whole log fares. */
  log(): Promise<LogState> {
    return asSystem(async () => {
      const [row] = await this.dataSource.query<[Record<keyof LogState, never>]>(
        `SELECT coalesce(h.size, 0) AS size, coalesce(c.size, 0) AS "signedSize", c.made_at AS "signedAt",
                coalesce((SELECT e.created_at FROM ledger_sequence s JOIN ledger_entry e ON e.id = s.entry_id
                           WHERE s.seq = coalesce(c.size, 0)),
                         (SELECT min(e.created_at) FROM ledger_pending p JOIN ledger_entry e ON e.id = p.entry_id)) AS "unsignedSince",
                w.witnesses, w.failing
           FROM (SELECT count(*) AS witnesses, count(*) FILTER (WHERE fault IS NOT NULL OR held_size IS NULL) AS failing
                   FROM witness WHERE removed_at IS NULL) w
           LEFT JOIN (SELECT max(size) AS size FROM ledger_head) h ON true
           LEFT JOIN (SELECT size, made_at FROM ledger_checkpoint ORDER BY size DESC LIMIT 1) c ON true`,
      );
      const { size, signedSize, witnesses, failing, ...rest } = row;
      return {
        ...rest,
        size: Number(size),
        signedSize: Number(signedSize),
        witnesses: Number(witnesses),
        failing: Number(failing),
      };
    });
  }
}
