import { Partnership } from '@broker/agreement';
import { Agency } from '@broker/identity';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What a row of the index is about. */
export type IndexedKind = 'request' | 'disclosure' | 'record';

/**
 * A blind index over the people that an agency's records are about (ISA-17e): keyed hashes of how their names sound and of their dates of
 * birth. Without the installation's secret it tells nothing; with it, it answers "is there a record like this?", and no more.
 */
@Entity('subject_index')
@Index(['recordId'])
export class SubjectIndexRow {
  /** 16 bytes; bound to the agency, so that the same person looks different in each agency's rows. */
  @PrimaryColumn('bytea')
  token: Buffer;

  @PrimaryColumn('uuid')
  recordId: string;

  @PrimaryColumn('uuid')
  @ForeignKey(() => Agency)
  agencyId: string;

  @ForeignKey(() => Partnership)
  @Column('uuid')
  partnershipId: string;

  @Column('text')
  recordKind: IndexedKind;
}
