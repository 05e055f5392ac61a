import { Agency } from '@broker/identity';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Partnership } from './partnership.entity.js';

/** How a body belongs to the partnership (ISA-1). */
export type SignatoryClass = 'responsible' | 'co-operating' | 'participating';

/** Every class, in the agreement's order. */
export const SIGNATORY_CLASSES: readonly SignatoryClass[] = ['responsible', 'co-operating', 'participating'];

/** An agency named in the agreement, whether or not it has signed yet. */
@Entity('signatory')
@Check('signatory_class_check', "class IN ('responsible','co-operating','participating')")
export class Signatory {
  @ForeignKey(() => Partnership)
  @PrimaryColumn('uuid')
  partnershipId: string;

  @ForeignKey(() => Agency)
  @PrimaryColumn('uuid')
  agencyId: string;

  @Column('text')
  class: SignatoryClass;

  /** Place in the agreement's table of signatories, from 1. */
  @Column('integer')
  position: number;
}
