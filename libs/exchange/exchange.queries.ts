import { Injectable } from '@nestjs/common';
import type { DepersonalisationReport } from '@broker/depersonalisation';
import { isId, type Refusal } from '@broker/kernel';
import { DataSource } from 'typeorm';
import { cellsOf, totalsOf, type StoredCell } from './cell-store.js';
import { tidyFilter, type CellFilter } from './domain/cell-filter.js';
import type { SubmissionState } from './domain/submission-workflow.js';

/** A submission as its own agency sees it. */
export interface SubmissionView {
  id: string;
  datasetId: string;
  state: SubmissionState;
  fileName: string;
  fileSha256: string;
  fileBytes: number;
  uploadedAt: Date;
  uploadedBy: string;
  bytesRead: number;
  rowsRead: number;
  startedAt: Date | null;
  checkedAt: Date | null;
  report: DepersonalisationReport | null;
  refusal: Refusal | null;
  periodFrom: string | null;
  periodTo: string | null;
  decidedAt: Date | null;
  decisionReason: string | null;
  releaseId: string | null;
}

/** A release as the partners see it. */
export interface ReleaseView {
  id: string;
  submissionId: string;
  datasetId: string;
  agencyId: string;
  agency: string;
  purpose: string;
  purposeText: string;
  purposeClause: string;
  agreementVersionId: string;
  agreementVersion: number;
  periodFrom: string;
  periodTo: string;
  rowTotal: number;
  releasedAt: Date;
  report: DepersonalisationReport;
  collections: number;
}

/** A recorded download. */
export interface CollectionView {
  id: string;
  agency: string;
  officer: string;
  format: string;
  purpose: string;
  filter: CellFilter;
  rowTotal: number;
  agreementVersion: number;
  collectedAt: Date;
}

/** One page of a release's cells, with what the whole filter leaves. */
export interface CellPage {
  totals: { rows: number; cells: number; suppressedCells: number };
  cells: StoredCell[];
  /** Position to ask for the next page with; null on the last one. */
  next: number | null;
}

const SUBMISSION = `s.id, s.dataset_id AS "datasetId", s.state, s.file_name AS "fileName", s.file_sha256 AS "fileSha256",
  s.file_bytes::float AS "fileBytes", s.uploaded_at AS "uploadedAt", o.name AS "uploadedBy", s.bytes_read::float AS "bytesRead",
  s.rows_read AS "rowsRead", s.started_at AS "startedAt", s.checked_at AS "checkedAt", s.report, s.refusal,
  s.period_from AS "periodFrom", s.period_to AS "periodTo", s.decided_at AS "decidedAt",
  s.decision_reason AS "decisionReason", r.id AS "releaseId"
  FROM submission s JOIN officer o ON o.id = s.uploaded_by LEFT JOIN release r ON r.submission_id = s.id`;

const RELEASE = `r.id, r.submission_id AS "submissionId", r.dataset_id AS "datasetId", r.agency_id AS "agencyId", a.name AS agency,
  r.purpose, p.purpose ->> 'text' AS "purposeText", p.purpose ->> 'clause' AS "purposeClause",
  r.agreement_version_id AS "agreementVersionId", v.version AS "agreementVersion", r.period_from AS "periodFrom",
  r.period_to AS "periodTo", r.row_total AS "rowTotal", r.released_at AS "releasedAt", s.report,
  (SELECT count(*)::int FROM collection c WHERE c.release_id = r.id) AS collections
  FROM release r JOIN agency a ON a.id = r.agency_id JOIN agreement_version v ON v.id = r.agreement_version_id
  JOIN submission s ON s.id = r.submission_id
  LEFT JOIN LATERAL (SELECT value AS purpose FROM jsonb_array_elements(v.purposes) WHERE value ->> 'id' = r.purpose) p ON true`;

/** What pages and interfaces read of submissions and releases. Every question names the partnership it may be answered within. */
@Injectable()
export class ExchangeQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** An agency's submissions, and those of agencies whose duties it has, newest first; at most `limit` from `offset`. */
  submissions(partnershipId: string, agencyId: string, page = { limit: 50, offset: 0 }): Promise<SubmissionView[]> {
    return this.dataSource.query<SubmissionView[]>(
      `SELECT ${SUBMISSION} WHERE s.partnership_id = $1 AND s.agency_id IN (SELECT agency_line($1, $2))
        ORDER BY s.uploaded_at DESC, s.id LIMIT $3 OFFSET $4`,
      [partnershipId, agencyId, page.limit, page.offset],
    );
  }

  /** One submission of an agency, or null. */
  async submission(partnershipId: string, agencyId: string, id: string): Promise<SubmissionView | null> {
    if (!isId(id)) return null;
    const [row] = await this.dataSource.query<SubmissionView[]>(
      `SELECT ${SUBMISSION} WHERE s.partnership_id = $1 AND s.agency_id IN (SELECT agency_line($1, $2)) AND s.id = $3`,
      [partnershipId, agencyId, id],
    );
    return row ?? null;
  }

  /** A partnership's releases, newest first; at most `limit` from `offset`. */
  releases(partnershipId: string, page = { limit: 50, offset: 0 }): Promise<ReleaseView[]> {
    return this.dataSource.query<ReleaseView[]>(
      `SELECT ${RELEASE} WHERE r.partnership_id = $1 ORDER BY r.released_at DESC, r.id LIMIT $2 OFFSET $3`,
      [partnershipId, page.limit, page.offset],
    );
  }

  /** One release of a partnership, or null. */
  async release(partnershipId: string, id: string): Promise<ReleaseView | null> {
    if (!isId(id)) return null;
    const [row] = await this.dataSource.query<ReleaseView[]>(
      `SELECT ${RELEASE} WHERE r.partnership_id = $1 AND r.id = $2`,
      [partnershipId, id],
    );
    return row ?? null;
  }

  /** The downloads of a release, newest first. */
  collections(releaseId: string, limit = 100): Promise<CollectionView[]> {
    return this.dataSource.query<CollectionView[]>(
      `SELECT c.id, a.name AS agency, o.name AS officer, c.format, c.purpose, c.filter, c.row_total AS "rowTotal",
              v.version AS "agreementVersion", c.collected_at AS "collectedAt"
         FROM collection c JOIN agency a ON a.id = c.agency_id JOIN officer o ON o.id = c.officer_id
         JOIN agreement_version v ON v.id = c.agreement_version_id
        WHERE c.release_id = $1 ORDER BY c.collected_at DESC, c.id LIMIT $2`,
      [releaseId, limit],
    );
  }

  /** The cells of a submission or its release that a filter leaves: by area, period and category. */
  async cells(submissionId: string, filter: CellFilter, page: { after: number; limit: number }): Promise<CellPage> {
    const tidy = tidyFilter(filter);
    const manager = this.dataSource.manager;
    const [cells, totals] = await Promise.all([
      cellsOf(manager, submissionId, tidy, { afterPosition: page.after, limit: page.limit + 1 }),
      totalsOf(manager, submissionId, tidy),
    ]);
    const more = cells.length > page.limit;
    const shown = cells.slice(0, page.limit);
    return {
      totals,
      cells: shown,
      next: more ? (shown.at(-1)?.position ?? null) : null,
    };
  }

  /** The periods, areas and categories that a release can be narrowed to. */
  async choices(
    submissionId: string,
  ): Promise<{ periods: string[]; areas: { code: string; name: string }[]; categories: string[] }> {
    const [row] = await this.dataSource.query<
      [{ periods: string[]; areas: { code: string; name: string }[]; categories: string[] }]
    >(
      `SELECT coalesce(array_agg(DISTINCT period ORDER BY period), '{}') AS periods,
              coalesce(array_agg(DISTINCT category ORDER BY category), '{}') AS categories,
              coalesce((SELECT json_agg(json_build_object('code', area, 'name', area_name) ORDER BY area_name, area)
                 FROM (SELECT DISTINCT area, area_name FROM depersonalised_cell WHERE submission_id = $1) one), '[]') AS areas
         FROM depersonalised_cell WHERE submission_id = $1`,
      [submissionId],
    );
    return row;
  }
}

export const noSuchRelease: Refusal = {
  code: 'exchange/no-such-release',
  clause: 'ISA-26',
  message: 'Your partnership has no release with this address.',
  mend: 'Open it from the list of your partnership’s releases.',
};
