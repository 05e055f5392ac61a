import { Officer } from '@broker/identity';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Disclosure } from './disclosure.entity.js';

/** A file that was disclosed with an item. Its name and its bytes lie in the vault. */
@Entity('disclosure_attachment')
export class DisclosureAttachment {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey(() => Disclosure)
  @Index()
  @Column('uuid')
  disclosureId: string;

  @Column('text')
  itemId: string;

  /** What its content is, whatever its name says. */
  @Column('text')
  mediaType: string;

  @Column('integer')
  bytes: number;

  /** Who looked for harm in it: `clamav`, or `built-in` where no virus scanner is connected. */
  @Column('text')
  scannedBy: 'clamav' | 'built-in';

  @Column('uuid')
  vaultId: string;

  @Column('integer')
  position: number;

  @Column('timestamptz', { nullable: true })
  firstOpenedAt: Date | null;

  @ForeignKey(() => Officer)
  @Column('uuid', { nullable: true })
  firstOpenedBy: string | null;
}
