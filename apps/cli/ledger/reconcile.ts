import { readFile } from 'node:fs/promises';
import { say } from '../client/shown.js';
import type { StoredLog } from './stored-log.js';

/** Compares receipts that officers kept with the log of this machine and says of each how it stands; exit code 1 when one is not honoured. */
export async function reconcile({ receipts }: StoredLog, files: readonly string[]): Promise<void> {
  const { KEPT_RECEIPT_FAULTS } = await import('@broker/ledger');
  let wrong = 0;
  for (const file of files) {
    const note = await readFile(file, 'utf8').catch(() => null);
    const check = note === null ? null : await receipts.check(note);
    if (!check?.ok) wrong += 1;
    if (check === null) say(`${file}: the file cannot be read`);
    else if (!check.ok) say(`${file}: ${KEPT_RECEIPT_FAULTS[check.fault]}`);
    else
      say(
        `${file}: ${check.sequence === null ? 'in the log, waiting for its place' : `entry ${check.sequence} of the log`}`,
      );
  }
  say(`${files.length - wrong} of ${files.length} receipts are honoured.`);
  if (wrong > 0) process.exitCode = 1;
}
