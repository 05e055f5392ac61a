import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** How many of a partnership's witnesses must have cosigned, and for how long routine disclosures go on when they have not. */
@Entity('witness_rule')
@Check('witness_rule_check', 'quorum BETWEEN 1 AND 20 AND hours BETWEEN 1 AND 168')
export class WitnessRule {
  @PrimaryColumn('uuid')
  partnershipId: string;

  @Column('integer')
  quorum: number;

  @Column('integer')
  hours: number;

  @Column('uuid', { nullable: true })
  setBy: string | null;

  @Column('timestamptz')
  setAt: Date;
}
