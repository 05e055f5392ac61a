import { RefusedError } from '@broker/kernel';

/** More transformations than this need floors or ceilings first. */
const MOST_NODES = 2 ** 21;

/** All transformations: one level for each column between its floor and its ceiling. Nodes are numbered from the finest. */
export class Lattice {
  readonly size: number;
  readonly columns: number;
  /** Levels of all nodes, one node after the other. */
  readonly levels: Uint8Array;
  /** Levels of a node as one number, a spare bit above each: one subtraction compares all. Null when 31 bits are too few. */
  private readonly packed: Int32Array | null;
  private readonly spareBits: number;

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
    const shifts = [0];
    for (const ceiling of ceilings) shifts.push(shifts.at(-1)! + 33 - Math.clz32(ceiling));
    this.packed = shifts.at(-1)! <= 31 ? new Int32Array(this.size) : null;
    this.spareBits = shifts.slice(1).reduce((bits, shift) => bits | (1 << (shift - 1)), 0);
    const levels = [...floors];
    for (let node = 0; node < this.size; node++) {
      this.levels.set(levels, node * this.columns);
      if (this.packed) this.packed[node] = levels.reduce((sum, level, column) => sum + level * 2 ** shifts[column]!, 0);
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
    const { packed, spareBits, levels, columns } = this;
    if (packed) return (((packed[b]! | spareBits) - packed[a]!) & spareBits) === spareBits;
    for (let column = 0, x = a * columns, y = b * columns; column < columns; column++, x++, y++) {
      if (levels[x]! > levels[y]!) return false;
    }
    return true;
  }

  /** The node with these levels, each between its floor and its ceiling. */
  nodeAt(levels: Uint8Array): number {
    let node = 0;
    for (let column = this.columns - 1; column >= 0; column--) {
      const floor = this.floors[column]!;
      node = node * (this.ceilings[column]! - floor + 1) + levels[column]! - floor;
    }
    return node;
  }

  /** How many nodes are at most as coarse as a node. */
  nodesBelow(node: number): number {
    let count = 1;
    for (let column = 0; column < this.columns; column++) {
      count *= this.levels[node * this.columns + column]! - this.floors[column]! + 1;
    }
    return count;
  }
}

const tooMany = (transformations: number): RefusedError =>
  new RefusedError({
    code: 'depersonalisation/too-many-transformations',
    clause: 'ISA-9',
    message: `There are ${transformations.toLocaleString('en-GB')} ways to generalise these columns: too many to search.`,
    mend: 'Set finest and coarsest levels for some columns, or leave a column out.',
  });
