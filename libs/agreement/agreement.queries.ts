import { Injectable } from '@nestjs/common';
import type { AgencyKind, Standing } from '@broker/identity';
import { DataSource } from 'typeorm';
import type { SignatoryClass } from './signatory.entity.js';

/** An agency in the agreement's table of signatories. */
export interface SignatoryLine {
  agencyId: string;
  agency: string;
  kind: AgencyKind;
  todayName: string | null;
  class: SignatoryClass;
  position: number;
  /** Post and instant of the signature under the version in force; null while unsigned. */
  postHeld: string | null;
  signedAt: Date | null;
}

/** Who a person is, in words, for the head of every page. */
export interface ActorNames {
  officer: string;
  agency: string;
  agencyKind: AgencyKind;
  partnership: string;
  districts: string[];
}

/** What pages and interfaces read about partnerships and their signatories. */
@Injectable()
export class AgreementQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** How an agency stands to the partnership's agreement in force (ISA-10). */
  async standingOf(partnershipId: string, agencyId: string): Promise<Standing> {
    const [row] = await this.dataSource.query<{ signed: boolean }[]>(
      `SELECT EXISTS (SELECT FROM signature g JOIN agreement_version v ON v.id = g.agreement_version_id
                       WHERE v.partnership_id = s.partnership_id AND g.agency_id = s.agency_id
                         AND v.version = (SELECT max(version) FROM agreement_version WHERE partnership_id = s.partnership_id)
                     ) AS signed
         FROM signatory s WHERE s.partnership_id = $1 AND s.agency_id = $2`,
      [partnershipId, agencyId],
    );
    if (!row) return 'not-a-signatory';
    return row.signed ? 'signed' : 'unsigned';
  }

  /** The table of signatories with who has signed the version in force, in the agreement's order. */
  signatories(partnershipId: string): Promise<SignatoryLine[]> {
    return this.dataSource.query<SignatoryLine[]>(
      `SELECT s.agency_id AS "agencyId", a.name AS agency, a.kind, a.today_name AS "todayName", s.class, s.position,
              g.post_held AS "postHeld", g.signed_at AS "signedAt"
         FROM signatory s
         JOIN agency a ON a.id = s.agency_id
         LEFT JOIN agreement_version v ON v.partnership_id = s.partnership_id
              AND v.version = (SELECT max(version) FROM agreement_version WHERE partnership_id = s.partnership_id)
         LEFT JOIN signature g ON g.agreement_version_id = v.id AND g.agency_id = s.agency_id
        WHERE s.partnership_id = $1 ORDER BY s.position`,
      [partnershipId],
    );
  }

  /** The names behind an appointment. */
  async namesOf(appointmentId: string): Promise<ActorNames | null> {
    const [row] = await this.dataSource.query<ActorNames[]>(
      `SELECT o.name AS officer, a.name AS agency, a.kind AS "agencyKind", p.name AS partnership, p.districts
         FROM appointment t JOIN officer o ON o.id = t.officer_id JOIN agency a ON a.id = t.agency_id
         JOIN partnership p ON p.id = t.partnership_id WHERE t.id = $1`,
      [appointmentId],
    );
    return row ?? null;
  }
}
