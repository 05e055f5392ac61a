import type { LedgerService, LogFilesService, ProofFilesService, ReceiptService } from '@broker/ledger';

/** What the broker's own machine knows of the log. */
export interface StoredLog {
  ledger: LedgerService;
  files: LogFilesService;
  proofs: ProofFilesService;
  receipts: ReceiptService;
}

/** Does work on the log in the database of this machine. */
export async function withStoredLog(work: (log: StoredLog) => Promise<void>): Promise<void> {
  const [{ declareSystemProcess, loadConfig, openDataSource }, rooms] = await Promise.all([
    import('@broker/platform'),
    import('@broker/ledger'),
  ]);
  declareSystemProcess();
  const [config, clock] = [loadConfig(), { now: () => new Date() }];
  const dataSource = await openDataSource(config.databaseUrl, rooms.LEDGER_ENTITIES);
  try {
    const ledger = new rooms.LedgerService(dataSource);
    const keys = new rooms.LogKeyService(dataSource, ledger, clock, config);
    const checkpoints = new rooms.CheckpointService(dataSource, keys, clock);
    const files = new rooms.LogFilesService(dataSource, checkpoints);
    const proofs = new rooms.ProofFilesService(dataSource, keys, checkpoints, files);
    await work({ ledger, files, proofs, receipts: new rooms.ReceiptService(dataSource, keys, config) });
  } finally {
    await dataSource.destroy();
  }
}
