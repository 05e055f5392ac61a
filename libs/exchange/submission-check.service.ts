import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Partnership } from '@broker/agreement';
import { datasetById, FEED_MAPPINGS, type DatasetDefinition } from '@broker/catalogue';
import { passGate, type DepersonalisationReport } from '@broker/depersonalisation';
import {
  CLOCK,
  DomainError,
  londonDate,
  orThrow,
  refuse,
  RefusedError,
  type Clock,
  type Refusal,
  type Result,
} from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { inOneAct, SpoolService } from '@broker/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { storeCells, storedGroups } from './cell-store.js';
import { Intake, type Depersonalised } from './domain/intake.js';
import type { Submission } from './submission.entity.js';

/** A worker that has not been heard of for this long has died; another one takes over. */
const LEASE_SECONDS = 10;
const HEARTBEAT_MS = 500;
/** A file that has cost this many workers is not tried again. */
const ATTEMPTS_MAX = 5;

/** How a wake-up ended: the file was judged, or it was not this worker's to judge. */
export type CheckOutcome = 'checked' | 'refused' | 'not-mine';

type Claimed = Pick<
  Submission,
  'id' | 'partnershipId' | 'agencyId' | 'datasetId' | 'fileBytes' | 'uploadedAt' | 'attempts'
> & { spoolKey: Buffer };

/** The lease went to another worker while this one was reading. */
class LeaseLost extends Error {}

/** Checks and depersonalises one received file. Safe to call any number of times, by any number of workers: one of them does it, once. */
@Injectable()
export class SubmissionCheckService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: LedgerService,
    private readonly spool: SpoolService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Reads, checks and stores a submission's file, and destroys the file. @returns how it ended. */
  async check(submissionId: string): Promise<CheckOutcome> {
    const claimed = await this.claim(submissionId);
    if (!claimed) return 'not-mine';
    try {
      const refusal = await this.judge(claimed);
      await this.spool.remove(claimed.id);
      return refusal ? 'refused' : 'checked';
    } catch (error) {
      if (error instanceof LeaseLost) return 'not-mine';
      throw error;
    }
  }

  private async judge(claimed: Claimed): Promise<Refusal | null> {
    const dataset = datasetById(claimed.datasetId);
    if (!dataset) throw new DomainError('A submission names a dataset that the catalogue lacks.');
    const read = claimed.attempts > ATTEMPTS_MAX ? refuse(givenUp) : await this.read(claimed, dataset);
    const passed = read.ok ? await this.pass(claimed, dataset, read.value) : read;
    if (passed.ok) return null;
    await this.fail(claimed, passed.refusal);
    return passed.refusal;
  }

  private async claim(id: string): Promise<Claimed | null> {
    const now = this.clock.now();
    const [rows] = await this.dataSource.query<[Claimed[], number]>(
      `UPDATE submission SET state = 'checking', attempts = attempts + 1, started_at = $2, lease_until = $3,
              bytes_read = 0, rows_read = 0
        WHERE id = $1 AND (state = 'received' OR (state = 'checking' AND lease_until < $2))
        RETURNING id, partnership_id AS "partnershipId", agency_id AS "agencyId", dataset_id AS "datasetId",
                  file_bytes AS "fileBytes", uploaded_at AS "uploadedAt", attempts, spool_key AS "spoolKey"`,
      [id, now, this.leaseEnd(now)],
    );
    return rows[0] ?? null;
  }

  private async read(claimed: Claimed, dataset: DatasetDefinition): Promise<Result<Depersonalised>> {
    const partnership = await this.dataSource.manager.findOneByOrFail(Partnership, { id: claimed.partnershipId });
    const intake = new Intake({
      dataset,
      mappings: FEED_MAPPINGS,
      districts: partnership.districts,
      receivedOn: londonDate(claimed.uploadedAt),
    });
    let bytesRead = 0;
    let heardAt = this.clock.now().getTime();
    try {
      for await (const chunk of this.spool.read(claimed.id, claimed.spoolKey)) {
        intake.push(chunk);
        bytesRead += chunk.length;
        if (this.clock.now().getTime() - heardAt < HEARTBEAT_MS) continue;
        await this.heartbeat(claimed, bytesRead, intake.rowsRead);
        heardAt = this.clock.now().getTime();
      }
      return intake.finish();
    } catch (error) {
      if (error instanceof RefusedError) return refuse(error.refusal);
      throw error;
    }
  }

  private async heartbeat(claimed: Claimed, bytesRead: number, rowsRead: number): Promise<void> {
    const [, affected] = await this.dataSource.query<[unknown, number]>(
      `UPDATE submission SET bytes_read = $3, rows_read = $4, lease_until = $5
        WHERE id = $1 AND attempts = $2 AND state = 'checking'`,
      [claimed.id, claimed.attempts, bytesRead, rowsRead, this.leaseEnd(this.clock.now())],
    );
    if (affected === 0) throw new LeaseLost();
  }

  /** Stores the cells and passes them through the gate as stored, in one transaction: a refusal there leaves nothing behind. */
  private async pass(claimed: Claimed, dataset: DatasetDefinition, file: Depersonalised): Promise<Result<null>> {
    const { report } = file;
    return inOneAct(this.dataSource, async (manager) => {
      const now = this.clock.now();
      await this.settle(manager, claimed, 'checked', now, {
        report,
        periodFrom: file.periodFrom,
        periodTo: file.periodTo,
        periods: file.periods,
      });
      await storeCells(manager, claimed.id, file);
      const claim = { rows: report.rowsReleasable, groups: report.groups, smallestGroup: report.smallestGroup };
      orThrow(passGate(await storedGroups(manager, claimed.id), dataset.policy, claim));
      await this.ledger.append(manager, {
        event: 'SubmissionChecked',
        ...evidenceOf(claimed),
        at: now,
        facts: factsOf(report),
      });
      return null;
    });
  }

  private async fail(claimed: Claimed, refusal: Refusal): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const now = this.clock.now();
      await this.settle(manager, claimed, 'refused', now, { refusal });
      await this.ledger.append(manager, {
        event: 'SubmissionRefused',
        ...evidenceOf(claimed),
        at: now,
        facts: { dataset: claimed.datasetId, code: refusal.code, clause: refusal.clause },
      });
    });
  }

  /** Ends the check, if it is still this worker's. The file's key goes with it. */
  private async settle(
    manager: EntityManager,
    claimed: Claimed,
    state: 'checked' | 'refused',
    now: Date,
    found: {
      report?: DepersonalisationReport;
      refusal?: Refusal;
      periodFrom?: string;
      periodTo?: string;
      periods?: string[];
    },
  ): Promise<void> {
    const [, affected] = await manager.query<[unknown, number]>(
      `UPDATE submission SET state = $3, spool_key = NULL, lease_until = NULL, checked_at = $4, report = $5, refusal = $6,
              period_from = $7, period_to = $8, periods = $9, bytes_read = file_bytes, rows_read = coalesce($10, rows_read)
        WHERE id = $1 AND attempts = $2 AND state = 'checking'`,
      [
        claimed.id,
        claimed.attempts,
        state,
        now,
        found.report ? JSON.stringify(found.report) : null,
        found.refusal ? JSON.stringify(found.refusal) : null,
        found.periodFrom ?? null,
        found.periodTo ?? null,
        found.periods ?? null,
        found.report?.rowsIn ?? null,
      ],
    );
    if (affected === 0) throw new LeaseLost();
  }

  private leaseEnd(now: Date): Date {
    return new Date(now.getTime() + LEASE_SECONDS * 1000);
  }
}

const evidenceOf = (claimed: Claimed) => ({
  partnershipId: claimed.partnershipId,
  agencyId: claimed.agencyId,
  officerId: null,
  subject: { kind: 'submission', id: claimed.id },
});

const factsOf = (report: DepersonalisationReport) => ({
  dataset: report.datasetId,
  rowsIn: report.rowsIn,
  rowsOutsideArea: report.rowsOutsideArea,
  rowsRefused: report.rowsRefused,
  rowsSuppressed: report.rowsSuppressed,
  rowsReleasable: report.rowsReleasable,
  smallestGroup: report.smallestGroup,
  reportSha256: createHash('sha256').update(JSON.stringify(report)).digest('hex'),
});

const givenUp: Refusal = {
  code: 'exchange/could-not-be-checked',
  clause: 'ISA-9',
  message: 'The check of this file stopped several times without an end.',
  mend: 'Upload the file again. If it happens again, tell the operator of the broker the time at which you uploaded it.',
};
