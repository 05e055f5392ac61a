import { Check, Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** Every kind of agency. */
export const AGENCY_KINDS = [
  'police',
  'council',
  'fire',
  'health',
  'probation',
  'justice',
  'youth',
  'voluntary',
  'housing',
  'government',
] as const;

/** What an agency is, which decides the datasets it owes (SI 2007/1831, Schedule). */
export type AgencyKind = (typeof AGENCY_KINDS)[number];

/** A body that can sign an agreement. */
@Entity('agency')
@Unique(['name'])
@Check(
  'agency_kind_check',
  "kind IN ('police','council','fire','health','probation','justice','youth','voluntary','housing','government')",
)
export class Agency {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  /** The name as it stands in the agreement. */
  @Column('text')
  name: string;

  @Column('text')
  kind: AgencyKind;

  /** The body that has taken over its duties, where there is one. */
  @Column('text', { nullable: true })
  todayName: string | null;
}
