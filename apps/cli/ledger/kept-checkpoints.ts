import { appendFile, readFile } from 'node:fs/promises';
import { noteText, parseCheckpoint } from '../../../libs/ledger/domain/index.js';
import { ConnectionFault } from '../client/connection-fault.js';

/** A checkpoint that an auditor has kept: one line of JSON each. */
interface Kept {
  /** ISO 8601. */
  keptAt: string;
  /** The signed note, with its cosignatures. */
  note: string;
}

const sizeOf = (note: string): number | null => parseCheckpoint(noteText(note) ?? '')?.size ?? null;

/** The notes in a file of kept checkpoints; none when there is no such file yet. Throws ConnectionFault, naming the line, when it holds anything else. */
export async function keptCheckpoints(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  });
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line, i) => {
      const note = noteIn(line);
      if (note !== null) return note;
      throw new ConnectionFault(
        `Line ${i + 1} of ${file} is no kept checkpoint.`,
        'Put the file back as it was: whoever alters it takes away what the log is held against.',
      );
    });
}

/** Keeps a checkpoint, unless one of its size is kept already. Returns whether it was added. */
export async function keep(file: string, kept: readonly string[], note: string, at: Date): Promise<boolean> {
  if (kept.some((each) => sizeOf(each) === sizeOf(note))) return false;
  const line: Kept = { keptAt: at.toISOString(), note };
  await appendFile(file, `${JSON.stringify(line)}\n`, { mode: 0o600, flush: true });
  return true;
}

function noteIn(line: string): string | null {
  try {
    const { note } = JSON.parse(line) as Partial<Kept>;
    return typeof note === 'string' && sizeOf(note) !== null ? note : null;
  } catch {
    return null;
  }
}
