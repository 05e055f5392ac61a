import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { EmailWish } from './domain/index.js';

/** When an officer wants e-mail; without a row, at once. The inbox itself cannot be switched off. */
@Entity('notice_preference')
@Check('notice_preference_email_check', "email IN ('at-once','daily','none')")
export class NoticePreference {
  @PrimaryColumn('uuid')
  officerId: string;

  @Column('text')
  email: EmailWish;

  @Column('timestamptz')
  changedAt: Date;
}
