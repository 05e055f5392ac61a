import { Partnership } from '@broker/agreement';
import { Agency, Officer } from '@broker/identity';
import type { LocalDate } from '@broker/kernel';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type {
  Channel,
  Particular,
  RecordConsent,
  RecordKind,
  RecordOutcome,
  RecordSide,
  RecordState,
  RecordSubjectRole,
} from './domain/index.js';

/**
 * One agency's record of one exchange of personal information (ISA-24). What it says in words lies in the vault. Once final it stands: the
 * database refuses any change but its being superseded, kept longer or disposed of.
 */
@Entity('disclosure_record')
@Unique(['partnershipId', 'reference'])
@Index(['agencyId', 'state'])
@Index(['counterpartAgencyId'])
@Index(['exchangeId'])
@Index('disclosure_record_log_idx', ['partnershipId', 'startedAt', 'id'])
@Index('disclosure_record_log_agency_idx', ['partnershipId', 'agencyId', 'startedAt', 'id'])
@Index('disclosure_record_log_officer_idx', ['partnershipId', 'dealingOfficerId', 'startedAt', 'id'])
@Index('disclosure_record_log_gateway_idx', ['partnershipId', 'gateway', 'startedAt', 'id'])
@Index('disclosure_record_log_outcome_idx', ['partnershipId', 'outcome', 'startedAt', 'id'])
@Index('disclosure_record_log_purpose_idx', ['partnershipId', 'purpose', 'startedAt', 'id'])
@Index('disclosure_record_log_role_idx', ['partnershipId', 'subjectRole', 'startedAt', 'id'])
@Index(['requestId'])
@Index(['disclosureId'])
@Index('disclosure_record_officer_day_idx', ['partnershipId', 'dealingOfficerId', 'occurredOn'])
@Index('disclosure_record_agency_day_idx', ['partnershipId', 'agencyId', 'occurredOn'])
// For the rules of the auditors; what is in them is written in the migration.
@Index('disclosure_record_sides_idx', { synchronize: false })
@Index('disclosure_record_incomplete_idx', { synchronize: false })
@Index('disclosure_record_kept_idx', { synchronize: false })
@Index('disclosure_record_own_idx', { synchronize: false })
@Index('disclosure_record_no_interest_idx', { synchronize: false })
@Index('disclosure_record_no_consent_idx', { synchronize: false })
@Index('disclosure_record_conviction_idx', { synchronize: false })
@Check('disclosure_record_state_check', "state IN ('incomplete','final','superseded')")
@Check('disclosure_record_side_check', "side IN ('asking','holding')")
@Check('disclosure_record_kind_check', "kind IN ('request','disclosure','refusal','informal')")
@Check(
  'disclosure_record_particulars_check',
  `(state = 'incomplete') = (finalised_at IS NULL) AND (finalised_at IS NULL) = (finalised_by IS NULL)
   AND (state = 'incomplete' OR cardinality(missing) = 0)`,
)
@Check('disclosure_record_superseded_check', "(state = 'superseded') = (superseded_by_id IS NOT NULL)")
export class DisclosureRecord {
  @PrimaryColumn('uuid')
  id: string;

  /** By which people call it: `D-2026-0001`. */
  @Column('text')
  reference: string;

  /** Links the records of both sides; for an exchange that began with a request, the request's id. */
  @Column('uuid')
  exchangeId: string;

  @ForeignKey(() => Partnership)
  @Column('uuid')
  partnershipId: string;

  /** Whose record it is. */
  @ForeignKey(() => Agency)
  @Column('uuid')
  agencyId: string;

  @ForeignKey(() => Agency)
  @Column('uuid')
  counterpartAgencyId: string;

  @Column('text')
  side: RecordSide;

  @Column('text')
  kind: RecordKind;

  @Column('uuid', { nullable: true })
  disclosureId: string | null;

  @Column('uuid', { nullable: true })
  requestId: string | null;

  @Column('text')
  state: RecordState;

  /** The particulars that are not there yet. */
  @Column('text', { array: true })
  missing: Particular[];

  @Column('text')
  channel: Channel;

  @Column('text')
  outcome: RecordOutcome;

  @Column('date', { nullable: true })
  occurredOn: LocalDate | null;

  @Column('text', { nullable: true })
  subjectRole: RecordSubjectRole | null;

  @Column('boolean')
  convictionData: boolean;

  @Column('text', { nullable: true })
  consent: RecordConsent | null;

  @Column('text', { nullable: true })
  purpose: string | null;

  @Column('text', { nullable: true })
  gateway: string | null;

  @Column('text', { nullable: true })
  article8Interest: string | null;

  @ForeignKey(() => Officer)
  @Column('uuid', { nullable: true })
  requestingOfficerId: string | null;

  @ForeignKey(() => Officer)
  @Column('uuid', { nullable: true })
  dealingOfficerId: string | null;

  @ForeignKey(() => Officer)
  @Column('uuid', { nullable: true })
  authorisedBy: string | null;

  @Column('uuid')
  vaultId: string;

  /** HMAC-SHA256 (hex) of the words: what binds them in the ledger. */
  @Column('text')
  commitment: string;

  @Column('uuid', { nullable: true })
  supersedesId: string | null;

  @Column('uuid', { nullable: true })
  supersededById: string | null;

  @Column('timestamptz')
  startedAt: Date;

  @ForeignKey(() => Officer)
  @Column('uuid')
  startedBy: string;

  @Column('timestamptz', { nullable: true })
  finalisedAt: Date | null;

  @ForeignKey(() => Officer)
  @Column('uuid', { nullable: true })
  finalisedBy: string | null;

  /** Last day for completing what was logged quickly (ISA-7). */
  @Column('date', { nullable: true })
  completeByOn: LocalDate | null;

  @Column('date')
  retainUntilOn: LocalDate;

  @Column('timestamptz', { nullable: true })
  disposedAt: Date | null;

  @Column('boolean', { default: false })
  onHold: boolean;
}
