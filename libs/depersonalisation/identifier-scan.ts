import { ByteDictionary } from './byte-dictionary.js';
import { cellText, HAS_AT_SIGN, HAS_DIGIT, HAS_DOUBLED_QUOTE, HAS_HIGH_BYTE, type CsvRow } from './csv-row.js';
import type { IdentifierContext, IdentifierKind } from './identifiers/detector.js';
import { firstKind, readyContext, type ReadyContext } from './identifiers/find-identifiers.js';
import { mayHoldName } from './identifiers/words.js';

/** Most distinct cells remembered for one column, and the longest remembered: memory stays small whatever the file holds. */
const MEMO = { cells: 16_384, bytes: 64 };

/** Every identifier but a name has one of these, or is written in other letters than ASCII. */
const MAY_IDENTIFY = HAS_DIGIT | HAS_AT_SIGN | HAS_HIGH_BYTE;

/** Looks for direct identifiers in the cells of one column (ISA-9); answers with their kind, never with the value. */
export class IdentifierScan {
  private readonly context: ReadyContext;
  private memo = new ByteDictionary();
  private kinds: (IdentifierKind | null)[] = [];

  /** @param column name of the column */
  constructor(column: string, context: Omit<IdentifierContext, 'column'> = {}) {
    this.context = readyContext({ ...context, column });
  }

  /** The first kind of identifier in this column's cell of a row, if any. A cell that came before is not searched again. */
  find(row: CsvRow, column: number): IdentifierKind | null {
    const start = row.starts[column]!;
    const end = row.ends[column]!;
    if (end - start > MEMO.bytes || (row.marks[column]! & HAS_DOUBLED_QUOTE) !== 0) return this.search(row, column);
    let code = this.memo.codeOf(row.bytes, start, end, MEMO.cells);
    if (code < 0) {
      this.memo = new ByteDictionary();
      this.kinds = [];
      code = this.memo.codeOf(row.bytes, start, end, MEMO.cells);
    }
    if (code === this.kinds.length) this.kinds.push(this.search(row, column));
    return this.kinds[code]!;
  }

  private search(row: CsvRow, column: number): IdentifierKind | null {
    const { names, columnHolds } = this.context;
    const isPlain = (row.marks[column]! & MAY_IDENTIFY) === 0 && columnHolds.size === 0;
    if (isPlain && !mayHoldName(row.bytes, row.starts[column]!, row.ends[column]!, names)) return null;
    return firstKind(cellText(row, column), this.context);
  }
}
