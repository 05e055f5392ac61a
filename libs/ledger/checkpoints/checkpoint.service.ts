import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@broker/kernel';
import { DataSource, LessThanOrEqual } from 'typeorm';
import { toHex } from '../domain/index.js';
import { newestCheckpoint, signNewestHead, storedConsistency } from './checkpoint-signing.js';
import { LedgerCheckpoint } from './ledger-checkpoint.entity.js';
import { LedgerCosignature } from './ledger-cosignature.entity.js';
import { LogKeyService } from './log-key.service.js';

/** A checkpoint with what its witnesses have put under it. */
export interface SignedCheckpoint {
  size: number;
  /** Lower-case hexadecimal. */
  rootHash: string;
  /** The log's own signed note, followed by the witnesses' signature lines: as it is handed out. */
  note: string;
  cosignatures: { witnessId: string; line: string; signedAt: Date }[];
  madeAt: Date;
}

/** The log's signed checkpoints: made soon after new entries, kept for ever (ISA-22). */
@Injectable()
export class CheckpointService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly keys: LogKeyService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Signs the newest head if there is a new one; any number may call at once. @returns its size, or null. Throws DomainError when it must not be signed. */
  async signNewest(): Promise<number | null> {
    const signer = await this.keys.signer();
    return this.dataSource.transaction((manager) => signNewestHead(manager, signer, this.clock.now()));
  }

  /** The newest checkpoint; null before the first. */
  async latest(): Promise<SignedCheckpoint | null> {
    const newest = await newestCheckpoint(this.dataSource.manager);
    return newest && this.withCosignatures(newest);
  }

  /** The checkpoint of exactly this size; null when none was signed. */
  async at(size: number): Promise<SignedCheckpoint | null> {
    const found = await this.dataSource.manager.findOneBy(LedgerCheckpoint, { size: String(size) });
    return found && this.withCosignatures(found);
  }

  /** The newest checkpoint that any witness has cosigned, at most of `size`; null when there is none. */
  async latestCosigned(size = Number.MAX_SAFE_INTEGER): Promise<SignedCheckpoint | null> {
    const [newest] = await this.dataSource.manager.find(LedgerCosignature, {
      where: { size: LessThanOrEqual(String(size)) },
      order: { size: 'DESC' },
      take: 1,
    });
    return newest ? this.at(Number(newest.size)) : null;
  }

  /** The consistency proof between two sizes of the log, in lower-case hexadecimal; throws DomainError unless 0 < size1 ≤ size2 ≤ the log's. */
  async consistency(size1: number, size2: number): Promise<string[]> {
    return (await storedConsistency(this.dataSource.manager, size1, size2)).map(toHex);
  }

  private async withCosignatures({ size, rootHash, note, madeAt }: LedgerCheckpoint): Promise<SignedCheckpoint> {
    const cosignatures = await this.dataSource.manager.find(LedgerCosignature, {
      where: { size },
      order: { signedAt: 'ASC', witnessId: 'ASC' },
    });
    return {
      size: Number(size),
      rootHash: toHex(rootHash),
      note: [note, ...cosignatures.map(({ line }) => line)].join(''),
      cosignatures: cosignatures.map(({ witnessId, line, signedAt }) => ({ witnessId, line, signedAt })),
      madeAt,
    };
  }
}
