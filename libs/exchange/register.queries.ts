import { Injectable } from '@nestjs/common';
import { AgreementQueries, AgreementService, ReviewService, type SignatoryClass } from '@broker/agreement';
import { asSystem } from '@broker/platform';
import { DataSource } from 'typeorm';

/** Rows are told to the nearest of this. */
export const REGISTER_ROUNDED_TO = 100;

/** What one agency shares of one dataset for one purpose. */
export interface RegisterFlow {
  agency: string;
  datasetId: string;
  purpose: string;
  releases: number;
  /** Rows in all of them, to the nearest hundred. */
  rowsRounded: number;
}

/** One partnership in the public register. Names agencies and no person. */
export interface RegisterEntry {
  partnership: string;
  districts: string[];
  /** Number, text and day of the version in force; null before the first is sent. */
  version: number | null;
  textSha256: string | null;
  publishedAt: Date | null;
  reviewOn: string | null;
  purposes: { clause: string; text: string }[];
  signatories: { agency: string; class: SignatoryClass; isSigned: boolean }[];
  flows: RegisterFlow[];
}

/** What anybody may know: which agreements are in force, who has signed them, and which datasets flow for which purposes. */
@Injectable()
export class RegisterQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly agreements: AgreementService,
    private readonly queries: AgreementQueries,
    private readonly reviews: ReviewService,
  ) {}

  /** Every partnership of the installation that has an agreement, by name. */
  read(): Promise<RegisterEntry[]> {
    return asSystem(() => this.readAll());
  }

  private async readAll(): Promise<RegisterEntry[]> {
    const partnerships = await this.dataSource.query<{ id: string; name: string; districts: string[] }[]>(
      'SELECT id, name, districts FROM partnership ORDER BY name',
    );
    const entries: RegisterEntry[] = [];
    for (const { id, name, districts } of partnerships) {
      const version = await this.agreements.versionInForce(id);
      if (!version) continue;
      entries.push({
        partnership: name,
        districts,
        version: version.version,
        textSha256: version.textSha256,
        publishedAt: version.publishedAt,
        reviewOn: (await this.reviews.of(id)).dueOn,
        purposes: version.purposes.map(({ clause, text }) => ({ clause, text })),
        signatories: (await this.queries.signatories(id)).map(({ agency, class: its, standing }) => ({
          agency,
          class: its,
          isSigned: standing === 'signed',
        })),
        flows: await this.flows(id),
      });
    }
    return entries;
  }

  private async flows(partnershipId: string): Promise<RegisterFlow[]> {
    return this.dataSource.query<RegisterFlow[]>(
      `SELECT a.name AS agency, r.dataset_id AS "datasetId", coalesce(p.text, r.purpose) AS purpose,
              count(*)::int AS releases, (round(sum(r.row_total) / $2::numeric) * $2)::int AS "rowsRounded"
         FROM release r JOIN agency a ON a.id = r.agency_id JOIN agreement_version v ON v.id = r.agreement_version_id
         LEFT JOIN LATERAL (SELECT value ->> 'text' AS text FROM jsonb_array_elements(v.purposes)
                             WHERE value ->> 'id' = r.purpose) p ON true
        WHERE r.partnership_id = $1
        GROUP BY a.name, r.dataset_id, coalesce(p.text, r.purpose) ORDER BY 1, 2, 3`,
      [partnershipId, REGISTER_ROUNDED_TO],
    );
  }
}
