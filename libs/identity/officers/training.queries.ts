import { Injectable } from '@nestjs/common';
import type { LocalDate } from '@broker/kernel';
import { DataSource } from 'typeorm';

/** What is known of officers' training (ISA-22). */
@Injectable()
export class TrainingQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** Whether some course of an officer is good on a day: held by then, and not run out. */
  async isTrained(officerId: string, partnershipId: string, on: LocalDate): Promise<boolean> {
    const [row] = await this.dataSource.query<[{ trained: boolean }]>(
      `SELECT EXISTS (SELECT FROM training_record
         WHERE officer_id = $1 AND partnership_id = $2 AND held_on <= $3 AND expires_on >= $3) AS trained`,
      [officerId, partnershipId, on],
    );
    return row.trained;
  }
}
