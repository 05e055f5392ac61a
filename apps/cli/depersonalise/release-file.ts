import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { DatasetDefinition } from '@broker/catalogue';
import { cellText, CsvScanner, type Group, type LadderStep } from '@broker/depersonalisation';
import { csvField, type Depersonalised } from '../../../libs/exchange/domain/index.js';

const HEADER = ['dataset', 'period', 'period_precision', 'area', 'area_precision', 'category'];
const BLOCK_CHARACTERS = 64 * 1024;

/** A file that exists under its name only when it is complete. */
export class PendingFile {
  private readonly temporary: string;

  constructor(private readonly path: string) {
    this.temporary = join(dirname(path), `.${basename(path)}.${process.pid}.partial`);
  }

  /** Writes the content beside its final place. */
  async write(parts: Iterable<string>): Promise<string> {
    const file = await open(this.temporary, 'wx', 0o600);
    try {
      for (const part of parts) await file.write(part);
      await file.sync();
    } finally {
      await file.close();
    }
    return this.temporary;
  }

  /** Puts the file in its place, over an older one. */
  publish = (): Promise<void> => rename(this.temporary, this.path);

  /** Leaves nothing behind. */
  discard = (): Promise<void> => rm(this.temporary, { force: true });
}

/** The rows to release as CSV, in parts of about 64 KiB. */
export function* releaseText(dataset: DatasetDefinition, step: LadderStep, release: Depersonalised): Iterable<string> {
  let part = `${HEADER.join(',')}\r\n`;
  for (const { period, area, category, rows } of release.groups) {
    const line = `${[dataset.id, period, step.time, area, step.place, category].map(csvField).join(',')}\r\n`;
    for (let row = 0; row < rows; row++) {
      part += line;
      if (part.length < BLOCK_CHARACTERS) continue;
      yield part;
      part = '';
    }
  }
  yield part;
}

/** Counts the groups of a release file from what is written in it. */
export async function groupsWritten(path: string): Promise<Group[]> {
  const groups = new Map<string, Group>();
  const scanner = new CsvScanner(
    () => undefined,
    (row) => {
      const [period, area, category] = [cellText(row, 1), cellText(row, 3), cellText(row, 5)];
      const key = JSON.stringify([period, area, category]);
      const known = groups.get(key);
      if (known) known.rows += 1;
      else groups.set(key, { period, area, category, rows: 1 });
    },
  );
  for await (const chunk of createReadStream(path)) scanner.push(chunk as Buffer);
  scanner.finish();
  return [...groups.values()];
}
