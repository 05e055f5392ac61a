import { Agency, Officer } from '@broker/identity';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { DisclosureAttachment } from './disclosure-attachment.entity.js';
import { Disclosure } from './disclosure.entity.js';

/** That somebody looked at an item or took a file of a disclosure (ISA-26): each time, not only the first. */
@Entity('disclosure_view')
@Index(['disclosureId', 'viewedAt'])
export class DisclosureView {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey(() => Disclosure)
  @Column('uuid')
  disclosureId: string;

  @Column('text', { nullable: true })
  itemId: string | null;

  @ForeignKey(() => DisclosureAttachment)
  @Column('uuid', { nullable: true })
  attachmentId: string | null;

  @ForeignKey(() => Officer)
  @Column('uuid')
  officerId: string;

  @ForeignKey(() => Agency)
  @Column('uuid')
  agencyId: string;

  @Column('timestamptz')
  viewedAt: Date;
}
