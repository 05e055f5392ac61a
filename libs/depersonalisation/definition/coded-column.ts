import { ByteDictionary } from '../byte-dictionary.js';
import { cellText, type CsvRow } from '../csv-row.js';
import type { TableColumn } from '../search/table.js';

const BLOCK_ROWS = 65_536;

/** Codes row by row, in blocks so that nothing is copied while they grow. */
export class CodeList {
  private readonly blocks: Uint32Array[] = [];
  length = 0;

  push(code: number): void {
    const at = this.length % BLOCK_ROWS;
    if (at === 0) this.blocks.push(new Uint32Array(BLOCK_ROWS));
    this.blocks.at(-1)![at] = code;
    this.length += 1;
  }

  /** Calls back once per row. */
  forEach(visit: (code: number, row: number) => void): void {
    for (let row = 0; row < this.length; row++)
      visit(this.blocks[Math.floor(row / BLOCK_ROWS)]![row % BLOCK_ROWS]!, row);
  }
}

/** A column whose distinct cells are looked at once. `T` is what was found out about a cell. */
export class CodedColumn<T> {
  private readonly dictionary = new ByteDictionary();
  private readonly kept = new CodeList();
  private readonly labels: string[] = [];
  private readonly found: T[] = [];

  /** @param look gives the label of a cell, and what is found out about it */
  constructor(private readonly look: (text: string) => { label: string; found: T }) {}

  /** The code of this column's cell of a row. */
  codeOf(row: CsvRow, column: number): number {
    const code = this.dictionary.codeOf(row.bytes, row.starts[column]!, row.ends[column]!, Infinity);
    if (code === this.labels.length) {
      const { label, found } = this.look(cellText(row, column));
      this.labels.push(label);
      this.found.push(found);
    }
    return code;
  }

  foundAt(code: number): T {
    return this.found[code]!;
  }

  labelAt(code: number): string {
    return this.labels[code]!;
  }

  /** Keeps a row. */
  add(code: number): void {
    this.kept.push(code);
  }

  /** The rows kept. Labels that stand in none of them are forgotten: they may be identifiers. Equal labels get one code. */
  finish(name: string): TableColumn {
    const newCodes = new Map<string, number>();
    const codeOf = new Int32Array(this.labels.length).fill(-1);
    this.kept.forEach((code) => {
      if (codeOf[code]! >= 0) return;
      const label = this.labels[code]!;
      if (!newCodes.has(label)) newCodes.set(label, newCodes.size);
      codeOf[code] = newCodes.get(label)!;
    });
    const { length } = this.kept;
    const codes = newCodes.size <= 0x1_0000 ? new Uint16Array(length) : new Uint32Array(length);
    this.kept.forEach((code, row) => (codes[row] = codeOf[code]!));
    return { name, codes, labels: [...newCodes.keys()] };
  }
}
