import { DomainError } from '@broker/kernel';
import { ByteDictionary } from '../byte-dictionary.js';
import { cellText } from '../csv-row.js';
import { CsvScanner } from '../csv-scanner.js';

/** One column: for each row the number of its label. */
export interface TableColumn {
  name: string;
  codes: Uint16Array | Uint32Array;
  labels: readonly string[];
}

/** Rows as columns of small numbers. */
export interface Table {
  rows: number;
  columns: readonly TableColumn[];
}

/** How a file is read. */
export interface TableOptions {
  /** One character between cells; a comma by default. */
  separator?: string;
  /** The columns to keep; all by default. */
  columns?: readonly string[];
}

/** Reads separated values chunk by chunk into a table; cells are never kept as text beyond one copy of each distinct one. */
export class TableReader {
  private readonly scanner: CsvScanner;
  private columns: GrowingColumn[] = [];
  private places: number[] = [];

  constructor(options: TableOptions = {}) {
    this.scanner = new CsvScanner(
      (names) => {
        this.places = names
          .map((_, place) => place)
          .filter((place) => options.columns?.includes(names[place]!) ?? true);
        this.columns = this.places.map((place) => new GrowingColumn(names[place]!));
      },
      (row) => {
        for (let i = 0; i < this.places.length; i++) {
          const place = this.places[i]!;
          const column = this.columns[i]!;
          const code = column.dictionary.codeOf(row.bytes, row.starts[place]!, row.ends[place]!, Infinity);
          if (code === column.labels.length) column.labels.push(cellText(row, place));
          column.add(code);
        }
      },
      options.separator,
    );
  }

  /** Takes the next bytes; see CsvScanner for what is refused. */
  push(chunk: Uint8Array): void {
    this.scanner.push(chunk);
  }

  /** Ends the file. */
  finish(): Table {
    this.scanner.finish();
    return { rows: this.scanner.rowsRead, columns: this.columns.map((column) => column.finish()) };
  }
}

/** Reads a whole file. Refusals: those of CsvScanner, as RefusedError. */
export function tableFromCsv(bytes: Uint8Array, options?: TableOptions): Table {
  const reader = new TableReader(options);
  reader.push(bytes);
  return reader.finish();
}

/** A table from rows of text. */
export function tableFromRows(names: readonly string[], rows: Iterable<readonly string[]>): Table {
  const columns = names.map((name) => ({ column: new GrowingColumn(name), codes: new Map<string, number>() }));
  let count = 0;
  for (const row of rows) {
    if (row.length !== names.length) throw new DomainError('a row has more or fewer cells than there are names');
    columns.forEach(({ column, codes }, place) => {
      const label = row[place]!;
      let code = codes.get(label);
      if (code === undefined) {
        codes.set(label, (code = codes.size));
        column.labels.push(label);
      }
      column.add(code);
    });
    count += 1;
  }
  return { rows: count, columns: columns.map(({ column }) => column.finish()) };
}

/** The column of this name. */
export function columnOf(table: Table, name: string): TableColumn {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (!column) throw new DomainError(`there is no column ${name}`);
  return column;
}

/** Codes in 16 bits for as long as they fit. */
class GrowingColumn {
  readonly dictionary = new ByteDictionary();
  readonly labels: string[] = [];
  private codes: Uint16Array | Uint32Array = new Uint16Array(1024);
  private used = 0;

  constructor(private readonly name: string) {}

  add(code: number): void {
    if (this.used === this.codes.length) this.codes = this.grown(this.used + (this.used >> 1));
    if (code > 0xffff && this.codes instanceof Uint16Array) this.codes = Uint32Array.from(this.codes);
    this.codes[this.used++] = code;
  }

  finish(): TableColumn {
    return { name: this.name, codes: this.codes.slice(0, this.used), labels: this.labels };
  }

  private grown(length: number): Uint16Array | Uint32Array {
    const larger = this.codes instanceof Uint16Array ? new Uint16Array(length) : new Uint32Array(length);
    larger.set(this.codes);
    return larger;
  }
}
