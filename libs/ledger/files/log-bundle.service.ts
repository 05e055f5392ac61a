import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@broker/kernel';
import { DataSource } from 'typeorm';
import { LedgerService } from '../ledger.service.js';
import type { MayShow } from './log-files.service.js';
import { packBundle } from './pack-bundle.js';
import { ProofFilesService } from './proof-files.service.js';

/** Who takes the log, for which agency in which partnership. */
export interface BundleTaker {
  officerId: string;
  agencyId: string;
  partnershipId: string;
}

/** Hands out the whole log in one file; that somebody took it is an entry itself (ISA-22). */
@Injectable()
export class LogBundleService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: LedgerService,
    private readonly proofs: ProofFilesService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The log as a tar archive, as a stream; of entries that may not be shown the hash alone. Null before the first checkpoint. */
  async take(taker: BundleTaker, mayShow: MayShow): Promise<Readable | null> {
    const checkpoint = await this.proofs.newestTrusted(taker.partnershipId);
    if (!checkpoint) return null;
    await this.dataSource.transaction((manager) =>
      this.ledger.append(manager, {
        event: 'LogBundleTaken',
        ...taker,
        subject: { kind: 'checkpoint', id: String(checkpoint.size) },
        at: this.clock.now(),
        facts: { size: checkpoint.size, rootHash: checkpoint.rootHash },
      }),
    );
    return packBundle(this.proofs.bundle(taker.partnershipId, mayShow));
  }
}
