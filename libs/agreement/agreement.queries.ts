import { Inject, Injectable } from '@nestjs/common';
import type { AgencyKind, Standing } from '@broker/identity';
import { CLOCK, londonDate, type Clock, type LocalDate } from '@broker/kernel';
import { DataSource } from 'typeorm';
import { bindingVersion, standingOn, type SentVersion } from './domain/index.js';
import type { SignatoryClass } from './signatory.entity.js';

/** An agency in the agreement's table of signatories. */
export interface SignatoryLine {
  agencyId: string;
  agency: string;
  kind: AgencyKind;
  todayName: string | null;
  class: SignatoryClass;
  position: number;
  standing: Standing;
  /** The newest version that its signature binds it to today; null while none does. */
  version: number | null;
  /** Post and instant of that signature. */
  postHeld: string | null;
  signedAt: Date | null;
  /** When it withdrew last; null when it never did, or has signed again. */
  withdrawnAt: Date | null;
  /** Whether it has ever signed any version. */
  hasEverSigned: boolean;
}

/** Who a person is, in words, for the head of every page. */
export interface ActorNames {
  officer: string;
  agency: string;
  agencyKind: AgencyKind;
  partnership: string;
  districts: string[];
}

interface SignatureRow {
  version: number;
  postHeld: string;
  signedAt: string;
  endedAt: string | null;
}

interface SignatoryRow extends Omit<
  SignatoryLine,
  'standing' | 'version' | 'postHeld' | 'signedAt' | 'withdrawnAt' | 'hasEverSigned'
> {
  passedOn: LocalDate | null;
  signatures: SignatureRow[];
}

/** What pages and interfaces read about partnerships and their signatories. */
@Injectable()
export class AgreementQueries {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How an agency stands to the partnership's agreement today (ISA-10). The one place that answers this. */
  async standingOf(partnershipId: string, agencyId: string): Promise<Standing> {
    const [line] = await this.lines(partnershipId, agencyId);
    return line?.standing ?? 'not-a-signatory';
  }

  /** Number of the version that binds an agency today, the newest of several; null when none does. */
  async bindingVersionOf(partnershipId: string, agencyId: string): Promise<number | null> {
    const [line] = await this.lines(partnershipId, agencyId);
    return line?.version ?? null;
  }

  /** The table of signatories with who has signed, in the agreement's order. Agencies whose duties have passed on are left out. */
  signatories(partnershipId: string): Promise<SignatoryLine[]> {
    return this.lines(partnershipId, null);
  }

  /** An agency and all whose duties have come to it, the agency first: what was theirs is its own. */
  async lineOf(partnershipId: string, agencyId: string): Promise<string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>('SELECT agency_line($1, $2) AS id', [
      partnershipId,
      agencyId,
    ]);
    return rows.map(({ id }) => id);
  }

  private async lines(partnershipId: string, agencyId: string | null): Promise<SignatoryLine[]> {
    const on = londonDate(this.clock.now());
    const [sent, rows] = await Promise.all([this.sent(partnershipId), this.rows(partnershipId, agencyId)]);
    return rows
      .filter(({ passedOn }) => passedOn === null || passedOn > on)
      .map((row, index) => lineOf({ ...row, position: index + 1 }, sent, on));
  }

  private sent(partnershipId: string): Promise<SentVersion[]> {
    return this.dataSource.query<SentVersion[]>(
      `SELECT version, old_ends_on::text AS "oldEndsOn" FROM agreement_version WHERE partnership_id = $1 AND state <> 'draft'`,
      [partnershipId],
    );
  }

  private rows(partnershipId: string, agencyId: string | null): Promise<SignatoryRow[]> {
    return this.dataSource.query<SignatoryRow[]>(
      `SELECT s.agency_id AS "agencyId", a.name AS agency, a.kind, a.today_name AS "todayName", s.class, s.position,
              (SELECT passed_on::text FROM succession c
                WHERE c.partnership_id = s.partnership_id AND c.predecessor_id = s.agency_id) AS "passedOn",
              coalesce((SELECT json_agg(json_build_object('version', v.version, 'postHeld', g.post_held,
                                         'signedAt', g.signed_at, 'endedAt', g.ended_at) ORDER BY g.signed_at)
                 FROM signature g JOIN agreement_version v ON v.id = g.agreement_version_id
                WHERE v.partnership_id = s.partnership_id AND g.agency_id = s.agency_id), '[]') AS signatures
         FROM signatory s JOIN agency a ON a.id = s.agency_id
        WHERE s.partnership_id = $1 AND ($2::uuid IS NULL OR s.agency_id = $2)
        ORDER BY s.position, a.name`,
      [partnershipId, agencyId],
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

function lineOf({ signatures, passedOn, ...row }: SignatoryRow, sent: SentVersion[], on: LocalDate): SignatoryLine {
  const counting = signatures.filter(({ endedAt }) => endedAt === null);
  const facts = { isNamed: true, passedOn, signedVersions: counting.map(({ version }) => version) };
  const version = bindingVersion(facts, sent, on);
  const binding = counting.find((one) => one.version === version);
  const ended = signatures.flatMap(({ endedAt }) => endedAt ?? []).toSorted();
  return {
    ...row,
    standing: standingOn(facts, sent, on),
    version,
    postHeld: binding?.postHeld ?? null,
    signedAt: binding ? new Date(binding.signedAt) : null,
    withdrawnAt: counting.length === 0 && ended.length > 0 ? new Date(ended.at(-1)!) : null,
    hasEverSigned: signatures.length > 0,
  };
}
