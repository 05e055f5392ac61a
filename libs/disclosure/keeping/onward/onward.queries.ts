import { Injectable } from '@nestjs/common';
import { isId, type LocalDate } from '@broker/kernel';
import { VaultService } from '@broker/platform';
import { DataSource } from 'typeorm';
import { openUnlessDestroyed } from '../../vault-words.js';
import type { OnwardState } from '../domain/index.js';
import { onwardWords, type OnwardWords } from './onward.service.js';

/** A question whether information may be passed on, as lists show it. */
export interface OnwardLine {
  id: string;
  reference: string;
  disclosureId: string;
  /** Whether the reader's agency owns the information or asks. */
  side: 'owner' | 'asking';
  asking: string;
  owner: string;
  /** The partner that is to have it; null for somebody outside the partners. */
  recipient: string | null;
  purpose: string;
  state: OnwardState;
  askedAt: Date;
  dueOn: LocalDate;
  decidedAt: Date | null;
  /** Whether it counts as refused because nobody answered. */
  isByDefault: boolean;
  passedOn: LocalDate | null;
}

/** The same with the words; each null where there are none, or they were disposed of. */
export type OnwardView = OnwardLine & {
  askedBy: string;
  words: OnwardWords | null;
  decision: string | null;
  passing: string | null;
};

const LINE = `w.id, w.reference, w.disclosure_id AS "disclosureId", CASE WHEN w.owner_agency_id = ANY ($1::uuid[]) THEN 'owner' ELSE 'asking' END AS side,
  a.name AS asking, o.name AS owner, r.name AS recipient, w.purpose, w.state, w.asked_at AS "askedAt", w.due_on::text AS "dueOn",
  w.decided_at AS "decidedAt", w.state = 'refused' AND w.decided_by IS NULL AS "isByDefault", w.passed_on::text AS "passedOn"`;

const FROM = `FROM onward_request w JOIN agency a ON a.id = w.agency_id JOIN agency o ON o.id = w.owner_agency_id
  LEFT JOIN agency r ON r.id = w.recipient_agency_id`;

/** What pages and interfaces read about passing information on (ISA-26). */
@Injectable()
export class OnwardQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: VaultService,
  ) {}

  /** Questions to the agency (`owner`) or from it (`asking`): those that wait first. @param agencyIds the agency and all whose duties have come to it. */
  list(
    agencyIds: readonly string[],
    side: 'owner' | 'asking',
    { limit, offset }: { limit: number; offset: number },
  ): Promise<OnwardLine[]> {
    const whose = side === 'owner' ? 'owner_agency_id' : 'agency_id';
    return this.dataSource.query<OnwardLine[]>(
      `SELECT ${LINE} ${FROM} WHERE w.${whose} = ANY ($1::uuid[])
        ORDER BY w.state <> 'asked', CASE WHEN w.state = 'asked' THEN w.due_on END, w.asked_at DESC, w.id LIMIT $2 OFFSET $3`,
      [agencyIds, limit, offset],
    );
  }

  /** One question; null when there is none to see. */
  async one(agencyIds: readonly string[], id: string): Promise<OnwardView | null> {
    if (!isId(id)) return null;
    const { manager } = this.dataSource;
    const [row] = await manager.query<
      (OnwardView & Record<'vaultId' | 'decisionVaultId' | 'passingVaultId', string>)[]
    >(
      `SELECT ${LINE}, f.name AS "askedBy", w.vault_id AS "vaultId", w.decision_vault_id AS "decisionVaultId",
              w.passing_vault_id AS "passingVaultId" ${FROM} JOIN officer f ON f.id = w.asked_by WHERE w.id = $2`,
      [agencyIds, id],
    );
    if (!row) return null;
    const { vaultId, decisionVaultId, passingVaultId, ...line } = row;
    const open = <T>(from: string | null) => openUnlessDestroyed<T>(this.vault, manager, from, onwardWords(id));
    return {
      ...line,
      words: await open<OnwardWords>(vaultId),
      decision: (await open<{ words: string }>(decisionVaultId))?.words ?? null,
      passing: (await open<{ words: string }>(passingVaultId))?.words ?? null,
    };
  }

  /** What the agency received and could ask to pass on: purpose, and who disclosed it; null when it received no such thing, or it is gone. */
  async source(agencyIds: readonly string[], disclosureId: string): Promise<{ purpose: string; owner: string } | null> {
    if (!isId(disclosureId)) return null;
    const [row] = await this.dataSource.query<{ purpose: string; owner: string }[]>(
      `SELECT d.purpose, a.name AS owner FROM disclosure d JOIN agency a ON a.id = d.disclosing_agency_id
        WHERE d.id = $1 AND d.receiving_agency_id = ANY ($2::uuid[]) AND d.disposed_at IS NULL`,
      [disclosureId, agencyIds],
    );
    return row ?? null;
  }
}
