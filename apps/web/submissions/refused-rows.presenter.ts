import type { DepersonalisationReport } from '@broker/depersonalisation';
import { csvField } from '@broker/exchange';

const COLUMNS = ['row', 'column', 'what', 'clause', 'how_to_mend', 'code'];

/** Every refused row that the report names, as CSV in the order of the file: where, what, by which clause, how to mend. */
export function refusedRowsCsv({ refusals }: DepersonalisationReport): string {
  const lines = refusals.flatMap(({ rowNumbers, column, message, clause, mend, code }) =>
    rowNumbers.map((row) => ({ row, cells: [String(row), column, message, clause, mend, code] })),
  );
  const written = lines.sort((a, b) => a.row - b.row).map(({ cells }) => cells.map(csvField).join(','));
  return [COLUMNS.join(','), ...written, ''].join('\r\n');
}
