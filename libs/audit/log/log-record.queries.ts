import { Injectable } from '@nestjs/common';
import type { Particular } from '@broker/disclosure';
import type { Actor } from '@broker/identity';
import type { LocalDate } from '@broker/kernel';
import { LedgerService, type LedgerEvidence } from '@broker/ledger';
import { asSystem } from '@broker/platform';
import { DataSource } from 'typeorm';

/** Another record of the same exchange, or one that this record supersedes or is superseded by. */
export interface RelatedRecord {
  id: string;
  reference: string;
  agency: string;
  side: 'asking' | 'holding';
  kind: string;
  state: 'incomplete' | 'final' | 'superseded';
}

/** What an auditor sees of one disclosure record beside its row in the log: nothing that is encrypted. */
export interface MaskedRecord {
  id: string;
  /** Which of the six particulars are missing (ISA-24); what is there stays masked where it tells of the person. */
  missing: Particular[];
  requestingOfficer: string | null;
  dealingOfficer: string | null;
  authorisedBy: string | null;
  consent: string | null;
  article8Interest: string | null;
  requestReference: string | null;
  /** How the request stands; null without one. */
  requestState: string | null;
  retainUntilOn: LocalDate;
  completeByOn: LocalDate | null;
  onHold: boolean;
  finalisedAt: Date | null;
  disposedAt: Date | null;
  /** HMAC of the words: what binds them in the ledger. */
  commitment: string;
  requestId: string | null;
  disclosureId: string | null;
  related: RelatedRecord[];
}

/** One disclosure record for an auditor, masked, with its chain of custody from the log of evidence. */
@Injectable()
export class LogRecordQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: LedgerService,
  ) {}

  /** A record of the auditor's partnership, of any agency; null when there is none with this id. */
  async one({ partnershipId }: Actor, id: string): Promise<MaskedRecord | null> {
    const [row] = await this.ask<(Omit<MaskedRecord, 'related'> & { exchangeId: string })[]>(
      `SELECT r.id, r.missing, qo.name AS "requestingOfficer", do_.name AS "dealingOfficer", ao.name AS "authorisedBy",
              r.consent, r.article8_interest AS "article8Interest", q.reference AS "requestReference", q.state AS "requestState",
              r.retain_until_on::text AS "retainUntilOn", r.complete_by_on::text AS "completeByOn", r.on_hold AS "onHold", r.finalised_at AS "finalisedAt", r.disposed_at AS "disposedAt", r.commitment,
              r.request_id AS "requestId", r.disclosure_id AS "disclosureId", r.exchange_id AS "exchangeId"
         FROM disclosure_record r LEFT JOIN information_request q ON q.id = r.request_id
         LEFT JOIN officer qo ON qo.id = r.requesting_officer_id LEFT JOIN officer do_ ON do_.id = r.dealing_officer_id
         LEFT JOIN officer ao ON ao.id = r.authorised_by
        WHERE r.id::text = $1 AND r.partnership_id = $2`,
      [id, partnershipId],
    );
    if (!row) return null;
    const { exchangeId, ...record } = row;
    return { ...record, related: await this.related(partnershipId, exchangeId, id) };
  }

  /**
   * The chain of custody of a record: everything in the log of evidence about it, its request and its disclosure, and the other records of the
   * exchange, oldest first.
   */
  async custody({ partnershipId }: Actor, record: MaskedRecord): Promise<LedgerEvidence[]> {
    const { id, requestId, disclosureId, related } = record;
    const subjects = [
      { kind: 'record', id },
      ...related.map((one) => ({ kind: 'record', id: one.id })),
      ...(requestId ? [{ kind: 'request', id: requestId }] : []),
      ...(disclosureId ? [{ kind: 'disclosure', id: disclosureId }] : []),
    ];
    const found = await Promise.all(subjects.map((subject) => this.ledger.entriesOf(subject, partnershipId)));
    return found
      .flat()
      .filter(({ leaf }) => leaf.event !== 'NoticeSent')
      .toSorted((a, b) => (a.leaf.at < b.leaf.at ? -1 : a.leaf.at > b.leaf.at ? 1 : placeOf(a) - placeOf(b)));
  }

  private related(partnershipId: string, exchangeId: string, id: string): Promise<RelatedRecord[]> {
    return this.ask<RelatedRecord[]>(
      `SELECT r.id, r.reference, a.name AS agency, r.side, r.kind, r.state FROM disclosure_record r JOIN agency a ON a.id = r.agency_id
        WHERE r.partnership_id = $1 AND r.exchange_id = $2 AND r.id::text <> $3 ORDER BY r.started_at, r.id LIMIT 20`,
      [partnershipId, exchangeId, id],
    );
  }

  private ask<T>(statement: string, parameters: unknown[]): Promise<T> {
    return asSystem(() => this.dataSource.query<T>(statement, parameters));
  }
}

const placeOf = ({ sequence }: LedgerEvidence): number => sequence ?? Number.MAX_SAFE_INTEGER;
