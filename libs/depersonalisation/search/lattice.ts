import { RefusedError } from '@broker/kernel';

/** More transformations than this need floors or ceilings first. */
const MOST_NODES = 2 ** 21;

/** All transformations: one level for each column between its floor and its ceiling. Nodes are numbered from the finest. */
export class Lattice {
  readonly size: number;
  readonly columns: number;
  /** Levels of all nodes, one node after the other. */
  readonly levels: Uint8Array;

  /**
   * @param floors finest level of each column
   * @param ceilings coarsest level of each column
   * @throws RefusedError `depersonalisation/too-many-transformations`
   */
  constructor(
    readonly floors: readonly number[],
    readonly ceilings: readonly number[],
  ) {
    this.columns = floors.length;
    this.size = floors.reduce((product, floor, column) => product * (ceilings[column]! - floor + 1), 1);
    if (this.size > MOST_NODES) throw tooMany(this.size);
    this.levels = new Uint8Array(this.size * this.columns);
    const levels = [...floors];
    for (let node = 0; node < this.size; node++) {
      this.levels.set(levels, node * this.columns);
      for (let column = 0; column < this.columns; column++) {
        if (++levels[column]! <= ceilings[column]!) break;
        levels[column] = floors[column]!;
      }
    }
  }

  /** Levels of one node. */
  levelsOf(node: number): Uint8Array {
    return this.levels.subarray(node * this.columns, (node + 1) * this.columns);
  }

  /** Whether node `a` is at most as coarse as node `b` in every column. */
  isBelow(a: number, b: number): boolean {
    const { levels, columns } = this;
    for (let column = 0, x = a * columns, y = b * columns; column < columns; column++, x++, y++) {
      if (levels[x]! > levels[y]!) return false;
    }
    return true;
  }
}

const tooMany = (transformations: number): RefusedError =>
  new RefusedError({
    code: 'depersonalisation/too-many-transformations',
    clause: 'ISA-9',
    message: `There are ${transformations.toLocaleString('en-GB')} ways to generalise these columns: too many to search.`,
    mend: 'Set finest and coarsest levels for some columns, or leave a column out.',
  });
