import { Injectable } from '@nestjs/common';
import { isId } from '@broker/kernel';
import { VaultService } from '@broker/platform';
import { DataSource } from 'typeorm';
import { openUnlessDestroyed } from '../../vault-words.js';
import type { FoiRequest } from './foi-request.entity.js';
import type { FoiAnswerWords, FoiWords } from './foi.service.js';

/** A request as lists show it: nothing of the person who asked. */
export type FoiLine = Pick<
  FoiRequest,
  'id' | 'reference' | 'state' | 'receivedOn' | 'dueOn' | 'outcome' | 'exemptions' | 'answeredOn' | 'closedAt'
>;

/** A request with its words; null once they were disposed of. */
export type FoiView = FoiLine & {
  loggedAt: Date;
  loggedBy: string;
  words: FoiWords | null;
  answerWords: FoiAnswerWords | null;
};

const LINE = `f.id, f.reference, f.state, f.received_on::text AS "receivedOn", f.due_on::text AS "dueOn", f.outcome, f.exemptions,
  f.answered_on::text AS "answeredOn", f.closed_at AS "closedAt"`;

/** What pages and interfaces read of the log of an agency's freedom of information requests (ISA-15). */
@Injectable()
export class FoiQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: VaultService,
  ) {}

  /** The agency's log: what is open first, by its last day; then the rest, newest first. */
  list({ limit, offset }: { limit: number; offset: number }): Promise<FoiLine[]> {
    return this.dataSource.query<FoiLine[]>(
      `SELECT ${LINE} FROM foi_request f ORDER BY f.state <> 'open', CASE WHEN f.state = 'open' THEN f.due_on END,
         f.received_on DESC, f.reference DESC LIMIT $1 OFFSET $2`,
      [limit, offset],
    );
  }

  /** One request with its words; null when the agency has none such. */
  async one(id: string): Promise<FoiView | null> {
    if (!isId(id)) return null;
    const { manager } = this.dataSource;
    const [row] = await manager.query<(FoiView & { vaultId: string; answerVaultId: string | null })[]>(
      `SELECT ${LINE}, f.logged_at AS "loggedAt", o.name AS "loggedBy", f.vault_id AS "vaultId", f.answer_vault_id AS "answerVaultId"
         FROM foi_request f JOIN officer o ON o.id = f.logged_by WHERE f.id = $1`,
      [id],
    );
    if (!row) return null;
    const { vaultId, answerVaultId, ...line } = row;
    const open = <T>(from: string | null) => openUnlessDestroyed<T>(this.vault, manager, from, `foi:${id}`);
    return { ...line, words: await open<FoiWords>(vaultId), answerWords: await open<FoiAnswerWords>(answerVaultId) };
  }
}
