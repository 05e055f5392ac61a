import { csvFault, type CsvFault } from './csv-faults.js';
import {
  cellText,
  HAS_AT_SIGN,
  HAS_DIGIT,
  HAS_DOUBLED_QUOTE,
  HAS_FORMULA_LEAD,
  HAS_HIGH_BYTE,
  type CsvRow,
} from './csv-row.js';
import { isUtf8 } from './utf8.js';

/** How large the parts of a file may be. */
export const CSV_LIMITS = { maxRowBytes: 1024 * 1024, maxCellBytes: 64 * 1024, maxColumns: 1000 } as const;

const BLOCK_BYTES = 64 * 1024;
const [QUOTE, LF, CR, NUL] = [0x22, 0x0a, 0x0d, 0x00];

/** A byte either belongs to an unquoted cell, with a mark or without, or stops it. */
const STOP = 0x80;
const byteMarks = (separator: number): Uint8Array =>
  new Uint8Array(256).map((_, byte) => {
    if ([separator, QUOTE, LF, CR, NUL].includes(byte)) return STOP;
    if (byte >= 0x30 && byte <= 0x39) return HAS_DIGIT;
    if (byte === 0x40) return HAS_AT_SIGN;
    return byte > 0x7f ? HAS_HIGH_BYTE : 0;
  });

/** First bytes that need a closer look: = + - @ TAB CR LF, a space before them, and the lead byte of their full-width forms. */
const LEAD_MARKS = new Uint8Array(256);
for (const byte of [0x3d, 0x2b, 0x2d, 0x40, 0x09, 0x0d, 0x0a, 0x20, 0xef]) LEAD_MARKS[byte] = HAS_FORMULA_LEAD;

/** What is wrong when one of these stands where a cell should have ended. */
const FAULT_AT: Partial<Record<number, CsvFault>> = { [NUL]: 'nul-character', [CR]: 'lone-carriage-return' };

/** Outcome of scanning one row in the buffer: where it ends, or that more bytes are needed. */
const INCOMPLETE = -1;

/**
 * Reads comma-separated values (RFC 4180) from chunks of bytes and hands over each row without making an object of any cell.
 * Memory is bounded by one row and one block, whatever the file holds.
 *
 * Taken: LF and CRLF line ends, quoted cells with commas, doubled quotes and line ends inside, a UTF-8 byte order mark, a last
 * row without line end. Empty lines are passed over but keep their row number, as in a spreadsheet.
 * Refused with a RefusedError `exchange/…` (see csv-faults): everything else, a lone carriage return included.
 */
export class CsvScanner {
  private buffer = new Uint8Array(BLOCK_BYTES * 2);
  private filled = 0;
  private unscanned = 0;
  private started = false;
  private columnNames: string[] = [];
  private readonly separator: number;
  private readonly marks: Uint8Array;
  /** Marks of all cells of the row together. */
  private rowMarks = 0;
  private readonly row: CsvRow = {
    bytes: this.buffer,
    starts: new Uint32Array(CSV_LIMITS.maxColumns),
    ends: new Uint32Array(CSV_LIMITS.maxColumns),
    marks: new Uint8Array(CSV_LIMITS.maxColumns),
    columns: 0,
    number: 1,
  };

  /** Data rows handed over so far. */
  rowsRead = 0;

  /**
   * @param onHeader called once with the column names
   * @param onRow called for every further row; the row is reused
   * @param separator the one ASCII character between cells
   */
  constructor(
    private readonly onHeader: (names: string[], row: CsvRow) => void,
    private readonly onRow: (row: CsvRow) => void,
    separator = ',',
  ) {
    this.separator = separator.charCodeAt(0);
    this.marks = byteMarks(this.separator);
  }

  /** Takes the next bytes of the file; the chunk is copied and may be reused. */
  push(chunk: Uint8Array): void {
    for (let from = 0; from < chunk.length; from += BLOCK_BYTES) {
      const part = chunk.subarray(from, from + BLOCK_BYTES);
      this.reserve(part.length);
      this.buffer.set(part, this.filled);
      this.filled += part.length;
      this.unscanned += part.length;
      // Scanning only whole blocks keeps the work linear when bytes trickle in one by one.
      if (this.unscanned >= BLOCK_BYTES) this.scan(false);
    }
  }

  /** Ends the file. Refuses a file without rows, and one that ends inside a quote. */
  finish(): void {
    this.scan(true);
    if (this.columnNames.length === 0) throw csvFault('empty-file');
    if (this.rowsRead === 0) throw csvFault('no-rows');
  }

  private reserve(bytes: number): void {
    if (this.filled + bytes <= this.buffer.length) return;
    const larger = new Uint8Array(this.buffer.length * 2);
    larger.set(this.buffer.subarray(0, this.filled));
    this.buffer = larger;
    this.row.bytes = larger;
  }

  private scan(isLast: boolean): void {
    this.unscanned = 0;
    let from = this.started ? 0 : this.startOfText();
    this.started = true;
    while (from < this.filled) {
      const next = this.scanRow(from, isLast);
      if (next === INCOMPLETE) break;
      if (next - from > CSV_LIMITS.maxRowBytes) throw csvFault('row-too-long', { row: this.row.number });
      if (!this.isEmptyLine()) this.handOver();
      this.row.number += 1;
      from = next;
    }
    if (this.filled - from > CSV_LIMITS.maxRowBytes) throw csvFault('row-too-long', { row: this.row.number });
    this.buffer.copyWithin(0, from, this.filled);
    this.filled -= from;
  }

  /** Looks at the first bytes for what is not text at all; passes over a UTF-8 byte order mark. */
  private startOfText(): number {
    const [a, b, c, d] = this.buffer;
    if (this.filled === 0) throw csvFault('empty-file');
    if (this.filled >= 4 && a === 0x50 && b === 0x4b && (c === 3 || c === 5) && (d === 4 || d === 6)) {
      throw csvFault('zip-archive');
    }
    if (this.filled >= 4 && a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0) throw csvFault('excel-workbook');
    if (this.filled >= 2 && ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff))) throw csvFault('utf-16-file');
    return this.filled >= 3 && a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0;
  }

  /** Finds the cells of the row that begins at `from`. Returns where the next row begins, or INCOMPLETE. */
  private scanRow(from: number, isLast: boolean): number {
    const { buffer, filled, row, marks: byteMark, separator } = this;
    let at = from;
    let column = 0;
    this.rowMarks = 0;
    for (;;) {
      if (column === CSV_LIMITS.maxColumns) throw csvFault('too-many-columns', { row: row.number });
      let stop: number;
      if (buffer[at] === QUOTE && at < filled) {
        stop = this.scanQuotedCell(at + 1, column, isLast);
        if (stop === INCOMPLETE) return INCOMPLETE;
      } else {
        let marks = 0;
        stop = at;
        while (stop < filled) {
          const mark = byteMark[buffer[stop]!]!;
          if (mark === STOP) break;
          marks |= mark;
          stop++;
        }
        row.starts[column] = at;
        row.ends[column] = stop;
        row.marks[column] = stop > at ? marks | LEAD_MARKS[buffer[at]!]! : 0;
        if (stop - at > CSV_LIMITS.maxCellBytes) throw this.cellFault('cell-too-long', column);
      }
      this.rowMarks |= row.marks[column]!;
      column += 1;
      row.columns = column;
      if (stop >= filled) return isLast ? stop : INCOMPLETE;
      const byte = buffer[stop];
      if (byte === separator) at = stop + 1;
      else if (byte === LF) return stop + 1;
      else if (byte === CR && stop + 1 >= filled && !isLast) return INCOMPLETE;
      else if (byte === CR && buffer[stop + 1] === LF && stop + 1 < filled) return stop + 2;
      else throw this.cellFault(FAULT_AT[byte!] ?? 'stray-quote', column - 1);
    }
  }

  /** Finds the end of a quoted cell whose content begins at `from`. Returns the place after the closing quote. */
  private scanQuotedCell(from: number, column: number, isLast: boolean): number {
    const { buffer, filled, row } = this;
    let marks = 0;
    let at = from;
    for (;;) {
      while (at < filled && buffer[at] !== QUOTE) {
        const byte = buffer[at]!;
        if (byte === NUL) throw this.cellFault('nul-character', column);
        marks |= this.marks[byte]! & ~STOP;
        at++;
      }
      if (at - from > CSV_LIMITS.maxCellBytes) throw this.cellFault('cell-too-long', column);
      if (at >= filled) {
        if (isLast) throw this.cellFault('unclosed-quote', column);
        return INCOMPLETE;
      }
      // At the end of the block this may be the first of two quotes: the row is incomplete then, and scanned again.
      if (at + 1 >= filled || buffer[at + 1] !== QUOTE) break;
      marks |= HAS_DOUBLED_QUOTE;
      at += 2;
    }
    row.starts[column] = from;
    row.ends[column] = at;
    row.marks[column] = at > from ? marks | LEAD_MARKS[buffer[from]!]! : 0;
    const after = at + 1;
    if (after < filled && this.marks[buffer[after]!] !== STOP) throw this.cellFault('text-after-quote', column);
    return after;
  }

  private isEmptyLine(): boolean {
    const { row } = this;
    const isQuoted = row.starts[0]! > 0 && row.bytes[row.starts[0]! - 1] === QUOTE;
    return row.columns === 1 && row.starts[0] === row.ends[0] && !isQuoted && this.columnNames.length !== 1;
  }

  private handOver(): void {
    const { row } = this;
    const isHeader = this.columnNames.length === 0;
    if (!isHeader && row.columns !== this.columnNames.length) throw csvFault('ragged-row', { row: row.number });
    if ((this.rowMarks & HAS_HIGH_BYTE) !== 0) this.refuseOtherEncodings();
    if (isHeader) {
      this.columnNames = Array.from({ length: row.columns }, (_, column) => cellText(row, column));
      this.onHeader(this.columnNames, row);
    } else {
      this.rowsRead += 1;
      this.onRow(row);
    }
  }

  private refuseOtherEncodings(): void {
    const { row } = this;
    for (let column = 0; column < row.columns; column++) {
      if ((row.marks[column]! & HAS_HIGH_BYTE) === 0) continue;
      if (!isUtf8(row.bytes, row.starts[column]!, row.ends[column]!)) throw this.cellFault('not-utf-8', column);
    }
  }

  private cellFault(fault: CsvFault, column: number) {
    // Names of columns come from the file: in the header row itself they are not yet known to be harmless.
    const name = this.columnNames[column] ?? `column ${column + 1}`;
    return csvFault(fault, { row: this.row.number, column: name.slice(0, 100) });
  }
}
