import { Agency, Officer } from '@broker/identity';
import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Partnership } from './partnership.entity.js';

/** An agency's withdrawal from the agreement (ISA-10). It ends its signatures; signing again ends the withdrawal. */
@Entity('agreement_withdrawal')
@Index(['partnershipId', 'agencyId'])
export class AgreementWithdrawal {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => Partnership)
  @Column('uuid')
  partnershipId: string;

  @ForeignKey(() => Agency)
  @Column('uuid')
  agencyId: string;

  @Column('text')
  reason: string;

  @ForeignKey(() => Officer)
  @Column('uuid')
  withdrawnBy: string;

  @Column('timestamptz')
  withdrawnAt: Date;
}
