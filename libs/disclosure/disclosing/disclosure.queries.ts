import { Injectable } from '@nestjs/common';
import { AgreementQueries, AgreementService } from '@broker/agreement';
import type { Actor } from '@broker/identity';
import { isId, type LocalDate } from '@broker/kernel';
import { DataSource } from 'typeorm';
import { Disclosure } from './disclosure.entity.js';
import { DisclosureAttachment } from './disclosure-attachment.entity.js';
import { DisclosureItem } from './disclosure-item.entity.js';

/** A disclosure as the two agencies see it, without anything that it says. */
export type DisclosureLine = Disclosure & {
  /** Which side of it the reader's agency is. */
  side: 'disclosing' | 'receiving';
  disclosingAgency: string;
  receivingAgency: string;
  disclosedByName: string;
  acknowledgedByName: string | null;
  purposeText: string;
  gatewayText: string;
  requestReference: string | null;
  /** Last day for the receipt; null once it is acknowledged. */
  acknowledgeByOn: LocalDate | null;
  items: DisclosureItem[];
  files: DisclosureAttachment[];
};

/** Which disclosures a list shows. */
export interface DisclosureFilter {
  side: 'disclosing' | 'receiving';
  convictionData: boolean | null;
  /** True: only those whose receipt is not acknowledged yet. */
  isOpen: boolean | null;
  limit: number;
  offset: number;
}

/** That somebody looked at a part of a disclosure. */
export interface LookLine {
  viewedAt: Date;
  officer: string;
  agency: string;
  itemId: string | null;
  isFile: boolean;
}

interface Frame {
  id: string;
  disclosingAgency: string;
  receivingAgency: string;
  disclosedByName: string;
  acknowledgedByName: string | null;
  requestReference: string | null;
  acknowledgeByOn: LocalDate | null;
}

const FRAME = `SELECT d.id, a.name AS "disclosingAgency", b.name AS "receivingAgency", o.name AS "disclosedByName",
    k.name AS "acknowledgedByName", q.reference AS "requestReference", t.due_on::text AS "acknowledgeByOn"
  FROM disclosure d JOIN agency a ON a.id = d.disclosing_agency_id JOIN agency b ON b.id = d.receiving_agency_id
  JOIN officer o ON o.id = d.disclosed_by LEFT JOIN officer k ON k.id = d.acknowledged_by
  LEFT JOIN information_request q ON q.id = d.request_id
  LEFT JOIN deadline t ON t.kind = 'receipt-acknowledgement' AND t.subject_id = d.id::text AND t.state = 'armed'
  WHERE d.partnership_id = $1`;

/** What lists and pages read about disclosures between the reader's agency and another. */
@Injectable()
export class DisclosureQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly agreements: AgreementService,
    private readonly agreementQueries: AgreementQueries,
  ) {}

  /** The newest first; those whose receipt waits on top. */
  async list(
    actor: Actor,
    { side, convictionData, isOpen, limit, offset }: DisclosureFilter,
  ): Promise<DisclosureLine[]> {
    const frames = await this.dataSource.query<Frame[]>(
      `${FRAME} AND ${side === 'disclosing' ? 'd.disclosing_agency_id' : 'd.receiving_agency_id'} = ANY ($2::uuid[])
          AND ($3::boolean IS NULL OR d.conviction_data = $3) AND ($4::boolean IS NULL OR (d.acknowledged_at IS NULL) = $4)
        ORDER BY d.acknowledged_at IS NOT NULL, d.disclosed_at DESC, d.id LIMIT $5 OFFSET $6`,
      [...(await this.readerOf(actor)), convictionData, isOpen, limit, offset],
    );
    return this.filled(actor, frames);
  }

  /** How many there are on each side, and how many of them hold conviction data. */
  async counts(actor: Actor): Promise<Record<'disclosing' | 'receiving', { all: number; convictionData: number }>> {
    const count = (column: string) =>
      this.dataSource.query<[{ all: number; convictionData: number }]>(
        `SELECT count(*)::int AS "all", count(*) FILTER (WHERE conviction_data)::int AS "convictionData"
           FROM disclosure WHERE partnership_id = $1 AND ${column} = ANY ($2::uuid[])`,
        reader,
      );
    const reader = await this.readerOf(actor);
    const [[disclosing], [receiving]] = await Promise.all([
      count('disclosing_agency_id'),
      count('receiving_agency_id'),
    ]);
    return { disclosing, receiving };
  }

  /** One disclosure; null when the reader's agency is no party to one of this id. */
  async find(actor: Actor, id: string): Promise<DisclosureLine | null> {
    return isId(id) ? this.one(actor, 'd.id = $3', id) : null;
  }

  /** The disclosure that answers a request; null while there is none. */
  async ofRequest(actor: Actor, requestId: string): Promise<DisclosureLine | null> {
    return isId(requestId) ? this.one(actor, 'd.request_id = $3', requestId) : null;
  }

  /** Every look at a disclosure that the reader has found, the newest first. */
  looks({ id }: Pick<DisclosureLine, 'id'>, limit = 50): Promise<LookLine[]> {
    return this.dataSource.query<LookLine[]>(
      `SELECT v.viewed_at AS "viewedAt", o.name AS officer, g.name AS agency, v.item_id AS "itemId", v.attachment_id IS NOT NULL AS "isFile"
         FROM disclosure_view v JOIN officer o ON o.id = v.officer_id JOIN agency g ON g.id = v.agency_id
        WHERE v.disclosure_id = $1 ORDER BY v.viewed_at DESC, v.id LIMIT $2`,
      [id, limit],
    );
  }

  private async one(actor: Actor, condition: string, id: string): Promise<DisclosureLine | null> {
    const [, line] = await this.readerOf(actor);
    const frames = await this.dataSource.query<Frame[]>(
      `${FRAME} AND (d.disclosing_agency_id = ANY ($2::uuid[]) OR d.receiving_agency_id = ANY ($2::uuid[])) AND ${condition}`,
      [actor.partnershipId, line, id],
    );
    return (await this.filled(actor, frames))[0] ?? null;
  }

  private async readerOf({ partnershipId, agencyId }: Actor): Promise<[string, string[]]> {
    return [partnershipId, await this.agreementQueries.lineOf(partnershipId, agencyId)];
  }

  private async filled(actor: Actor, frames: readonly Frame[]): Promise<DisclosureLine[]> {
    if (frames.length === 0) return [];
    const ids = frames.map(({ id }) => id);
    const { manager } = this.dataSource;
    const [, line] = await this.readerOf(actor);
    const version = await this.agreements.versionInForce(actor.partnershipId);
    const rows = await manager.createQueryBuilder(Disclosure, 'd').where('d.id = ANY (:ids)', { ids }).getMany();
    const of = <T extends { disclosureId: string }>(all: readonly T[], id: string) =>
      all.filter((one) => one.disclosureId === id);
    const items = await manager
      .createQueryBuilder(DisclosureItem, 'i')
      .where('i.disclosureId = ANY (:ids)', { ids })
      .orderBy('i.position')
      .getMany();
    const files = await manager
      .createQueryBuilder(DisclosureAttachment, 'f')
      .where('f.disclosureId = ANY (:ids)', { ids })
      .orderBy('f.position')
      .getMany();
    const textOf = (list: readonly { id: string; text: string }[] | undefined, id: string): string =>
      list?.find((one) => one.id === id)?.text ?? id;
    return frames.flatMap((frame) => {
      const row = rows.find(({ id }) => id === frame.id);
      if (!row) return [];
      const side = line.includes(row.disclosingAgencyId) ? ('disclosing' as const) : ('receiving' as const);
      const texts = {
        purposeText: textOf(version?.purposes, row.purpose),
        gatewayText: textOf(version?.gateways, row.gateway),
      };
      return [Object.assign(row, frame, texts, { side, items: of(items, row.id), files: of(files, row.id) })];
    });
  }
}
