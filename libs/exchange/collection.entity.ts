import { AgreementVersion } from '@broker/agreement';
import { Agency, Officer } from '@broker/identity';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { CellFilter } from './domain/cell-filter.js';
import { Release } from './release.entity.js';

/** Forms in which a release is handed over. */
export type CollectionFormat = 'csv' | 'ndjson';

/** One download of a release by a partner: who, what part of it, for which purpose, under which agreement (ISA-18). */
@Entity('collection')
@Index(['releaseId', 'collectedAt'])
@Check('collection_format_check', "format IN ('csv','ndjson')")
export class Collection {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Release)
  @Column('uuid')
  releaseId: string;

  @ForeignKey(() => Agency)
  @Column('uuid')
  agencyId: string;

  @ForeignKey(() => Officer)
  @Column('uuid')
  officerId: string;

  @ForeignKey(() => AgreementVersion)
  @Column('uuid')
  agreementVersionId: string;

  @Column('text')
  purpose: string;

  @Column('text')
  format: CollectionFormat;

  @Column('jsonb')
  filter: CellFilter;

  @Column('integer')
  rowTotal: number;

  @Column('timestamptz')
  collectedAt: Date;
}
