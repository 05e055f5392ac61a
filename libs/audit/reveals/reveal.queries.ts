import { Injectable } from '@nestjs/common';
import type { Actor } from '@broker/identity';
import { asSystem } from '@broker/platform';
import { DataSource } from 'typeorm';
import type { RevealPurpose, RevealState } from '../domain/index.js';

/** A reveal as those see it who may ask or answer: names of officers, and of the record its reference alone. */
export interface RevealView {
  id: string;
  recordId: string;
  reference: string;
  owner: string;
  askedBy: string;
  asker: string;
  askingAgency: string;
  purpose: RevealPurpose;
  reason: string;
  askedAt: Date;
  lapsesAt: Date;
  state: RevealState;
  answeredBy: string | null;
  answerer: string | null;
  answeredAt: Date | null;
  answerWords: string | null;
  opensUntil: Date | null;
  endedAt: Date | null;
}

const REVEAL = `v.id, v.record_id AS "recordId", r.reference, w.name AS owner, v.asked_by AS "askedBy", o.name AS asker, a.name AS "askingAgency",
  v.purpose, v.reason, v.asked_at AS "askedAt", v.lapses_at AS "lapsesAt", v.state, v.answered_by AS "answeredBy", n.name AS answerer,
  v.answered_at AS "answeredAt", v.answer_words AS "answerWords", v.opens_until AS "opensUntil", v.ended_at AS "endedAt"
  FROM reveal v JOIN disclosure_record r ON r.id = v.record_id JOIN agency w ON w.id = v.owner_agency_id
  JOIN officer o ON o.id = v.asked_by JOIN agency a ON a.id = v.asking_agency_id LEFT JOIN officer n ON n.id = v.answered_by
 WHERE v.partnership_id = $1`;

/** What pages read about reveals: all of the actor's partnership. */
@Injectable()
export class RevealQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** Reveals, those that wait for an answer first, then the newest; at most `limit` from `offset`. */
  list({ partnershipId }: Actor, page = { limit: 50, offset: 0 }): Promise<RevealView[]> {
    return this.ask(`SELECT ${REVEAL} ORDER BY v.state <> 'asked', v.asked_at DESC, v.id LIMIT $2 OFFSET $3`, [
      partnershipId,
      page.limit,
      page.offset,
    ]);
  }

  /** One of the partnership, or null. */
  async one({ partnershipId }: Actor, id: string): Promise<RevealView | null> {
    const [row] = await this.ask(`SELECT ${REVEAL} AND v.id::text = $2`, [partnershipId, id]);
    return row ?? null;
  }

  /** The newest reveal of a record that the actor has asked for; null when there is none. */
  async newestOf({ partnershipId, officerId }: Actor, recordId: string): Promise<RevealView | null> {
    const [row] = await this.ask(
      `SELECT ${REVEAL} AND v.record_id::text = $2 AND v.asked_by = $3 ORDER BY v.asked_at DESC LIMIT 1`,
      [partnershipId, recordId, officerId],
    );
    return row ?? null;
  }

  /** The reference of a record belongs to its agency; whoever answers needs it. */
  private ask(statement: string, parameters: unknown[]): Promise<RevealView[]> {
    return asSystem(() => this.dataSource.query<RevealView[]>(statement, parameters));
  }
}
