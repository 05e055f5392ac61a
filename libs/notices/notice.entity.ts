import type { Clause } from '@broker/kernel';
import { Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { NoticeFacts } from './domain/index.js';

/** One notice in one officer's inbox. Its words are made from kind and facts when it is read: none are kept. */
@Entity('notice')
@Unique(['key', 'officerId'])
@Index(['officerId', 'partnershipId', 'sentAt'])
export class Notice {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  /** What caused it: sent a second time under the same key it changes nothing. */
  @Column('text')
  key: string;

  /** Partnerships and officers are matters of rooms above this one: known here by their ids alone. */
  @Column('uuid')
  partnershipId: string;

  @Column('uuid')
  officerId: string;

  @Column('text')
  kind: string;

  @Column('text')
  clause: Clause;

  @Column('text')
  subjectKind: string;

  @Column('text')
  subjectId: string;

  @Column('jsonb')
  facts: NoticeFacts;

  @Column('timestamptz')
  sentAt: Date;

  @Column('timestamptz', { nullable: true })
  readAt: Date | null;
}
