import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type {
  AgreementClause,
  AgreementTerms,
  Gateway,
  Purpose,
  Reading,
  RetentionPeriod,
  TextFormat,
  VersionState,
} from './domain/index.js';
import { Partnership } from './partnership.entity.js';

/** One version of a partnership's agreement: an exact text that agencies sign (ISA-2, ISA-10). Edited only while it is a draft. */
@Entity('agreement_version')
@Unique(['partnershipId', 'version'])
@Index('agreement_version_one_draft_idx', ['partnershipId'], { unique: true, where: "state = 'draft'" })
@Check('agreement_version_state_check', "state IN ('draft','sent','in-force','superseded')")
@Check('agreement_version_reading_check', "reading IN ('literal','working')")
@Check(
  'agreement_version_sent_check',
  "(state = 'draft') = (text_sha256 IS NULL) AND (state = 'draft') = (published_at IS NULL)",
)
export class AgreementVersion implements AgreementTerms {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Partnership)
  @Column('uuid')
  partnershipId: string;

  @Column('integer')
  version: number;

  @Column('text')
  state: VersionState;

  /** Layout of the signed text, see `agreementText`. */
  @Column('integer')
  textFormat: TextFormat;

  @Column('jsonb')
  clauses: AgreementClause[];

  /** The closed list of purposes; every release and collection names one (ISA-5, ISA-28). */
  @Column('jsonb')
  purposes: Purpose[];

  /** The legal powers it admits (ISA-12). */
  @Column('jsonb')
  gateways: Gateway[];

  /** How long each kind of information is kept (ISA-23). */
  @Column('jsonb')
  retention: RetentionPeriod[];

  /** Which reading of "days" in ISA-32(b) to (d) binds. */
  @Column('text')
  reading: Reading;

  /** Day of the first review that this text sets (ISA-22); later ones are set by reviews. */
  @Column('date', { nullable: true })
  reviewOn: string | null;

  /** Last day on which signatures under older versions count; null on a first version. */
  @Column('date', { nullable: true })
  oldEndsOn: string | null;

  /** SHA-256 (hex) of the text as `agreementText` writes it; null while it is a draft. */
  @Column('text', { nullable: true })
  textSha256: string | null;

  /** When it was sent for signature; null while it is a draft. */
  @Column('timestamptz', { nullable: true })
  publishedAt: Date | null;
}

/** A version that has been sent for signature. */
export type PublishedVersion = AgreementVersion & { textSha256: string; publishedAt: Date };
