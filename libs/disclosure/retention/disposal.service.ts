import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DeadlineService } from '@broker/deadlines';
import { CLOCK, londonDate, type Clock } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { asSystem, asSystemWithin, VaultService } from '@broker/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { nextReference } from '../reference.js';
import { SubjectIndexService, type IndexedKind } from '../subject-index/index.js';
import { DisposalCertificate } from './disposal-certificate.entity.js';
import { DISPOSABLES } from './disposables.js';
import { LegalHold } from './legal-hold.entity.js';
import { Retention, type RetainedKind } from './retention.entity.js';

const INDEXED: readonly RetainedKind[] = ['request', 'disclosure', 'record'];

/** The kind of deadline at whose end something is disposed of. */
export const RETENTION_END = 'retention-end';

/** Destroys what is kept no longer (ISA-23, 26): its keys in the vault, its place in the index; the row stays with its codes and dates. */
@Injectable()
export class DisposalService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: VaultService,
    private readonly index: SubjectIndexService,
    private readonly deadlines: DeadlineService,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Disposes of something in the caller's transaction, with a certificate and an entry in the log. What is held, or gone, stays as it is.
   * @returns whether it was disposed of now.
   */
  dispose(manager: EntityManager, retentionId: string, at: Date): Promise<boolean> {
    return asSystemWithin(manager, async () => {
      const lock = { mode: 'pessimistic_write' as const };
      const kept = await manager.findOne(Retention, { where: { id: retentionId }, lock });
      if (!kept || kept.disposedAt !== null || (await this.isHeld(manager, retentionId))) return false;
      const commitments = await this.destroy(manager, kept, at);
      const certificate = await this.certify(manager, kept, commitments, at);
      await this.record(manager, kept, certificate, at);
      return true;
    });
  }

  /**
   * Does again, after a restore from a backup, every disposal that the log knows of: what the backup brought back is destroyed.
   * @returns how many disposals the log holds, and of how many something had come back.
   */
  replay(): Promise<{ disposals: number; repeated: number }> {
    return asSystem(() =>
      this.dataSource.transaction(async (manager) => {
        const at = this.clock.now();
        const entries = await manager.query<{ kind: RetainedKind; id: string }[]>(
          `SELECT subject_kind AS kind, subject_id AS id FROM ledger_entry WHERE event = 'InformationDisposed' ORDER BY id`,
        );
        let repeated = 0;
        for (const { kind, id } of entries) if (await this.disposeAgain(manager, kind, id, at)) repeated += 1;
        await this.ledger.append(manager, {
          event: 'DisposalsReplayed',
          partnershipId: null,
          agencyId: null,
          officerId: null,
          subject: null,
          at,
          facts: { disposals: entries.length, repeated },
        });
        return { disposals: entries.length, repeated };
      }),
    );
  }

  /** Whether any agency holds it. */
  isHeld(manager: EntityManager, retentionId: string): Promise<boolean> {
    return manager
      .query<[{ held: boolean }]>(
        'SELECT EXISTS (SELECT FROM legal_hold WHERE retention_id = $1 AND lifted_at IS NULL) AS held',
        [retentionId],
      )
      .then(([{ held }]) => held);
  }

  /** @returns what bound the content of each item that was destroyed (hex). */
  private async destroy(manager: EntityManager, { id, recordKind, recordId }: Retention, at: Date): Promise<string[]> {
    const { items, mark } = DISPOSABLES[recordKind];
    const rows = await manager.query<{ id: string; commitment: string }[]>(
      `SELECT id, commitment FROM vault_item WHERE destroyed_at IS NULL AND id IN (${items}) ORDER BY id`,
      [recordId],
    );
    const holds = await manager.findBy(LegalHold, { retentionId: id });
    const reasons = holds.flatMap(({ vaultId, liftVaultId }) => [vaultId, liftVaultId]);
    for (const vaultId of [...rows.map((row) => row.id), ...reasons])
      if (vaultId !== null) await this.vault.destroy(manager, vaultId, at);
    if (INDEXED.includes(recordKind)) await this.index.forget(manager, recordKind as IndexedKind, recordId);
    if (mark !== null) await manager.query(mark, [recordId, at]);
    await manager.update(Retention, { id }, { disposedAt: at });
    return rows.map(({ commitment }) => commitment);
  }

  private async certify(
    manager: EntityManager,
    { id, ...kept }: Retention,
    commitments: string[],
    at: Date,
  ): Promise<DisposalCertificate> {
    const year = londonDate(at).slice(0, 4);
    const wanted = { table: 'disposal_certificate' as const, letter: 'C', partnershipId: kept.partnershipId, year };
    return manager.save(DisposalCertificate, {
      ...kept,
      reference: await nextReference(manager, wanted),
      retentionId: id,
      why: 'retention-ended' as const,
      clause: 'ISA-23' as const,
      disposedAt: at,
      items: commitments.length,
      commitments,
    });
  }

  private async record(
    manager: EntityManager,
    kept: Retention,
    certificate: DisposalCertificate,
    at: Date,
  ): Promise<void> {
    const { partnershipId, agencyId, recordKind, recordId, retainUntilOn } = kept;
    const subject = { kind: recordKind, id: recordId };
    const { items, commitments, why, reference } = certificate;
    await this.ledger.append(manager, {
      event: 'InformationDisposed',
      partnershipId,
      agencyId,
      officerId: null,
      subject,
      at,
      facts: { recordKind, why, retainUntilOn, items, certificate: reference, commitmentsSha256: sha256(commitments) },
    });
    await this.deadlines.meet(manager, { kind: RETENTION_END, subject }, at);
  }

  private async disposeAgain(manager: EntityManager, kind: RetainedKind, recordId: string, at: Date): Promise<boolean> {
    const kept = await manager.findOneBy(Retention, { recordKind: kind, recordId });
    if (!kept) return false;
    const [, indexed] = await manager.query<[unknown, number]>('DELETE FROM subject_index WHERE record_id = $1', [
      recordId,
    ]);
    const destroyed = await this.destroy(manager, kept, kept.disposedAt ?? at);
    return destroyed.length > 0 || indexed > 0;
  }
}

const sha256 = (commitments: readonly string[]): string =>
  createHash('sha256').update(commitments.toSorted().join('\n')).digest('hex');
