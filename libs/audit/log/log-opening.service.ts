import { Inject, Injectable } from '@nestjs/common';
import { boundTo, type RecordWords } from '@broker/disclosure';
import { actorFields, type Actor } from '@broker/identity';
import { accept, CLOCK, refuse, RefusedError, type Clock, type Result } from '@broker/kernel';
import { LedgerService, type LedgerEvidence } from '@broker/ledger';
import { asSystemWithin, inOneAct, VaultDestroyed, VaultService } from '@broker/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { noSuchLogRow, notRevealed, type RevealPurpose } from '../domain/index.js';
import { RevealService } from '../reveals/reveal.service.js';
import { AsItWasQueries, type AsItWas } from './as-it-was.queries.js';
import { AuditedRecords, type AuditedRecord } from './audited-records.service.js';
import { LogRecordQueries, type MaskedRecord } from './log-record.queries.js';
import { LogQueries, type LogRow } from './log.queries.js';

/** A record opened by an auditor, the person in it masked. */
export interface OpenedRecord {
  row: LogRow;
  record: MaskedRecord;
  custody: LedgerEvidence[];
  asItWas: AsItWas[];
}

/** A record as two people agreed to see it. */
export interface RevealedRecord {
  reference: string;
  purpose: RevealPurpose;
  /** Until when it is open. */
  opensUntil: Date;
  /** Null once the information has been disposed of. */
  words: RecordWords | null;
}

/** Opens records of the log to auditors: masked, or revealed by two. Each opening is an entry (ISA-22, ISA-26). */
@Injectable()
export class LogOpeningService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly log: LogQueries,
    private readonly masked: LogRecordQueries,
    private readonly past: AsItWasQueries,
    private readonly records: AuditedRecords,
    private readonly reveals: RevealService,
    private readonly vault: VaultService,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Opens a record, masked. @returns it with its chain of custody, or `audit/no-such-record`. */
  async open(actor: Actor, id: string): Promise<Result<OpenedRecord>> {
    const row = await this.log.one(actor, 'record', id);
    const record = row && (await this.masked.one(actor, row.id));
    if (!row || !record) return refuse(noSuchLogRow);
    await this.dataSource.transaction((manager) =>
      this.ledger.append(manager, {
        event: 'LogRecordOpened',
        ...actorFields(actor),
        subject: { kind: 'record', id },
        at: this.clock.now(),
        facts: { ownerAgencyId: row.agencyId },
      }),
    );
    const custody = await this.masked.custody(actor, record);
    return accept({ row, record, custody, asItWas: await this.past.of(actor, id) });
  }

  /** Shows the person behind a record to the auditor whose reveal of it is open. @returns the words, or `audit/not-revealed`; each look is an entry. */
  reveal(actor: Actor, id: string): Promise<Result<RevealedRecord>> {
    return inOneAct(this.dataSource, async (manager) => {
      const reveal = await this.reveals.openFor(actor, id, manager);
      if (!reveal?.opensUntil) throw new RefusedError(notRevealed);
      const record = await this.records.one(manager, actor, id);
      const words = await asSystemWithin(manager, () => this.wordsOf(manager, record));
      const { purpose, ownerAgencyId, opensUntil } = reveal;
      await this.ledger.append(manager, {
        event: 'RecordRevealed',
        ...actorFields(actor),
        subject: { kind: 'record', id: record.id },
        at: this.clock.now(),
        facts: { revealId: reveal.id, purpose, ownerAgencyId },
      });
      return { reference: record.reference, purpose, opensUntil, words };
    });
  }

  private async wordsOf(manager: EntityManager, { id, vaultId }: AuditedRecord): Promise<RecordWords | null> {
    try {
      return await this.vault.openObject<RecordWords>(manager, vaultId, boundTo(id));
    } catch (error) {
      if (error instanceof VaultDestroyed) return null;
      throw error;
    }
  }
}
