import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Appointment } from './appointment.entity.js';

/** A token issued to an agency's system. Its id is the token's `jti`; the token itself is never stored. */
@Entity('machine_token')
export class MachineToken {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey(() => Appointment)
  @Column('uuid')
  appointmentId: string;

  @Column('timestamptz')
  issuedAt: Date;

  @Column('timestamptz')
  expiresAt: Date;

  @Column('timestamptz', { nullable: true })
  revokedAt: Date | null;
}
