import { Partnership } from '@broker/agreement';
import { Officer } from '@broker/identity';
import { Check, Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { Strata } from '../domain/index.js';

/** One random sample of the disclosure log: what it was drawn from, and with which seed, so that anybody can draw it again (ISA-22). */
@Entity('audit_sample')
@Unique(['partnershipId', 'number'])
@Check('audit_sample_strata_check', "strata IN ('none','agency','gateway')")
export class AuditSample {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Partnership)
  @Column('uuid')
  partnershipId: string;

  @Column('integer')
  number: number;

  @ForeignKey(() => Officer)
  @Column('uuid')
  drawnBy: string;

  /** Only records finished by then could be drawn. */
  @Column('timestamptz')
  drawnAt: Date;

  @Column('date')
  fromOn: string;

  @Column('date')
  toOn: string;

  @Column('text')
  strata: Strata;

  @Column('integer')
  size: number;

  @Column('text')
  seed: string;

  /** Records that could have been drawn. */
  @Column('integer')
  population: number;

  /** SHA-256 (hex) of the drawn records in their order. */
  @Column('text')
  drawSha256: string;
}
