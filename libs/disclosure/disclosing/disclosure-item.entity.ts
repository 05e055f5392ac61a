import { Officer } from '@broker/identity';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Disclosure } from './disclosure.entity.js';

/** One item of a disclosure: that it was disclosed, and when the receiving agency first opened it. What it says lies in the vault. */
@Entity('disclosure_item')
export class DisclosureItem {
  @ForeignKey(() => Disclosure)
  @PrimaryColumn('uuid')
  disclosureId: string;

  /** The item's id in the request. */
  @PrimaryColumn('text')
  itemId: string;

  /** What kind of information it is, as the request calls it. */
  @Column('text')
  kind: string;

  @Column('integer')
  position: number;

  @Column('timestamptz', { nullable: true })
  firstOpenedAt: Date | null;

  @ForeignKey(() => Officer)
  @Column('uuid', { nullable: true })
  firstOpenedBy: string | null;
}
