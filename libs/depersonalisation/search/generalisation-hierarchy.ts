import { DomainError, RefusedError } from '@broker/kernel';

/** The values of one column and what each becomes at every coarser level; level 0 is the value itself. */
export class GeneralisationHierarchy {
  private readonly rowOf = new Map<string, number>();
  /** Levels, the finest included. */
  readonly levels: number;

  /**
   * @param rows one per value of the domain: the value, then its label at each coarser level. The loss metric measures a label
   *   by its share of these rows, so values that happen to be absent from the data belong here too.
   * @throws RefusedError `depersonalisation/broken-hierarchy` when rows differ in length, a value comes twice, or a label
   *   stands beneath two labels of the next level (roll-up needs a tree)
   */
  constructor(readonly rows: readonly (readonly string[])[]) {
    this.levels = rows[0]?.length ?? 0;
    if (this.levels === 0) throw broken('A hierarchy has no rows.');
    rows.forEach((row, index) => {
      if (row.length !== this.levels)
        throw broken(`Row ${index + 1} of a hierarchy has more or fewer levels than row 1.`);
      if (this.rowOf.has(row[0]!)) throw broken(`Row ${index + 1} of a hierarchy repeats the value of an earlier row.`);
      this.rowOf.set(row[0]!, index);
    });
    for (let level = 1; level < this.levels - 1; level++) this.refuseTwoParents(level);
  }

  private refuseTwoParents(level: number): void {
    const parents = new Map<string, string>();
    this.rows.forEach((row, index) => {
      const known = parents.get(row[level]!);
      if (known === undefined) parents.set(row[level]!, row[level + 1]!);
      else if (known !== row[level + 1]) {
        throw broken(
          `Row ${index + 1} of a hierarchy puts a label of level ${level} beneath a second label of level ${level + 1}.`,
        );
      }
    });
  }

  /**
   * Puts the values that occur into codes.
   * @param column name for the refusal
   * @param dictionaries values that occur, one list for each table that shares the column
   * @throws RefusedError `depersonalisation/value-outside-hierarchy`; the value itself is not told
   */
  bind(column: string, dictionaries: readonly (readonly string[])[]): BoundHierarchy {
    const places = dictionaries.map((labels) =>
      Uint32Array.from(labels, (label) => this.rowOf.get(label) ?? refuseOutside(column)),
    );
    const present = Uint8Array.from({ length: this.rows.length });
    for (const rows of places) for (const row of rows) present[row] = 1;
    return new BoundHierarchy(this, present, places);
  }
}

/** Codes of one level: a code's label, and the share (0 to 1) of the domain it stands for. */
interface Level {
  labels: string[];
  shares: Float64Array;
}

/** A hierarchy over the values that occur in the data, as arrays of codes. Children of one label have neighbouring codes. */
export class BoundHierarchy {
  private readonly level: Level[] = [];
  /** For each row of the hierarchy, its code at each level (rows that do not occur have none). */
  private readonly codeOfRow: Uint32Array[] = [];
  private readonly ups = new Map<number, Uint32Array>();
  private readonly largest = new Map<number, Float64Array>();
  readonly levels: number;
  /** Values in the domain, whether they occur or not. */
  readonly domain: number;

  constructor(
    private readonly hierarchy: GeneralisationHierarchy,
    present: Uint8Array,
    private readonly places: readonly Uint32Array[],
  ) {
    this.levels = hierarchy.levels;
    this.domain = hierarchy.rows.length;
    const order = this.orderFromTheTop(present);
    for (let level = 0; level < this.levels; level++) this.number(level, order);
  }

  /** Codes at a level. */
  size(level: number): number {
    return this.level[level]!.labels.length;
  }

  /** Label of each code of a level. */
  labels(level: number): readonly string[] {
    return this.level[level]!.labels;
  }

  /** Share (0 to 1) of the domain that each code of a level stands for. */
  shares(level: number): Float64Array {
    return this.level[level]!.shares;
  }

  /** For each value of a dictionary, its code at a level. */
  codes(dictionary: number, level: number): Uint32Array {
    return this.places[dictionary]!.map((row) => this.codeOfRow[level]![row]!);
  }

  /** For each code of a level, its code at the same or a coarser level. */
  up(from: number, to: number): Uint32Array {
    const key = from * this.levels + to;
    let map = this.ups.get(key);
    if (!map) {
      if (to < from) throw new DomainError('a finer level cannot be told from a coarser one');
      map = new Uint32Array(this.size(from));
      for (const rows of this.places)
        for (const row of rows) map[this.codeOfRow[from]![row]!] = this.codeOfRow[to]![row]!;
      this.ups.set(key, map);
    }
    return map;
  }

  /** For each code of a level, the greatest share among its codes at the same or a finer level. */
  largestShareBelow(level: number, finer: number): Float64Array {
    const key = level * this.levels + finer;
    let largest = this.largest.get(key);
    if (!largest) {
      largest = new Float64Array(this.size(level));
      const shares = this.shares(finer);
      const parents = this.up(finer, level);
      parents.forEach((parent, code) => (largest![parent] = Math.max(largest![parent]!, shares[code]!)));
      this.largest.set(key, largest);
    }
    return largest;
  }

  private orderFromTheTop(present: Uint8Array): number[] {
    const { rows } = this.hierarchy;
    const firstSeen = Array.from({ length: this.levels }, () => new Map<string, number>());
    rows.forEach((row, index) =>
      row.forEach((label, level) => {
        if (!firstSeen[level]!.has(label)) firstSeen[level]!.set(label, index);
      }),
    );
    const occurring = rows.map((_, index) => index).filter((index) => present[index] === 1);
    return occurring.sort((a, b) => {
      for (let level = this.levels - 1; level > 0; level--) {
        const difference = firstSeen[level]!.get(rows[a]![level]!)! - firstSeen[level]!.get(rows[b]![level]!)!;
        if (difference !== 0) return difference;
      }
      return a - b;
    });
  }

  private number(level: number, order: readonly number[]): void {
    const { rows } = this.hierarchy;
    const beneath = new Map<string, number>();
    for (const row of rows) beneath.set(row[level]!, (beneath.get(row[level]!) ?? 0) + 1);
    const codes = new Map<string, number>();
    const codeOfRow = new Uint32Array(rows.length);
    for (const index of order) {
      const label = rows[index]![level]!;
      if (!codes.has(label)) codes.set(label, codes.size);
      codeOfRow[index] = codes.get(label)!;
    }
    const labels = [...codes.keys()];
    this.codeOfRow.push(codeOfRow);
    this.level.push({ labels, shares: Float64Array.from(labels, (label) => beneath.get(label)! / rows.length) });
  }
}

const broken = (message: string): RefusedError =>
  new RefusedError({
    code: 'depersonalisation/broken-hierarchy',
    clause: 'ISA-9',
    message,
    mend: 'Correct the hierarchy: one row for each value, the same number of levels in each row, every label beneath one label.',
  });

function refuseOutside(column: string): never {
  throw new RefusedError({
    code: 'depersonalisation/value-outside-hierarchy',
    clause: 'ISA-9',
    message: `Column "${column}" holds a value that its hierarchy does not know.`,
    mend: 'Add the value to the hierarchy, or correct the column.',
    where: { column },
  });
}
