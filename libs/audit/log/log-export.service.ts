import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { actorFields, type Actor } from '@broker/identity';
import { CLOCK, type Clock } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { DataSource } from 'typeorm';
import { csvLine, EXPORT_COLUMNS, writeLogFilter, type ExportRow, type LogFilter } from '../domain/index.js';
import { LogQueries, type LogRow } from './log.queries.js';

/** Forms in which the log is taken out. */
export type ExportFormat = 'csv' | 'json';

const BATCH = 1000;

/** Takes the log out as a file for analysis, masked as it is on the pages. The taking is itself an entry (ISA-22). */
@Injectable()
export class LogExportService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly log: LogQueries,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The rows that a filter finds as the text of a file, in pieces, newest row first. The entry is written before the first piece leaves.
   * @returns CSV with a head, or JSON: one array of objects.
   */
  async *takeOut(actor: Actor, filter: LogFilter, format: ExportFormat): AsyncGenerator<string> {
    await this.record(actor, filter, format);
    yield format === 'csv' ? csvLine(EXPORT_COLUMNS) : '[';
    let isFirst = true;
    for (let after: string | null = ''; after !== null;) {
      const page = await this.log.page(actor, filter, { after, limit: BATCH });
      const rows = page.rows.map(exportRow);
      if (rows.length > 0) yield format === 'csv' ? csvOf(rows) : jsonOf(rows, isFirst);
      isFirst &&= rows.length === 0;
      after = page.next;
    }
    if (format === 'json') yield '\n]\n';
  }

  private async record(actor: Actor, filter: LogFilter, format: ExportFormat): Promise<void> {
    const rows = await this.log.countAll(actor, filter);
    const filterSha256 = createHash('sha256')
      .update(JSON.stringify(writeLogFilter(filter)))
      .digest('hex');
    await this.dataSource.transaction((manager) =>
      this.ledger.append(manager, {
        event: 'LogExported',
        ...actorFields(actor),
        at: this.clock.now(),
        facts: { format, rows, filterSha256 },
      }),
    );
  }
}

const csvOf = (rows: readonly ExportRow[]): string =>
  rows.map((row) => csvLine(EXPORT_COLUMNS.map((column) => row[column]))).join('');

const jsonOf = (rows: readonly ExportRow[], isFirst: boolean): string =>
  rows.map((row, at) => `${isFirst && at === 0 ? '\n' : ',\n'}${JSON.stringify(row)}`).join('');

const exportRow = (row: LogRow): ExportRow => ({
  kind: row.kind,
  id: row.id,
  reference: row.reference ?? '',
  enteredAt: row.enteredAt.toISOString(),
  occurredOn: row.occurredOn ?? '',
  agency: row.agency,
  counterpart: row.counterpart ?? '',
  officer: row.officer ?? '',
  side: row.side,
  what: row.what,
  state: row.state,
  channel: row.channel,
  outcome: row.outcome,
  purpose: row.purpose ?? '',
  gateway: row.gateway ?? '',
  dataset: row.dataset ?? '',
  subjectRole: row.subjectRole ?? '',
  convictionData: row.convictionData ? 'yes' : 'no',
  disposedAt: row.disposedAt?.toISOString() ?? '',
  person: row.personCode ?? '',
  exceptions: row.exceptions.join(' '),
});
