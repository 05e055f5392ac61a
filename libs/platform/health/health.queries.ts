import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** How the database fares. */
export interface DatabaseHealth {
  /** Of PostgreSQL, for example `18.4`. */
  version: string;
  bytes: number;
  /** False when the program expects another schema. */
  isSchemaCurrent: boolean;
}

/** What the operator reads about the ground that everything stands on. */
@Injectable()
export class HealthQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** Asks the database for its version, size and schema. */
  async database(): Promise<DatabaseHealth> {
    const [row] = await this.dataSource.query<[{ version: string; bytes: string }]>(
      `SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS bytes`,
    );
    const isSchemaCurrent = !(await this.dataSource.showMigrations());
    return { version: row.version.split(' ')[0] ?? '', bytes: Number(row.bytes), isSchemaCurrent };
  }
}
