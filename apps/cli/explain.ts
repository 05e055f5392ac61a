import { DomainError, RefusedError, type FaultPlace } from '@broker/kernel';

/** What the command line says of an error, and the exit code that goes with it: 2 for a refusal, 1 for all else. */
export function explain(error: unknown): { lines: string[]; exitCode: 1 | 2 } {
  if (error instanceof RefusedError) {
    const { message, mend, clause, where } = error.refusal;
    return { lines: [`Refused (${clause}): ${message}${placeText(where)}`, mend], exitCode: 2 };
  }
  if (hasMend(error)) return { lines: [error.message, error.mend], exitCode: 1 };
  if (error instanceof DomainError) return { lines: [error.message], exitCode: 1 };
  return { lines: [error instanceof Error ? (error.stack ?? error.message) : String(error)], exitCode: 1 };
}

/** Where in a file a fault lies: ` (row 3, column "Month")`; nothing where there is no place. */
function placeText(where: FaultPlace = {}): string {
  const parts = [where.row && `row ${where.row}`, where.column && `column "${where.column}"`].filter(Boolean);
  return parts.length > 0 ? ` (${parts.join(', ')})` : '';
}

/** A StartFault, told by its shape: the class comes with the whole database layer, which most commands never load. */
const hasMend = (error: unknown): error is Error & { mend: string } =>
  error instanceof Error && error.name === 'StartFault' && 'mend' in error;
