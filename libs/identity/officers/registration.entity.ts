import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Agency } from '../agency.entity.js';
import { Officer } from '../officer.entity.js';

/** An agency's registration with the Information Commissioner, or why it needs none (ISA-21). The newest row counts; older ones are its history. */
@Entity('data_protection_registration')
@Index('data_protection_registration_partnership_id_agency_id_idx', ['partnershipId', 'agencyId', 'recordedAt'])
@Check(
  'data_protection_registration_number_check',
  '((number IS NULL) = (exempt_reason IS NOT NULL) AND (number IS NULL) = (expires_on IS NULL))',
)
export class DataProtectionRegistration {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  partnershipId: string;

  @ForeignKey(() => Agency)
  @Column('uuid')
  agencyId: string;

  /** As the Commissioner's register writes it, for example `ZA123456`; null when exempt. */
  @Column('text', { nullable: true })
  number: string | null;

  @Column('text', { nullable: true })
  exemptReason: string | null;

  /** Its last good day; null when exempt. */
  @Column('date', { nullable: true })
  expiresOn: string | null;

  @ForeignKey(() => Officer)
  @Column('uuid', { nullable: true })
  recordedBy: string | null;

  @Column('timestamptz')
  recordedAt: Date;
}
