import { Injectable } from '@nestjs/common';
import type { LocalDate } from '@broker/kernel';
import { isId, RefusedError } from '@broker/kernel';
import type { EntityManager } from 'typeorm';
import { noSuchAccess, type SubjectAccessFacts } from '../domain/index.js';
import { SubjectAccess } from './subject-access.entity.js';

/** The columns of a request. */
export type SubjectAccessRow = { [Column in keyof SubjectAccess]: SubjectAccess[Column] };

/** Reads a request for the rules. */
@Injectable()
export class SubjectAccessRows {
  /** The request, locked, with what the rules need to know of it. Throws the refusal `disclosure/no-such-subject-access`. */
  async lock(manager: EntityManager, id: string): Promise<{ row: SubjectAccessRow; facts: SubjectAccessFacts }> {
    const lock = { mode: 'pessimistic_write' as const };
    const row = isId(id) ? await manager.findOne(SubjectAccess, { where: { id }, lock }) : null;
    if (!row) throw new RefusedError(noSuchAccess);
    const { state, receivedOn, extendedFor, pausedOn, searchedAt } = row;
    const counts = await this.counts(manager, id);
    return { row, facts: { state, receivedOn, extendedFor, pausedOn, isSearched: searchedAt !== null, ...counts } };
  }

  /** What is still to be looked at, asked and answered. */
  async counts(
    manager: EntityManager,
    id: string,
  ): Promise<Pick<SubjectAccessFacts, 'unsorted' | 'unasked' | 'waitingUntil'>> {
    const [row] = await manager.query<[{ unsorted: number; unasked: number; waitingUntil: LocalDate[] }]>(
      `SELECT (SELECT count(*)::int FROM subject_access_record WHERE subject_access_id = $1 AND is_theirs IS NULL) AS unsorted,
              (SELECT count(DISTINCT f.from_agency_id)::int FROM subject_access_record f
                WHERE f.subject_access_id = $1 AND f.is_theirs AND f.from_agency_id IS NOT NULL
                  AND NOT EXISTS (SELECT FROM subject_access_consultation c
                                   WHERE c.subject_access_id = $1 AND c.partner_agency_id = f.from_agency_id)) AS unasked,
              ARRAY(SELECT due_on::text FROM subject_access_consultation
                     WHERE subject_access_id = $1 AND answered_at IS NULL ORDER BY due_on) AS "waitingUntil"`,
      [id],
    );
    return row;
  }
}
