import { Injectable } from '@nestjs/common';
import { bindingVersion, type Gateway, type SentVersion } from '@broker/agreement';
import { CalendarService } from '@broker/deadlines';
import { ROLE_NAMES, type Actor, type Role } from '@broker/identity';
import { londonDate, type LocalDate } from '@broker/kernel';
import { asSystem } from '@broker/platform';
import { addProclaimedDay, HOLIDAY_CALENDAR } from '@broker/working-calendar';
import { DataSource } from 'typeorm';

/** A moment in the life of an exchange at which an officer acted. */
export type MomentName = 'asked' | 'decided' | 'disclosed' | 'recorded';

/** What was so at such a moment, made again from what was known then: rows entered later play no part. */
export interface AsItWas {
  moment: MomentName;
  at: Date;
  officer: string | null;
  agency: string;
  /** Roles that the officer held in the partnership that day, in words. */
  roles: string[];
  /** Last day of the training that counted; null where none did (ISA-22). */
  trainedUntilOn: LocalDate | null;
  /** The version that bound the agency, with the hash of its text; null where none did (ISA-10). */
  agreement: { version: number; textSha256: string | null } | null;
  /** The entry of the register under which the record stands: as the agreement named it, and which correction of the register counted (ISA-12). */
  gateway: { id: string; text: string | null; correctedAt: Date | null } | null;
  /** Edition of the calendar of days off by which days were counted. */
  calendarVersion: string;
}

interface MomentRow {
  moment: MomentName;
  at: Date | null;
  officerId: string | null;
  agencyId: string | null;
  gateway: string | null;
}

interface VersionRow extends SentVersion {
  textSha256: string | null;
  publishedAt: Date;
  gateways: Gateway[];
  /** Whether the agency's signature under it stood at the moment. */
  isSigned: boolean;
}

/** Reconstructs what an officer saw on the day: agreement, calendar, register, posts and training (ISA-22). */
@Injectable()
export class AsItWasQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly calendars: CalendarService,
  ) {}

  /** Every moment of the exchange that a record of the auditor's partnership is about, oldest first. */
  of({ partnershipId }: Actor, recordId: string): Promise<AsItWas[]> {
    return asSystem(async () => {
      const rows = await this.dataSource.query<MomentRow[]>(MOMENTS, [recordId, partnershipId]);
      const moments: AsItWas[] = [];
      for (const { at, agencyId, officerId, ...row } of rows) {
        if (at && agencyId) moments.push(await this.at(partnershipId, { ...row, at, agencyId, officerId }));
      }
      return moments.toSorted((a, b) => a.at.getTime() - b.at.getTime());
    });
  }

  private async at(
    partnershipId: string,
    { moment, at, officerId, agencyId, gateway }: MomentRow & { at: Date; agencyId: string },
  ): Promise<AsItWas> {
    const on = londonDate(at);
    const agreement = await this.agreementOf(partnershipId, agencyId, at);
    const [names] = await this.dataSource.query<[{ officer: string | null; agency: string }]>(
      'SELECT a.name AS agency, (SELECT name FROM officer WHERE id = $2) AS officer FROM agency a WHERE a.id = $1',
      [agencyId, officerId],
    );
    return {
      moment,
      at,
      ...names,
      roles: await this.rolesOf(partnershipId, officerId, on, at),
      trainedUntilOn: await this.trainedUntil(partnershipId, officerId, on, at),
      agreement: agreement && { version: agreement.version, textSha256: agreement.textSha256 },
      gateway: gateway ? await this.gatewayOf(partnershipId, gateway, agreement, at) : null,
      calendarVersion: await this.calendarVersion(at),
    };
  }

  private async agreementOf(partnershipId: string, agencyId: string, at: Date): Promise<VersionRow | null> {
    const sent = await this.dataSource.query<VersionRow[]>(
      `SELECT v.version, v.old_ends_on::text AS "oldEndsOn", v.text_sha256 AS "textSha256", v.published_at AS "publishedAt", v.gateways,
              EXISTS (SELECT FROM signature g WHERE g.agreement_version_id = v.id
                AND g.agency_id IN (SELECT agency_line($1, $2)) AND g.signed_at <= $3 AND (g.ended_at IS NULL OR g.ended_at > $3)) AS "isSigned"
         FROM agreement_version v WHERE v.partnership_id = $1 AND v.state <> 'draft' AND v.published_at <= $3`,
      [partnershipId, agencyId, at],
    );
    const signedVersions = sent.filter(({ isSigned }) => isSigned).map(({ version }) => version);
    const bound = bindingVersion({ isNamed: true, passedOn: null, signedVersions }, sent, londonDate(at));
    return sent.find(({ version }) => version === bound) ?? null;
  }

  private async gatewayOf(partnershipId: string, id: string, agreement: VersionRow | null, at: Date) {
    const [correction] = await this.dataSource.query<{ at: Date }[]>(
      `SELECT recorded_at AS at FROM gateway_rule WHERE partnership_id = $1 AND gateway = $2 AND recorded_at <= $3
        ORDER BY number DESC LIMIT 1`,
      [partnershipId, id, at],
    );
    const text = agreement?.gateways.find((one) => one.id === id)?.text ?? null;
    return { id, text, correctedAt: correction?.at ?? null };
  }

  /** Roles by the posts that had been entered by then. */
  private async rolesOf(partnershipId: string, officerId: string | null, on: LocalDate, at: Date): Promise<string[]> {
    const rows = await this.dataSource.query<{ role: Role }[]>(
      `SELECT DISTINCT role FROM appointment WHERE partnership_id = $1 AND officer_id = $2 AND started_on <= $3
          AND (ended_on IS NULL OR ended_on >= $3) AND (nominated_at IS NULL OR nominated_at <= $4) ORDER BY role`,
      [partnershipId, officerId, on, at],
    );
    return rows.map(({ role }) => ROLE_NAMES[role]);
  }

  private async trainedUntil(partnershipId: string, officerId: string | null, on: LocalDate, at: Date) {
    const [row] = await this.dataSource.query<[{ until: LocalDate | null }]>(
      `SELECT max(expires_on)::text AS until FROM training_record
        WHERE partnership_id = $1 AND officer_id = $2 AND held_on <= $3 AND expires_on >= $3 AND recorded_at <= $4`,
      [partnershipId, officerId, on, at],
    );
    return row.until;
  }

  /** The calendar as delivered with every day that had been proclaimed by then. */
  private async calendarVersion(at: Date): Promise<string> {
    const days = await this.calendars.proclaimed();
    return days
      .filter(({ addedAt }) => addedAt <= at)
      .reduce((calendar, { on, title, divisions, source }) => {
        const added = addProclaimedDay(calendar, { on, title, divisions, source });
        return added.ok ? added.value : calendar;
      }, HOLIDAY_CALENDAR).version;
  }
}

const MOMENTS = `WITH r AS (SELECT * FROM disclosure_record WHERE id = $1 AND partnership_id = $2),
    q AS (SELECT * FROM information_request WHERE id = (SELECT request_id FROM r)),
    d AS (SELECT * FROM disclosure WHERE id = (SELECT disclosure_id FROM r))
  SELECT 'asked' AS moment, sent_at AS at, asked_by AS "officerId", asking_agency_id AS "agencyId", gateway FROM q
  UNION ALL SELECT 'decided', decided_at, decided_by, holding_agency_id, gateway FROM q
  UNION ALL SELECT 'disclosed', disclosed_at, disclosed_by, disclosing_agency_id, gateway FROM d
  UNION ALL SELECT 'recorded', started_at, started_by, agency_id, gateway FROM r`;
