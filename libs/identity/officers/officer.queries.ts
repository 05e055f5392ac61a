import { Injectable } from '@nestjs/common';
import type { LocalDate } from '@broker/kernel';
import { DataSource } from 'typeorm';
import type { Role, ToolkitStatus } from '../domain/index.js';
import type { AgencyPlace } from './posts.js';

/** A post with the people in it, as partners see it. */
export interface OfficerLine {
  appointmentId: string;
  officerId: string;
  name: string;
  /** Where the officer is reached at work. */
  email: string;
  role: Role;
  startedOn: LocalDate;
  endedOn: LocalDate | null;
  deputyId: string | null;
  deputy: string | null;
  nominatedBy: string | null;
  /** The last good day of the newest training; null when there was none. */
  trainedUntil: LocalDate | null;
}

/** A recorded course. */
export interface TrainingLine {
  id: string;
  officerId: string;
  officer: string;
  course: string;
  heldOn: LocalDate;
  expiresOn: LocalDate;
  recordedBy: string | null;
  recordedAt: Date;
}

/** An absence. */
export interface AbsenceLine {
  id: string;
  officerId: string;
  officer: string;
  fromOn: LocalDate;
  toOn: LocalDate;
}

/** A registration, or an exemption (`number` null). */
export interface RegistrationLine {
  id: string;
  number: string | null;
  exemptReason: string | null;
  expiresOn: LocalDate | null;
  recordedBy: string | null;
  recordedAt: Date;
}

/** What a health body published in the toolkit. */
export interface ToolkitLine {
  id: string;
  endsIn: number;
  status: ToolkitStatus;
  recordedBy: string | null;
  recordedAt: Date;
}

/** What pages and interfaces read of one agency's officers, training and registrations, within one partnership. */
@Injectable()
export class OfficerQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** Every post that was ever held or is to come, but those taken back; by role, oldest first. */
  officers({ partnershipId, agencyId }: AgencyPlace): Promise<OfficerLine[]> {
    return this.dataSource.query<OfficerLine[]>(
      `SELECT a.id AS "appointmentId", a.officer_id AS "officerId", o.name, o.email, a.role, a.started_on::text AS "startedOn",
              a.ended_on::text AS "endedOn", a.deputy_id AS "deputyId", d.name AS deputy, n.name AS "nominatedBy",
              (SELECT max(expires_on)::text FROM training_record t
                WHERE t.officer_id = a.officer_id AND t.partnership_id = a.partnership_id) AS "trainedUntil"
         FROM appointment a JOIN officer o ON o.id = a.officer_id LEFT JOIN officer d ON d.id = a.deputy_id
         LEFT JOIN officer n ON n.id = a.nominated_by
        WHERE a.partnership_id = $1 AND a.agency_id = $2 AND (a.ended_on IS NULL OR a.ended_on >= a.started_on)
        ORDER BY a.role, a.started_on, a.id`,
      [partnershipId, agencyId],
    );
  }

  /** The courses of an agency's officers, newest first. */
  trainings({ partnershipId, agencyId }: AgencyPlace): Promise<TrainingLine[]> {
    return this.dataSource.query<TrainingLine[]>(
      `SELECT t.id, t.officer_id AS "officerId", o.name AS officer, t.course, t.held_on::text AS "heldOn",
              t.expires_on::text AS "expiresOn", r.name AS "recordedBy", t.recorded_at AS "recordedAt"
         FROM training_record t JOIN officer o ON o.id = t.officer_id LEFT JOIN officer r ON r.id = t.recorded_by
        WHERE t.partnership_id = $1 AND t.agency_id = $2 ORDER BY t.held_on DESC, t.recorded_at DESC, t.id`,
      [partnershipId, agencyId],
    );
  }

  /** The absences that are not over on a day, the next first. */
  absences({ partnershipId, agencyId }: AgencyPlace, on: LocalDate): Promise<AbsenceLine[]> {
    return this.dataSource.query<AbsenceLine[]>(
      `SELECT b.id, b.officer_id AS "officerId", o.name AS officer, b.from_on::text AS "fromOn", b.to_on::text AS "toOn"
         FROM absence b JOIN officer o ON o.id = b.officer_id
        WHERE b.partnership_id = $1 AND b.agency_id = $2 AND b.to_on >= $3 AND b.to_on >= b.from_on ORDER BY b.from_on, b.id`,
      [partnershipId, agencyId, on],
    );
  }

  /** The registrations of an agency, newest first. */
  registrations({ partnershipId, agencyId }: AgencyPlace): Promise<RegistrationLine[]> {
    return this.dataSource.query<RegistrationLine[]>(
      `SELECT g.id, g.number, g.exempt_reason AS "exemptReason", g.expires_on::text AS "expiresOn",
              r.name AS "recordedBy", g.recorded_at AS "recordedAt"
         FROM data_protection_registration g LEFT JOIN officer r ON r.id = g.recorded_by
        WHERE g.partnership_id = $1 AND g.agency_id = $2 ORDER BY g.recorded_at DESC, g.id`,
      [partnershipId, agencyId],
    );
  }

  /** What a health body published in the toolkit, newest first. */
  toolkit({ partnershipId, agencyId }: AgencyPlace): Promise<ToolkitLine[]> {
    return this.dataSource.query<ToolkitLine[]>(
      `SELECT k.id, k.ends_in AS "endsIn", k.status, r.name AS "recordedBy", k.recorded_at AS "recordedAt"
         FROM toolkit_assessment k LEFT JOIN officer r ON r.id = k.recorded_by
        WHERE k.partnership_id = $1 AND k.agency_id = $2 ORDER BY k.recorded_at DESC, k.id`,
      [partnershipId, agencyId],
    );
  }
}
