import { DomainError } from '@broker/kernel';

/** One value at one level, for example code `E01017154` with name `Southampton 018C`. */
export interface Label {
  code: string;
  name: string;
}

/**
 * The values of one column and what each becomes at every coarser level, built while a file is read.
 * Values are small integers; a level map says which code of a level a finest code belongs to.
 */
export class Hierarchy {
  private readonly labels: Label[][];
  private readonly codes: Map<string, number>[];
  private readonly maps: number[][];

  /** @param levels names of the levels, finest first */
  constructor(readonly levels: readonly string[]) {
    this.labels = levels.map(() => []);
    this.codes = levels.map(() => new Map<string, number>());
    this.maps = levels.map(() => []);
  }

  /**
   * Adds a value or finds it again.
   * @param path its label at each level, finest first
   * @returns its finest code
   */
  add(path: readonly Label[]): number {
    const known = this.codes[0]?.get(path[0]?.code ?? '');
    if (known !== undefined) return known;
    if (path.length !== this.levels.length) throw new DomainError('a path has one label for each level');
    path.forEach((label, level) => this.maps[level]?.push(this.intern(level, label)));
    return this.labels[0]!.length - 1;
  }

  /** How many values a level has. */
  size(level: number): number {
    return this.labels[level]?.length ?? 0;
  }

  /** The label of a code of a level. */
  label(level: number, code: number): Label {
    const label = this.labels[level]?.[code];
    if (!label) throw new DomainError(`no code ${code} at level ${level}`);
    return label;
  }

  /** For each finest code, its code at this level. */
  levelMap(level: number): Uint32Array {
    return Uint32Array.from(this.maps[level] ?? []);
  }

  private intern(level: number, label: Label): number {
    const codes = this.codes[level]!;
    const known = codes.get(label.code);
    if (known !== undefined) return known;
    codes.set(label.code, codes.size);
    return this.labels[level]!.push(label) - 1;
  }
}
