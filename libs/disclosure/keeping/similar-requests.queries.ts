import { Injectable } from '@nestjs/common';
import { asSystem } from '@broker/platform';
import { DataSource } from 'typeorm';

/** What became of one kind of item in requests like this one. */
export interface SimilarNeed {
  /** Code of the kind: `address`. */
  kind: string;
  /** Requests that asked for it. */
  asked: number;
  /** Null where it is fewer than five: too few to be shown. */
  authorised: number | null;
  opened: number | null;
}

/** Numbers below this are not shown: few requests could be recognised. */
export const SHOWN_FROM = 5;

/** What was disclosed and never opened, between two agencies. */
export interface UnopenedLine {
  disclosing: string;
  receiving: string;
  kind: string;
  /** Items disclosed more than a fortnight ago, and how many of them nobody has opened. */
  disclosed: number;
  unopened: number;
}

const FORTNIGHT_DAYS = 14;

/** Helps to ask for no more than is needed (ISA-23): what requests like this one came to, and what was disclosed for nothing. */
@Injectable()
export class SimilarRequests {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * What requests of the partnership for the same purpose about people in the same role asked for, were authorised and was then opened, counted
   * by kind of item. Kinds that fewer than five asked for are left out.
   */
  whatTheyNeeded(partnershipId: string, purpose: string, subjectRole: string): Promise<SimilarNeed[]> {
    return asSystem(() =>
      this.dataSource.query<SimilarNeed[]>(
        `SELECT i.kind, count(DISTINCT r.id)::int AS asked, ${shown(`count(DISTINCT r.id) FILTER (WHERE i.decision = 'authorised')`)} AS authorised,
                ${shown('count(DISTINCT r.id) FILTER (WHERE d.first_opened_at IS NOT NULL)')} AS opened
           FROM information_request r JOIN request_item i ON i.request_id = r.id
           LEFT JOIN (disclosure s JOIN disclosure_item d ON d.disclosure_id = s.id)
             ON s.request_id = r.id AND d.item_id = i.item_id::text
          WHERE r.partnership_id = $1 AND r.purpose = $2 AND r.subject_role = $3 AND r.decided_at IS NOT NULL
          GROUP BY i.kind HAVING count(DISTINCT r.id) >= ${SHOWN_FROM} ORDER BY asked DESC, i.kind`,
        [partnershipId, purpose, subjectRole],
      ),
    );
  }

  /** Items that were disclosed through the broker over a fortnight ago and that nobody has opened since, by agencies and kind. @param now the instant. */
  unopened(partnershipId: string, now: Date): Promise<UnopenedLine[]> {
    return asSystem(() =>
      this.dataSource.query<UnopenedLine[]>(
        `SELECT g.name AS disclosing, h.name AS receiving, i.kind, count(*)::int AS disclosed,
                count(*) FILTER (WHERE i.first_opened_at IS NULL)::int AS unopened
           FROM disclosure d JOIN disclosure_item i ON i.disclosure_id = d.id
           JOIN agency g ON g.id = d.disclosing_agency_id JOIN agency h ON h.id = d.receiving_agency_id
          WHERE d.partnership_id = $1 AND d.channel = 'system' AND d.disclosed_at < $2::timestamptz - interval '${FORTNIGHT_DAYS} days'
          GROUP BY g.name, h.name, i.kind HAVING count(*) FILTER (WHERE i.first_opened_at IS NULL) > 0
          ORDER BY unopened DESC, disclosing, receiving, i.kind`,
        [partnershipId, now],
      ),
    );
  }
}

const shown = (count: string): string => `CASE WHEN ${count} >= ${SHOWN_FROM} THEN (${count})::int END`;
