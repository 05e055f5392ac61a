import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { BreakGlass } from './break-glass.entity.js';

/** One record that was looked at during an opening, for the owning agency to see. */
@Entity('break_glass_use')
@Index(['breakGlassId', 'usedAt'])
export class BreakGlassUse {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ForeignKey(() => BreakGlass)
  @Column('uuid')
  breakGlassId: string;

  @Column('text')
  recordKind: string;

  @Column('text')
  recordId: string;

  @Column('timestamptz')
  usedAt: Date;
}
