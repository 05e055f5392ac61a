import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The answer given to a write that carried an `Idempotency-Key`, kept so that a repeat gets the same answer and does nothing. */
@Entity('idempotent_answer')
export class IdempotentAnswer {
  @PrimaryColumn('uuid')
  appointmentId: string;

  @PrimaryColumn('text')
  key: string;

  /** SHA-256 (hex) of method, path and body: one key never serves two different requests. */
  @Column('text')
  requestSha256: string;

  /** Null while the first request is still under way. */
  @Column('integer', { nullable: true })
  status: number | null;

  @Column('jsonb', { nullable: true })
  body: unknown;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
