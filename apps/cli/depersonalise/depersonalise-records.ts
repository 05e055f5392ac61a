import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import {
  applyDefinition,
  cellTexts,
  claimOf,
  CsvScanner,
  describeRecords,
  RecordGate,
  RecordIntake,
  recordLines,
  type RecordClaim,
  type RecordReport,
  type RecordsRead,
} from '@broker/depersonalisation';
import { refuse, RefusedError, type Result } from '@broker/kernel';
import { loadDefinition, type LoadedDefinition } from './definition-files.js';
import { ReadingProgress, type Screen } from './reading-progress.js';
import { PendingFile } from './release-file.js';

const CHUNK_BYTES = 256 * 1024;

/** Paths: what to read, and what to write. */
export interface RecordFiles {
  definition: string;
  in: string;
  out: string;
  report: string;
}

/**
 * Depersonalises a file of any layout by its definition (ISA-9): read and searched for identifiers, generalised as little as the
 * models allow, written beside its place, counted anew from what was written, and only then put in its place.
 * @param screen where progress is shown
 * @returns the report as written, or the refusal; after a refusal nothing is left behind
 */
export async function depersonaliseRecords(files: RecordFiles, screen: Screen): Promise<Result<RecordReport>> {
  const progress = new ReadingProgress((await stat(files.in)).size, screen, () => performance.now());
  try {
    return await run(files, progress);
  } catch (error) {
    if (error instanceof RefusedError) return refuse(error.refusal);
    throw error;
  } finally {
    progress.end();
  }
}

async function run(files: RecordFiles, progress: ReadingProgress): Promise<Result<RecordReport>> {
  const loaded = await loadDefinition(files.definition);
  const { definition } = loaded;
  const read = await readRecords(files.in, loaded, progress);
  progress.say(`Searching, ${read.table.rows.toLocaleString('en-GB')} rows …`);
  const request = { ...loaded, read, now: () => performance.now() };
  const applied = applyDefinition(request);
  if (!applied.ok) return applied;
  const report = describeRecords(request, applied.value);
  progress.say('Writing and counting anew …');
  const [rowsFile, reportFile] = [new PendingFile(files.out), new PendingFile(files.report)];
  try {
    const written = await rowsFile.write(recordLines(read, applied.value, definition.separator));
    const passed = await passGate(written, loaded, claimOf(request, applied.value));
    if (!passed.ok) return passed;
    await reportFile.write([`${JSON.stringify(report, null, 2)}\n`]);
    await rowsFile.publish();
    await reportFile.publish();
    return { ok: true, value: report };
  } finally {
    await Promise.all([rowsFile.discard(), reportFile.discard()]);
  }
}

async function readRecords(
  path: string,
  { definition, hierarchies }: LoadedDefinition,
  progress: ReadingProgress,
): Promise<RecordsRead> {
  const listed = new Map([...hierarchies].map(([name, rows]) => [name, new Set(rows.map(([value]) => value!))]));
  const intake = new RecordIntake(definition, listed);
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    intake.push(chunk as Buffer);
    bytes += (chunk as Buffer).length;
    progress.show(bytes, intake.rowsRead);
  }
  return intake.finish();
}

/** Counts the written file anew. */
async function passGate(path: string, { definition }: LoadedDefinition, claim: RecordClaim) {
  const gate = new RecordGate(definition);
  const scanner = new CsvScanner(
    (names) => gate.header(names),
    (row) => gate.add(cellTexts(row)),
    definition.separator,
  );
  for await (const chunk of createReadStream(path)) scanner.push(chunk as Buffer);
  scanner.finish();
  return gate.finish(claim);
}
