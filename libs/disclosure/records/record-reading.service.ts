import { Inject, Injectable } from '@nestjs/common';
import { actorFields, type Actor } from '@broker/identity';
import { CLOCK, type Clock } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { VaultDestroyed } from '@broker/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { RecordWords } from './domain/index.js';
import { RecordQueries, type RecordLine } from './record.queries.js';
import { RecordStore } from './record-store.service.js';

/** A record opened: its words, or null once they were disposed of. */
export interface OpenedRecord {
  record: RecordLine;
  words: RecordWords | null;
}

/** Opens disclosure records and takes them out, each of which is logged (ISA-26). */
@Injectable()
export class RecordReading {
  constructor(
    private readonly dataSource: DataSource,
    private readonly records: RecordQueries,
    private readonly store: RecordStore,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Opens a record, which is logged. @param format on what it is shown. Null where there is none that is open to the reader. */
  async open(actor: Actor, id: string, format: 'page' | 'pdf' | 'json' = 'page'): Promise<OpenedRecord | null> {
    const record = await this.records.find(actor, id);
    if (!record) return null;
    return this.dataSource.transaction(async (manager) => {
      const words = await this.wordsOf(manager, record);
      await this.ledger.append(manager, {
        event: 'RecordViewed',
        ...actorFields(actor),
        subject: { kind: 'record', id },
        at: this.clock.now(),
        facts: { reference: record.reference, format },
      });
      return { record, words };
    });
  }

  /** All records of the reader's agency with their words, the oldest first, to be taken out as a file; which is logged. */
  async takeOut(actor: Actor, format: 'csv' | 'json', convictionData: boolean | null = null): Promise<OpenedRecord[]> {
    const lines = await this.records.all(actor, convictionData);
    return this.dataSource.transaction(async (manager) => {
      const opened: OpenedRecord[] = [];
      for (const record of lines) opened.push({ record, words: await this.wordsOf(manager, record) });
      await this.ledger.append(manager, {
        event: 'RecordsExported',
        ...actorFields(actor),
        subject: { kind: 'agency', id: actor.agencyId },
        at: this.clock.now(),
        facts: { format, records: opened.length, convictionData },
      });
      return opened;
    });
  }

  private async wordsOf(manager: EntityManager, record: RecordLine): Promise<RecordWords | null> {
    try {
      return await this.store.words(manager, record);
    } catch (error) {
      if (error instanceof VaultDestroyed) return null;
      throw error;
    }
  }
}
