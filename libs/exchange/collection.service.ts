import { Inject, Injectable } from '@nestjs/common';
import { actorFields, type Actor } from '@broker/identity';
import { accept, CLOCK, refuse, type Clock, type Refusal, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { DataSource } from 'typeorm';
import { cellsOf, totalsOf } from './cell-store.js';
import { Collection, type CollectionFormat } from './collection.entity.js';
import { tidyFilter, type CellFilter } from './domain/cell-filter.js';
import { releaseRows } from './domain/release-rows.js';
import { ExchangeQueries, noSuchRelease, type ReleaseView } from './exchange.queries.js';
import { termsOf } from './release.service.js';

/** A recorded download, ready to be sent. */
export interface Handover {
  collectionId: string;
  fileName: string;
  rowTotal: number;
  /** The file, piece by piece. */
  content: Iterable<string>;
}

const FORMATS: readonly CollectionFormat[] = ['csv', 'ndjson'];

/** Hands releases to partners. The record and its ledger entry stand before the first byte is sent. */
@Injectable()
export class CollectionService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly queries: ExchangeQueries,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Records a download of (part of) a release and makes its file. The purpose is the release's own: another one needs a new request (ISA-18).
   * @returns the file, or `exchange/no-such-release` or `exchange/no-such-format`.
   */
  async collect(actor: Actor, releaseId: string, format: string, wanted: CellFilter): Promise<Result<Handover>> {
    const known = FORMATS.find((one) => one === format);
    if (!known) return refuse(noSuchFormat);
    const release = await this.queries.release(actor.partnershipId, releaseId);
    if (!release) return refuse(noSuchRelease);
    const filter = tidyFilter(wanted);
    const { rows } = await totalsOf(this.dataSource.manager, release.submissionId, filter);
    const collectionId = await this.record(actor, release, known, filter, rows);
    return accept(await this.handover(release, known, filter, { id: collectionId, rowTotal: rows }));
  }

  /**
   * Makes the file of a recorded download of the actor's own agency once more, for a transfer that failed; records nothing.
   * @returns the file, or `exchange/no-such-release`.
   */
  async sendAgain(actor: Actor, collectionId: string): Promise<Result<Handover>> {
    const collections = this.dataSource.getRepository(Collection);
    const collection = await collections.findOneBy({ id: collectionId, agencyId: actor.agencyId });
    const release = collection && (await this.queries.release(actor.partnershipId, collection.releaseId));
    if (!release) return refuse(noSuchRelease);
    return accept(await this.handover(release, collection.format, collection.filter, collection));
  }

  private async handover(
    release: ReleaseView,
    format: CollectionFormat,
    filter: CellFilter,
    { id, rowTotal }: Pick<Collection, 'id' | 'rowTotal'>,
  ): Promise<Handover> {
    const terms = termsOf(
      { datasetId: release.datasetId, report: release.report },
      release.purpose,
      release.agreementVersion,
    );
    return {
      collectionId: id,
      fileName: `${release.datasetId}_${release.periodFrom}_${release.periodTo}_${release.purpose}.${format}`,
      rowTotal,
      content: releaseRows(format, terms, await cellsOf(this.dataSource.manager, release.submissionId, filter)),
    };
  }

  private async record(
    actor: Actor,
    release: ReleaseView,
    format: CollectionFormat,
    filter: CellFilter,
    rowTotal: number,
  ) {
    const now = this.clock.now();
    return this.dataSource.transaction(async (manager) => {
      const collection = await manager.save(Collection, {
        releaseId: release.id,
        agencyId: actor.agencyId,
        officerId: actor.officerId,
        agreementVersionId: release.agreementVersionId,
        purpose: release.purpose,
        format,
        filter,
        rowTotal,
        collectedAt: now,
      });
      await this.ledger.append(manager, {
        event: 'ReleaseCollected',
        ...actorFields(actor),
        subject: { kind: 'release', id: release.id },
        at: now,
        facts: {
          dataset: release.datasetId,
          purpose: release.purpose,
          agreementVersion: release.agreementVersion,
          format,
          rows: rowTotal,
        },
      });
      return collection.id;
    });
  }
}

const noSuchFormat: Refusal = {
  code: 'exchange/no-such-format',
  clause: 'ISA-11',
  message: 'A release is handed over as CSV or NDJSON.',
  mend: 'Ask for “csv” or “ndjson”.',
};
