import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Tells the addresses that officers' notices go to: the only place from which a notice learns one. */
@Injectable()
export class AddressBookService {
  constructor(private readonly dataSource: DataSource) {}

  /** The e-mail addresses of some officers, by id; an unknown id has none. */
  addressesOf(officerIds: readonly string[]): Promise<{ officerId: string; email: string }[]> {
    return this.dataSource.query<{ officerId: string; email: string }[]>(
      `SELECT id AS "officerId", email FROM officer WHERE id = ANY($1::uuid[]) ORDER BY id`,
      [officerIds],
    );
  }
}
