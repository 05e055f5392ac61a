import { Injectable } from '@nestjs/common';
import { AgreementService } from '@broker/agreement';
import type { Actor } from '@broker/identity';
import { isId, type LocalDate } from '@broker/kernel';
import { DataSource } from 'typeorm';
import type { DisclosureRecord } from './disclosure-record.entity.js';
import type { RecordKind, RecordState } from './domain/index.js';

/** A record with the names that its ids stand for; nothing of the person. */
export type RecordLine = Omit<
  DisclosureRecord,
  'commitment' | 'startedBy' | 'finalisedBy' | 'retainUntilOn' | 'missing'
> & {
  missing: DisclosureRecord['missing'];
  retainUntilOn: LocalDate;
  agency: string;
  counterpart: string;
  /** Whether it is the reader's agency's own. */
  isOwn: boolean;
  purposeText: string | null;
  gatewayText: string | null;
  supersedes: string | null;
  supersededBy: string | null;
};

/** Which records a list shows; null leaves a question open. */
export interface RecordFilter {
  state: RecordState | null;
  kind: RecordKind | null;
  /** `true`: only those with conviction data. */
  convictionData: boolean | null;
  limit: number;
  offset: number;
}

/** How many records an agency has. */
export interface RecordCounts {
  all: number;
  incomplete: number;
  convictionData: number;
}

const LINE = `r.*, g.name AS agency, c.name AS counterpart, s.reference AS supersedes, b.reference AS superseded_by,
  r.occurred_on::text AS occurred_on, r.complete_by_on::text AS complete_by_on, r.retain_until_on::text AS retain_until_on,
  r.agency_id IN (SELECT agency_line($1, $2)) AS is_own
  FROM disclosure_record r JOIN agency g ON g.id = r.agency_id JOIN agency c ON c.id = r.counterpart_agency_id
  LEFT JOIN disclosure_record s ON s.id = r.supersedes_id LEFT JOIN disclosure_record b ON b.id = r.superseded_by_id`;

/** $1 is the partnership, $2 the reader's agency: its own records, and the other side's once they are final. */
const OWN = 'r.partnership_id = $1 AND r.agency_id IN (SELECT agency_line($1, $2))';
const VISIBLE = `r.partnership_id = $1 AND (r.agency_id IN (SELECT agency_line($1, $2))
  OR (r.state <> 'incomplete' AND r.counterpart_agency_id IN (SELECT agency_line($1, $2))))`;

const EXPORT_MAX = 20_000;
/** What lists read about disclosure records (ISA-24): never what one says in words. */
@Injectable()
export class RecordQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly agreements: AgreementService,
  ) {}

  /** The records of the reader's agency: incomplete ones first, by their last day, then the newest. */
  async list({ partnershipId, agencyId }: Actor, filter: RecordFilter): Promise<RecordLine[]> {
    return this.lines(
      partnershipId,
      `SELECT ${LINE} WHERE ${OWN} AND ($3::text IS NULL OR r.state = $3) AND ($4::text IS NULL OR r.kind = $4)
          AND ($5::boolean IS NULL OR r.conviction_data = $5)
        ORDER BY r.state <> 'incomplete', CASE WHEN r.state = 'incomplete' THEN r.complete_by_on END, r.started_at DESC, r.reference DESC
        LIMIT $6 OFFSET $7`,
      [partnershipId, agencyId, filter.state, filter.kind, filter.convictionData, filter.limit, filter.offset],
    );
  }

  /** How many records the reader's agency has, under the same filter. */
  async counts(
    { partnershipId, agencyId }: Actor,
    { state, kind }: Pick<RecordFilter, 'state' | 'kind'>,
  ): Promise<RecordCounts> {
    const [row] = await this.dataSource.query<[RecordCounts]>(
      `SELECT count(*)::int AS "all", count(*) FILTER (WHERE r.state = 'incomplete')::int AS incomplete,
              count(*) FILTER (WHERE r.conviction_data)::int AS "convictionData"
         FROM disclosure_record r WHERE ${OWN} AND ($3::text IS NULL OR r.state = $3) AND ($4::text IS NULL OR r.kind = $4)`,
      [partnershipId, agencyId, state, kind],
    );
    return row;
  }

  /** One record without its words; null where there is none that is open to the reader. */
  async find({ partnershipId, agencyId }: Actor, id: string): Promise<RecordLine | null> {
    if (!isId(id)) return null;
    const found = await this.lines(partnershipId, `SELECT ${LINE} WHERE ${VISIBLE} AND r.id = $3`, [
      partnershipId,
      agencyId,
      id,
    ]);
    return found[0] ?? null;
  }

  /** Every record of an exchange that is open to the reader, own ones first, older ones after those that superseded them. */
  sides({ partnershipId, agencyId }: Actor, exchangeId: string): Promise<RecordLine[]> {
    return this.lines(
      partnershipId,
      `SELECT ${LINE} WHERE ${VISIBLE} AND r.exchange_id = $3 ORDER BY is_own DESC, r.agency_id, r.started_at DESC, r.reference DESC`,
      [partnershipId, agencyId, exchangeId],
    );
  }

  /** All records of the reader's agency, the oldest first. */
  all({ partnershipId, agencyId }: Actor, convictionData: boolean | null): Promise<RecordLine[]> {
    return this.lines(
      partnershipId,
      `SELECT ${LINE} WHERE ${OWN} AND ($3::boolean IS NULL OR r.conviction_data = $3) ORDER BY r.started_at, r.reference LIMIT $4`,
      [partnershipId, agencyId, convictionData, EXPORT_MAX],
    );
  }

  private async lines(partnershipId: string, query: string, parameters: unknown[]): Promise<RecordLine[]> {
    const [rows, version] = await Promise.all([
      this.dataSource.query<Record<string, unknown>[]>(query, parameters),
      this.agreements.versionInForce(partnershipId),
    ]);
    const textOf = (list: readonly { id: string; text: string }[] | undefined, id: unknown): string | null =>
      list?.find((one) => one.id === id)?.text ?? (id as string | null);
    return rows.map((row) => {
      const line = Object.fromEntries(
        Object.entries(row).map(([name, value]) => [camel(name), value]),
      ) as unknown as RecordLine;
      return {
        ...line,
        purposeText: textOf(version?.purposes, line.purpose),
        gatewayText: textOf(version?.gateways, line.gateway),
      };
    });
  }
}

const camel = (name: string): string => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
