import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AgreementQueries } from '@broker/agreement';
import { datasetById, FEED_MAPPINGS, type DatasetDefinition } from '@broker/catalogue';
import { actorFields, type Actor } from '@broker/identity';
import { accept, CLOCK, refuse, RefusedError, type Clock, type Refusal, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { SpoolService, type Spooled } from '@broker/platform';
import { DataSource, QueryFailedError } from 'typeorm';
import { recogniseHeader } from './domain/intake.js';
import { keptFileName } from './domain/file-name.js';
import { Submission } from './submission.entity.js';
import { SubmissionWaker } from './submission-waker.service.js';

/** A file on its way in. */
export interface Upload {
  datasetId: string;
  fileName: string;
  body: AsyncIterable<Uint8Array>;
}

const UNIQUE_VIOLATION = '23505';

/** Takes files in. A file is looked at while it arrives; what is refused at the door leaves a ledger entry and nothing else. */
@Injectable()
export class SubmissionService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly agreements: AgreementQueries,
    private readonly ledger: LedgerService,
    private readonly spool: SpoolService,
    private readonly waker: SubmissionWaker,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Receives one file for one dataset and has it checked.
   * @returns the submission's id, or a refusal: `exchange/no-such-dataset`, `exchange/not-your-dataset`, `exchange/same-file-twice`, or one of
   * those of `recogniseHeader` and the spool. Throws what the source throws when it stops in the middle.
   */
  async receive(actor: Actor, upload: Upload): Promise<Result<{ id: string }>> {
    const dataset = datasetById(upload.datasetId);
    if (!dataset) return this.turnAway(actor, 'unknown', noSuchDataset);
    const names = await this.agreements.namesOf(actor.appointmentId);
    const holds = dataset.holderKinds.some((kind) => kind === names?.agencyKind);
    if (!holds) return this.turnAway(actor, dataset.id, notYourDataset(dataset, names?.agency ?? 'Your agency'));
    const id = randomUUID();
    try {
      const spooled = await this.spool.receive(id, upload.body, (first) => inspect(first, dataset));
      const received = await this.record(actor, id, upload, spooled);
      if (received.ok) {
        await this.waker.wake(id);
        return received;
      }
      await this.spool.remove(id);
      return this.turnAway(actor, dataset.id, received.refusal);
    } catch (error) {
      if (error instanceof RefusedError) return this.turnAway(actor, dataset.id, error.refusal);
      throw error;
    }
  }

  private async record(actor: Actor, id: string, upload: Upload, file: Spooled): Promise<Result<{ id: string }>> {
    const now = this.clock.now();
    try {
      await this.dataSource.transaction(async (manager) => {
        await manager.insert(Submission, {
          id,
          partnershipId: actor.partnershipId,
          agencyId: actor.agencyId,
          datasetId: upload.datasetId,
          state: 'received',
          fileName: keptFileName(upload.fileName),
          fileSha256: file.sha256,
          fileBytes: String(file.bytes),
          spoolKey: file.key,
          uploadedBy: actor.officerId,
          uploadedAt: now,
        });
        await this.ledger.append(manager, {
          event: 'SubmissionReceived',
          ...actorFields(actor),
          subject: { kind: 'submission', id },
          at: now,
          facts: { dataset: upload.datasetId, fileSha256: file.sha256, bytes: file.bytes },
        });
      });
      return accept({ id });
    } catch (error) {
      if (isSameFile(error)) return refuse(sameFileTwice);
      await this.spool.remove(id);
      throw error;
    }
  }

  private async turnAway(actor: Actor, dataset: string, refusal: Refusal): Promise<{ ok: false; refusal: Refusal }> {
    await this.dataSource.transaction((manager) =>
      this.ledger.append(manager, {
        event: 'UploadRefused',
        ...actorFields(actor),
        at: this.clock.now(),
        facts: { dataset, code: refusal.code, clause: refusal.clause },
      }),
    );
    return refuse(refusal);
  }
}

function inspect(first: Uint8Array, dataset: DatasetDefinition): void {
  const recognised = recogniseHeader(first, dataset, FEED_MAPPINGS);
  if (!recognised.ok) throw new RefusedError(recognised.refusal);
}

const isSameFile = (error: unknown): boolean =>
  error instanceof QueryFailedError &&
  (error.driverError as { code?: string; constraint?: string }).code === UNIQUE_VIOLATION &&
  (error.driverError as { constraint?: string }).constraint === 'submission_same_file_idx';

const noSuchDataset: Refusal = {
  code: 'exchange/no-such-dataset',
  clause: 'ISA-19',
  message: 'The catalogue has no such dataset.',
  mend: 'Choose a dataset from the list of those your agency holds.',
};

const notYourDataset = (dataset: DatasetDefinition, agency: string): Refusal => ({
  code: 'exchange/not-your-dataset',
  clause: dataset.paragraph,
  message: `${dataset.id} (${dataset.title}) is not one that ${agency} holds.`,
  mend: 'Choose a dataset from the list of those your agency holds.',
});

const sameFileTwice: Refusal = {
  code: 'exchange/same-file-twice',
  clause: 'ISA-11',
  message: 'Your agency has uploaded this very file before, and it is still in use.',
  mend: 'Open the earlier submission. To upload the file again, withdraw that one first.',
};
