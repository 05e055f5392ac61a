import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Whether a webhook is called: `off` after repeated failures, until somebody switches it on again. */
export type WebhookState = 'on' | 'off' | 'removed';

/** An address of an agency's own system that is told of each notice to the agency's officers. */
@Entity('webhook')
@Index('webhook_same_address_idx', ['partnershipId', 'agencyId', 'address'], {
  unique: true,
  where: "state <> 'removed'",
})
@Check('webhook_state_check', "state IN ('on','off','removed')")
export class Webhook {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  partnershipId: string;

  @Column('uuid')
  agencyId: string;

  @Column('text')
  address: string;

  /** The signing secret, encrypted under a key of the installation's own; shown in the clear once, when it is made. */
  @Column('bytea', { select: false })
  sealedSecret: Buffer;

  @Column('text')
  state: WebhookState;

  /** Failures since the last success. */
  @Column('integer', { default: 0 })
  failures: number;

  @Column('uuid')
  registeredBy: string;

  @Column('timestamptz')
  registeredAt: Date;

  @Column('timestamptz', { nullable: true })
  lastSuccessAt: Date | null;

  /** Code of what went wrong last; null after a success. */
  @Column('text', { nullable: true })
  lastFault: string | null;
}
