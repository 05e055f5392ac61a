import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** An answer that was given and kept. */
export interface KeptAnswer {
  status: number;
  body: unknown;
}

/** What is found under a key: nothing (the caller is the first), another request, one under way, or the answer given. */
export type KeyHolder = 'first' | 'other-request' | 'under-way' | KeptAnswer;

/** A first request that has not ended by then died with its process; the next one takes its place. */
const ABANDONED_AFTER_HOURS = 1;

/** An answer is kept for this long: whoever repeats a request does so sooner. */
export const ANSWER_DAYS = 7;

/** Keeps the answers to requests that carried an idempotency key, each under the appointment that sent it. */
@Injectable()
export class IdempotentAnswers {
  constructor(private readonly dataSource: DataSource) {}

  /** Takes the key for a request, or says who holds it. Of two at once exactly one is the first. */
  async claim(appointmentId: string, key: string, requestSha256: string): Promise<KeyHolder> {
    const [taken] = await this.dataSource.query<unknown[]>(
      `INSERT INTO idempotent_answer AS held (appointment_id, key, request_sha256) VALUES ($1, $2, $3)
       ON CONFLICT (appointment_id, key) DO UPDATE SET created_at = now()
         WHERE held.status IS NULL AND held.request_sha256 = excluded.request_sha256
           AND held.created_at < now() - make_interval(hours => $4)
       RETURNING 1`,
      [appointmentId, key, requestSha256, ABANDONED_AFTER_HOURS],
    );
    if (taken) return 'first';
    const [held] = await this.dataSource.query<{ requestSha256: string; status: number | null; body: unknown }[]>(
      `SELECT request_sha256 AS "requestSha256", status, body FROM idempotent_answer
        WHERE appointment_id = $1 AND key = $2`,
      [appointmentId, key],
    );
    if (held && held.requestSha256 !== requestSha256) return 'other-request';
    return held && held.status !== null ? { status: held.status, body: held.body } : 'under-way';
  }

  /** Keeps the answer to the first request. */
  async keep(appointmentId: string, key: string, { status, body }: KeptAnswer): Promise<void> {
    await this.dataSource.query(
      `UPDATE idempotent_answer SET status = $3, body = $4 WHERE appointment_id = $1 AND key = $2`,
      [appointmentId, key, status, JSON.stringify(body)],
    );
  }

  /** Gives the key back: the request did nothing. */
  async release(appointmentId: string, key: string): Promise<void> {
    await this.dataSource.query('DELETE FROM idempotent_answer WHERE appointment_id = $1 AND key = $2', [
      appointmentId,
      key,
    ]);
  }

  /** Forgets the answers that were kept long enough. @returns how many. */
  async forgetOld(): Promise<number> {
    const [, forgotten] = await this.dataSource.query<[unknown[], number]>(
      `DELETE FROM idempotent_answer WHERE created_at < now() - make_interval(days => $1)`,
      [ANSWER_DAYS],
    );
    return forgotten;
  }
}
