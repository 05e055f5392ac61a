import { AgreementVersion, Partnership } from '@broker/agreement';
import { Agency, Officer } from '@broker/identity';
import type { LocalDate } from '@broker/kernel';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type {
  Article8Interest,
  Consent,
  ExemptionTest,
  PublicInterest,
  RequestState,
  SubjectRole,
  Urgency,
} from './domain/index.js';

/**
 * A request for personal information: everything of it that is no personal information itself. The words are in the vault.
 * Nulls of a draft are questions not answered yet.
 */
@Entity('information_request')
@Unique(['partnershipId', 'reference'])
@Index(['partnershipId', 'askingAgencyId', 'state'])
@Index(['partnershipId', 'holdingAgencyId', 'state'])
@Index('information_request_late_idx', { synchronize: false })
@Index('information_request_due_idx', { synchronize: false })
@Check(
  'information_request_state_check',
  "state IN ('draft','sent','question','proposed','authorised','authorised-in-part','refused','withdrawn','disclosed')",
)
@Check(
  'information_request_sent_check',
  `(sent_at IS NULL) = (reference IS NULL) AND (sent_at IS NOT NULL OR state IN ('draft','withdrawn'))
   AND (sent_at IS NULL OR holding_agency_id IS NOT NULL)`,
)
@Check('information_request_agencies_check', 'asking_agency_id <> holding_agency_id')
@Check(
  'information_request_second_check',
  'seconded_by <> decided_by AND decided_by <> asked_by AND seconded_by <> asked_by',
)
export class InformationRequest {
  @PrimaryColumn('uuid')
  id: string;

  /** `R-2026-0001`, counted within the partnership and the year in which it was sent; null before. */
  @Column('text', { nullable: true })
  reference: string | null;

  @ForeignKey(() => Partnership)
  @Column('uuid')
  partnershipId: string;

  @ForeignKey(() => Agency)
  @Column('uuid')
  askingAgencyId: string;

  @ForeignKey(() => Agency)
  @Column('uuid', { nullable: true })
  holdingAgencyId: string | null;

  @ForeignKey(() => Officer)
  @Column('uuid')
  askedBy: string;

  @Column('text')
  state: RequestState;

  @Column('text', { nullable: true })
  subjectRole: SubjectRole | null;

  /** A purpose of the agreement, by id (ISA-5). */
  @Column('text', { nullable: true })
  purpose: string | null;

  /** A gateway of the register, by id (ISA-12). */
  @Column('text', { nullable: true })
  gateway: string | null;

  @Column('text', { nullable: true })
  article8Interest: Article8Interest | null;

  @Column('text', { nullable: true })
  urgency: Urgency | null;

  @Column('boolean', { nullable: true })
  convictionData: boolean | null;

  @Column('text', { nullable: true })
  consent: Consent | null;

  @Column('text', { array: true })
  publicInterest: PublicInterest[];

  @Column('boolean', { nullable: true })
  crimeExemption: boolean | null;

  @Column('text', { array: true })
  exemptionTests: ExemptionTest[];

  /** The interest of Article 8 that the holding agency authorised for (ISA-29). */
  @Column('text', { nullable: true })
  authorisedInterest: Article8Interest | null;

  /** Where the words lie; null once a draft was thrown away. */
  @Column('uuid', { nullable: true })
  vaultId: string | null;

  @Column('timestamptz')
  startedAt: Date;

  @Column('timestamptz')
  changedAt: Date;

  @Column('timestamptz', { nullable: true })
  sentAt: Date | null;

  /** The last day for the step that is waited for, as it was counted when that step began. */
  @Column('date', { nullable: true })
  dueOn: LocalDate | null;

  @Column('timestamptz', { nullable: true })
  decidedAt: Date | null;

  @ForeignKey(() => Officer)
  @Column('uuid', { nullable: true })
  decidedBy: string | null;

  @Column('boolean', { nullable: true })
  isDecidedLate: boolean | null;

  @ForeignKey(() => Officer)
  @Column('uuid', { nullable: true })
  secondedBy: string | null;

  /** The version of the agreement under which it was sent. */
  @ForeignKey(() => AgreementVersion)
  @Column('uuid', { nullable: true })
  agreementVersionId: string | null;
}

/** A request that has been sent: everything that a request must tell is told. */
export type SentRequest = InformationRequest & {
  [
    K in
      | 'reference'
      | 'holdingAgencyId'
      | 'subjectRole'
      | 'purpose'
      | 'gateway'
      | 'article8Interest'
      | 'urgency'
      | 'convictionData'
      | 'consent'
      | 'crimeExemption'
      | 'vaultId'
      | 'sentAt'
      | 'agreementVersionId'
  ]: NonNullable<InformationRequest[K]>;
};
