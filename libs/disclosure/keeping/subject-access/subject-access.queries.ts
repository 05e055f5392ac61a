import { Injectable } from '@nestjs/common';
import { isId } from '@broker/kernel';
import { VaultService } from '@broker/platform';
import { DataSource } from 'typeorm';
import { openUnlessDestroyed } from '../../vault-words.js';
import {
  accessWords,
  consultationWords,
  type AccessAnswerWords,
  type ConsultationWords,
  type SubjectAccessWords,
  type ViewWords,
} from './access-words.js';
import type { Consultation } from './consultation.entity.js';
import type { FoundRecord } from './found-record.entity.js';
import { SubjectAccessRows } from './subject-access-rows.service.js';
import type { SubjectAccess } from './subject-access.entity.js';

/** A request as lists show it: nothing of the person. */
export type AccessLine = Omit<
  SubjectAccess,
  'partnershipId' | 'agencyId' | 'vaultId' | 'answerVaultId' | 'loggedBy' | 'closedBy'
> & {
  /** Questions to partners, and how many are answered. */
  asked: number;
  views: number;
};

/** A partner's part in a request. */
export type ConsultationLine = Pick<
  Consultation,
  'id' | 'partnerAgencyId' | 'askedAt' | 'dueOn' | 'view' | 'exemptions' | 'answeredAt'
> & {
  partner: string;
  answeredBy: string | null;
  /** The partner's reasons; null until given, and after disposal. */
  words: string | null;
};

/** A record that was found, with the name of the partner that disclosed it. */
export type FoundLine = Omit<FoundRecord, 'subjectAccessId' | 'partnershipId' | 'agencyId'> & { from: string | null };

/** A request with everything about it; its words are null once they were disposed of. */
export type AccessView = AccessLine & {
  loggedBy: string;
  words: SubjectAccessWords | null;
  answer: string | null;
  records: FoundLine[];
  consultations: ConsultationLine[];
  unsorted: number;
  unasked: number;
};

/** A question of a partner to the reader's agency. */
export type QuestionView = Omit<ConsultationLine, 'partner' | 'partnerAgencyId'> & {
  subjectAccessId: string;
  /** The agency that asks. */
  asking: string;
  question: ConsultationWords | null;
};

const LINE = `s.id, s.reference, s.state, s.received_on::text AS "receivedOn", s.due_on::text AS "dueOn", s.extended_for AS "extendedFor",
  s.paused_for AS "pausedFor", s.paused_on::text AS "pausedOn", s.paused_days AS "pausedDays", s.searched_at AS "searchedAt",
  s.logged_at AS "loggedAt", s.outcome, s.exemptions, s.answered_on::text AS "answeredOn", s.closed_at AS "closedAt",
  (SELECT count(*)::int FROM subject_access_consultation c WHERE c.subject_access_id = s.id) AS asked,
  (SELECT count(*)::int FROM subject_access_consultation c WHERE c.subject_access_id = s.id AND c.view IS NOT NULL) AS views`;

const CONSULTED = `c.id, c.asked_at AS "askedAt", c.due_on::text AS "dueOn", c.view, c.exemptions, c.answered_at AS "answeredAt",
  c.view_vault_id AS "viewVaultId", o.name AS "answeredBy"`;

/** What pages and interfaces read about subject access (ISA-17e). */
@Injectable()
export class SubjectAccessQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: VaultService,
    private readonly rows: SubjectAccessRows,
  ) {}

  /** The agency's requests: open ones first, by their last day; then the rest, newest first. */
  list({ limit, offset }: { limit: number; offset: number }): Promise<AccessLine[]> {
    return this.dataSource.query<AccessLine[]>(
      `SELECT ${LINE} FROM subject_access s
        ORDER BY s.closed_at IS NOT NULL, CASE WHEN s.closed_at IS NULL THEN s.due_on END, s.received_on DESC, s.reference DESC
        LIMIT $1 OFFSET $2`,
      [limit, offset],
    );
  }

  /** One request with its records, consultations and words; null when the agency has none such. */
  async one(id: string): Promise<AccessView | null> {
    if (!isId(id)) return null;
    const { manager } = this.dataSource;
    const [row] = await manager.query<
      (AccessLine & { loggedBy: string; vaultId: string; answerVaultId: string | null })[]
    >(
      `SELECT ${LINE}, o.name AS "loggedBy", s.vault_id AS "vaultId", s.answer_vault_id AS "answerVaultId"
         FROM subject_access s JOIN officer o ON o.id = s.logged_by WHERE s.id = $1`,
      [id],
    );
    if (!row) return null;
    const { vaultId, answerVaultId, ...line } = row;
    const open = <T>(from: string | null) => openUnlessDestroyed<T>(this.vault, manager, from, accessWords(id));
    const { unsorted, unasked } = await this.rows.counts(manager, id);
    return {
      ...line,
      unsorted,
      unasked,
      words: await open<SubjectAccessWords>(vaultId),
      answer: (await open<AccessAnswerWords>(answerVaultId))?.answer ?? null,
      records: await this.records(id),
      consultations: await this.consultations(id),
    };
  }

  /** Questions to the agency: those that wait first, by their last day. @param agencyIds the agency and all whose duties have come to it. */
  async questions(
    agencyIds: readonly string[],
    { limit, offset }: { limit: number; offset: number },
  ): Promise<Omit<QuestionView, 'question' | 'words'>[]> {
    return this.dataSource.query(
      `SELECT c.id, c.subject_access_id AS "subjectAccessId", c.asked_at AS "askedAt", c.due_on::text AS "dueOn", c.view, c.exemptions,
              c.answered_at AS "answeredAt", o.name AS "answeredBy", a.name AS asking
         FROM subject_access_consultation c JOIN agency a ON a.id = c.agency_id LEFT JOIN officer o ON o.id = c.answered_by
        WHERE c.partner_agency_id = ANY ($1::uuid[])
        ORDER BY c.view IS NOT NULL, c.due_on, c.asked_at DESC, c.id LIMIT $2 OFFSET $3`,
      [agencyIds, limit, offset],
    );
  }

  /** One question to the agency, with whom it is about; null when there is none such. */
  async question(agencyIds: readonly string[], id: string): Promise<QuestionView | null> {
    if (!isId(id)) return null;
    const { manager } = this.dataSource;
    const [row] = await manager.query<
      (Omit<QuestionView, 'question' | 'words'> & { vaultId: string; viewVaultId: string | null })[]
    >(
      `SELECT ${CONSULTED}, c.vault_id AS "vaultId", c.subject_access_id AS "subjectAccessId", a.name AS asking
         FROM subject_access_consultation c JOIN agency a ON a.id = c.agency_id LEFT JOIN officer o ON o.id = c.answered_by
        WHERE c.id = $1 AND c.partner_agency_id = ANY ($2::uuid[])`,
      [id, agencyIds],
    );
    if (!row) return null;
    const { vaultId, viewVaultId, ...line } = row;
    const open = <T>(from: string | null) => openUnlessDestroyed<T>(this.vault, manager, from, consultationWords(id));
    const words = (await open<ViewWords>(viewVaultId))?.words ?? null;
    return { ...line, question: await open<ConsultationWords>(vaultId), words };
  }

  private records(id: string): Promise<FoundLine[]> {
    return this.dataSource.query<FoundLine[]>(
      `SELECT f.record_id AS "recordId", f.record_kind AS "recordKind", f.from_agency_id AS "fromAgencyId", a.name AS "from",
              f.reference, f.occurred_on::text AS "occurredOn", f.likeness, f.is_theirs AS "isTheirs"
         FROM subject_access_record f LEFT JOIN agency a ON a.id = f.from_agency_id
        WHERE f.subject_access_id = $1
        ORDER BY array_position(ARRAY['same', 'close', 'possible'], f.likeness), f.occurred_on DESC, f.reference`,
      [id],
    );
  }

  private async consultations(id: string): Promise<ConsultationLine[]> {
    const { manager } = this.dataSource;
    const rows = await manager.query<(ConsultationLine & { viewVaultId: string | null })[]>(
      `SELECT ${CONSULTED}, c.partner_agency_id AS "partnerAgencyId", a.name AS partner
         FROM subject_access_consultation c JOIN agency a ON a.id = c.partner_agency_id LEFT JOIN officer o ON o.id = c.answered_by
        WHERE c.subject_access_id = $1 ORDER BY a.name`,
      [id],
    );
    return Promise.all(
      rows.map(async ({ viewVaultId, ...line }) => {
        const from = consultationWords(line.id);
        const kept = await openUnlessDestroyed<ViewWords>(this.vault, manager, viewVaultId, from);
        return { ...line, words: kept?.words ?? null };
      }),
    );
  }
}
