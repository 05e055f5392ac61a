import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { ItemDecision, ItemKind } from './domain/index.js';
import { InformationRequest } from './information-request.entity.js';

/** One thing that a request asks for, and what was decided about it. What exactly it is lies in the vault. */
@Entity('request_item')
@Check('request_item_decision_check', "decision IN ('authorised','refused')")
export class RequestItem {
  @ForeignKey(() => InformationRequest)
  @PrimaryColumn('uuid')
  requestId: string;

  @PrimaryColumn('uuid')
  itemId: string;

  @Column('text')
  kind: ItemKind;

  @Column('text', { nullable: true })
  decision: ItemDecision | null;

  /** From 1. */
  @Column('integer')
  position: number;
}
